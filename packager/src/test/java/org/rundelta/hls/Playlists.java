package org.rundelta.hls;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.rundelta.dash.ByteRange;
import org.rundelta.hls.Variant.Kind;

/** Playlists for tests. */
final class Playlists {
    private Playlists() {}

    /** Any playlist, from a seed. */
    static Playlist random(Random random) {
        return random.nextBoolean() ? multivariant(random) : media(random);
    }

    private interface Maker<T> {
        T make(Random random);
    }

    private static <T> List<T> some(Random random, int least, Maker<T> maker) {
        List<T> list = new ArrayList<>();
        for (int n = least + random.nextInt(4); n > 0; n--) {
            list.add(maker.make(random));
        }
        return list;
    }

    private static <T> T maybe(Random random, Maker<T> maker) {
        return random.nextBoolean() ? maker.make(random) : null;
    }

    private static <T> T any(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static MultivariantPlaylist multivariant(Random random) {
        List<Variant> variants = some(random, 1, Playlists::variant);
        ContentSteering steering =
                maybe(random, r -> new ContentSteering(uri(r), any(r, variants).pathwayId()));
        return new MultivariantPlaylist(steering, some(random, 0, Playlists::rendition), variants);
    }

    private static AlternativeRendition rendition(Random random) {
        boolean isDefault = random.nextBoolean();
        AlternativeRendition.Type type = any(random, List.of(AlternativeRendition.Type.values()));
        return new AlternativeRendition(
                type,
                text(random),
                text(random),
                maybe(random, r -> "de-CH"),
                isDefault,
                isDefault || random.nextBoolean(),
                type == AlternativeRendition.Type.SUBTITLES && random.nextBoolean(),
                maybe(random, Playlists::text),
                maybe(random, r -> "2"),
                maybe(random, Playlists::uri));
    }

    private static Variant variant(Random random) {
        return new Variant(
                any(random, List.of(Kind.values())),
                1 + random.nextInt(1 << 30),
                maybe(random, r -> (long) r.nextInt(1 << 30)),
                maybe(random, r -> "avc1.64001f,mp4a.40.2"),
                maybe(random, Playlists::resolution),
                maybe(random, r -> BigDecimal.valueOf(r.nextInt(240_000), 3)),
                maybe(random, Playlists::text),
                maybe(random, Playlists::text),
                maybe(random, r -> any(r, List.of("alpha", ".", "B_2.c-d"))),
                uri(random));
    }

    private static MediaPlaylist media(Random random) {
        return new MediaPlaylist(
                any(random, List.of(Kind.values())),
                1 << 20,
                maybe(random, Playlists::place),
                some(random, 0, Playlists::segment));
    }

    private static MediaSegment segment(Random random) {
        return new MediaSegment(
                duration(random),
                place(random),
                maybe(random, r -> new Tiles(resolution(r), 1 + r.nextInt(20), 1 + r.nextInt(20), duration(r))));
    }

    private static UriRange place(Random random) {
        long first = random.nextInt(1 << 30);
        return new UriRange(uri(random), maybe(random, r -> new ByteRange(first, first + r.nextInt(1 << 30))));
    }

    private static Resolution resolution(Random random) {
        return new Resolution(1 + random.nextInt(16384), 1 + random.nextInt(16384));
    }

    private static Duration duration(Random random) {
        return Duration.ofNanos(1000L * random.nextInt(1 << 30));
    }

    private static String uri(Random random) {
        return any(random, List.of("a/0.m4s", "https://example.org/a,b?c=d&e", "\u00fc=x.mp4", "../p.m3u8"));
    }

    /** Text with everything that is special in a list of attributes, but what no quoted string can have. */
    private static String text(Random random) {
        String alphabet = "ab =,#:\u00fc\u6f22\uD83D\uDE00";
        int[] points = alphabet.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(12); n > 0; n--) {
            text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return text.toString();
    }
}

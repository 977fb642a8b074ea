package org.rundelta.dash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** MPDs for tests. */
final class Mpds {
    private Mpds() {}

    /** Two rungs and audio, as the packager writes them; the text is golden.mpd. */
    static Mpd title() {
        long[] videoTimes = {0, 60060, 120120, 180180};
        long[] videoDurations = {60060, 60060, 60060, 15015};
        SegmentTemplate video =
                SegmentTemplate.timed(30000, videoTimes, videoDurations, "thumb/init.mp4", "thumb/$Number$.m4s");
        SegmentTemplate exact =
                SegmentTemplate.timed(30000, videoTimes, videoDurations, "exact/init.mp4", "exact/$Number$.m4s");
        long[] audioTimes = {1024, 97280};
        long[] audioDurations = {96256, 96000};
        SegmentTemplate audio = SegmentTemplate.timed(
                48000,
                audioTimes,
                audioDurations,
                "$RepresentationID$/init.mp4",
                "$RepresentationID$/$Number%05d$.m4s");
        List<AdaptationSet> sets = List.of(
                AdaptationSet.video(
                        0,
                        List.of(
                                Representation.video("thumb", 120_000, "rdv1.8.0", 640, 360, "1:1", "10")
                                        .in(video),
                                Representation.video("exact", 2_345_678, "rdv1.8.0", 1280, 720, "1:1", "30000/1001")
                                        .in(exact))),
                AdaptationSet.audio(
                        1,
                        "en",
                        List.of("Director & crew"),
                        "commentary",
                        List.of(Representation.audio("audio", 130_000, "mp4a.40.2", 48000, 2)
                                .in(audio))));
        return new Mpd(
                List.of(Mpd.LIVE_PROFILE, Mpd.CMAF_PROFILE),
                Mpd.duration(195195, 30000),
                Duration.ofSeconds(2),
                List.of(new BaseUrl("near", "https://near.example/title/"), new BaseUrl(null, "./")),
                null,
                List.of(new Period("0", Duration.ZERO, null, List.of(), sets)));
    }

    /** Any MPD the schema allows, from a seed. */
    static Mpd random(Random random) {
        return new Mpd(
                List.of(Mpd.LIVE_PROFILE, Mpd.CMAF_PROFILE).subList(0, 1 + random.nextInt(2)),
                maybeDuration(random),
                duration(random),
                baseUrls(random),
                maybe(random, Mpds::steering),
                some(random, 1, Mpds::period));
    }

    private interface Maker<T> {
        T make(Random random);
    }

    private static <T> List<T> some(Random random, int least, Maker<T> maker) {
        List<T> list = new ArrayList<>();
        for (int n = least + random.nextInt(4 - least); n > 0; n--) {
            list.add(maker.make(random));
        }
        return list;
    }

    private static <T> T maybe(Random random, Maker<T> maker) {
        return random.nextBoolean() ? maker.make(random) : null;
    }

    private static Period period(Random random) {
        return new Period(
                maybe(random, Mpds::text),
                maybeDuration(random),
                maybeDuration(random),
                baseUrls(random),
                some(random, 0, Mpds::adaptationSet));
    }

    private static AdaptationSet adaptationSet(Random random) {
        return new AdaptationSet(
                maybe(random, Mpds::unsignedInt),
                maybe(random, r -> r.nextBoolean() ? "video" : "audio"),
                maybe(random, r -> "video/mp4"),
                maybe(random, r -> r.nextBoolean() ? "en" : "de-CH"),
                random.nextBoolean(),
                maybe(random, r -> r.nextInt(7)),
                random.nextBoolean(),
                maybe(random, r -> r.nextInt(7)),
                some(random, 0, Mpds::descriptor),
                some(random, 0, Mpds::descriptor),
                some(random, 0, Mpds::text),
                some(random, 0, Mpds::descriptor),
                baseUrls(random),
                maybe(random, Mpds::list),
                maybe(random, Mpds::template),
                some(random, 0, Mpds::representation));
    }

    private static ContentSteering steering(Random random) {
        return new ContentSteering("https://example.org/s?a=1&b", maybe(random, Mpds::text), random.nextBoolean());
    }

    private static SegmentBase segmentBase(Random random) {
        return new SegmentBase(
                maybe(random, Mpds::unsignedInt),
                maybe(random, Mpds::ticks),
                range(random),
                maybe(random, r -> new SegmentBase.Initialization(range(r))));
    }

    private static ByteRange range(Random random) {
        long first = random.nextInt(1000);
        return new ByteRange(first, first + random.nextInt(1000));
    }

    private static Representation representation(Random random) {
        int kind = random.nextInt(4);
        return new Representation(
                "id" + random.nextInt(1000),
                unsignedInt(random),
                maybe(random, r -> "audio/mp4"),
                maybe(random, r -> "rdv1.8.0"),
                maybe(random, Mpds::unsignedInt),
                maybe(random, Mpds::unsignedInt),
                maybe(random, r -> r.nextInt(100) + ":" + r.nextInt(100)),
                maybe(random, r -> r.nextInt(100) + (r.nextBoolean() ? "" : "/1001")),
                maybe(random, r -> r.nextInt(100) / 4.0),
                maybe(random, Random::nextBoolean),
                maybe(random, Mpds::unsignedInt),
                some(random, 0, Mpds::descriptor),
                some(random, 0, Mpds::descriptor),
                baseUrls(random),
                kind == 0 ? segmentBase(random) : null,
                kind == 1 ? list(random) : null,
                kind == 2 ? template(random) : null);
    }

    private static SegmentList list(Random random) {
        return new SegmentList(
                maybe(random, Mpds::unsignedInt),
                maybe(random, Mpds::ticks),
                maybe(random, Mpds::unsignedInt),
                maybe(random, Mpds::unsignedInt),
                maybe(random, r -> new SegmentBase.Initialization("i.mp4?a&b", maybe(r, Mpds::range))),
                maybe(random, Mpds::timeline),
                some(random, 0, r -> new SegmentList.Url("u" + r.nextInt(9), maybe(r, Mpds::range))));
    }

    private static SegmentTemplate template(Random random) {
        return new SegmentTemplate(
                maybe(random, Mpds::unsignedInt),
                maybe(random, Mpds::ticks),
                maybe(random, Mpds::unsignedInt),
                maybe(random, Mpds::unsignedInt),
                maybe(random, Mpds::text),
                maybe(random, Mpds::text),
                maybe(random, Mpds::timeline));
    }

    private static SegmentTimeline timeline(Random random) {
        return new SegmentTimeline(some(random, 0, r -> new S(maybe(r, Mpds::ticks), 1 + ticks(r), r.nextInt(4) - 1)));
    }

    private static Descriptor descriptor(Random random) {
        return new Descriptor("urn:example:" + random.nextInt(10), maybe(random, Mpds::text));
    }

    private static List<BaseUrl> baseUrls(Random random) {
        return some(random, 0, r -> new BaseUrl(maybe(r, Mpds::text), "https://example.org/a?b=1&c=" + r.nextInt(9)));
    }

    private static long unsignedInt(Random random) {
        return 1 + random.nextLong(random.nextBoolean() ? 1000 : 0xFFFF_FFFFL);
    }

    private static long ticks(Random random) {
        return random.nextLong(random.nextBoolean() ? 1000 : Long.MAX_VALUE - 1);
    }

    private static Duration duration(Random random) {
        return Duration.ofSeconds(random.nextInt(1_000_000), random.nextBoolean() ? 0 : random.nextInt(1_000_000_000));
    }

    private static Duration maybeDuration(Random random) {
        return maybe(random, Mpds::duration);
    }

    /** Text with everything that needs escaping in XML. */
    private static String text(Random random) {
        String alphabet = "ab $%<>&\"'ü漢]]>-- /\uD83D\uDE00";
        int[] points = alphabet.codePoints().toArray();
        StringBuilder text = new StringBuilder("x");
        for (int n = random.nextInt(12); n > 0; n--) {
            text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return text.toString();
    }
}

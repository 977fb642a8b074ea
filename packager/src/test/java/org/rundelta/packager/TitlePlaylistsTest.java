package org.rundelta.packager;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rundelta.codec.Effort;
import org.rundelta.dash.BaseUrl;
import org.rundelta.dash.ByteRange;
import org.rundelta.dash.ManifestFiles;
import org.rundelta.dash.MpdReader;
import org.rundelta.hls.AlternativeRendition;
import org.rundelta.hls.ContentSteering;
import org.rundelta.hls.MediaPlaylist;
import org.rundelta.hls.MediaSegment;
import org.rundelta.hls.MultivariantPlaylist;
import org.rundelta.hls.PlaylistFiles;
import org.rundelta.hls.PlaylistReader;
import org.rundelta.hls.UriRange;
import org.rundelta.hls.Variant;
import org.rundelta.mp4.FragmentReader;
import org.rundelta.packager.OutputSize.PictureSize;

/** A title's playlists as a player follows them: from the multivariant playlist on. */
class TitlePlaylistsTest {
    private static final Rung SMALL = new Rung(
            "small",
            new Fidelity.MaxError(8),
            new OutputSize.Scaled(new BigDecimal("0.5")),
            new FrameRate(10, 1),
            Rung.DEFAULT_CODEC);
    private static final Ladder LADDER = new Ladder(List.of(SMALL, Rung.lossless("exact")));

    @TempDir
    private Path folder;

    private Path output;
    private Pathways pathways = Pathways.NONE;

    @BeforeEach
    void makeTitle() throws Exception {
        output = folder.resolve("title");
        run(true);
    }

    private PackageReport run(boolean hls) throws Exception {
        return run(LADDER, hls);
    }

    private PackageReport run(Ladder ladder, boolean hls) throws Exception {
        SyntheticInput input = SyntheticInput.constant(new PictureSize(40, 24), 30000, 1001, 200)
                .withAudio(320);
        PackageOptions options = new PackageOptions(output, ladder, Duration.ofSeconds(2), Effort.FAST, 2)
                .withLayout(Layout.TIME, pathways)
                .withHls(hls);
        return Packager.run(input, options, PackageListener.NONE);
    }

    @Test
    void everyFileThatPlaylistsNameIsThereAndNoOther() throws Exception {
        Set<String> named = new TreeSet<>(ManifestFiles.of(MpdReader.read(output.resolve(Packager.MANIFEST))));
        named.addAll(List.of(Packager.MANIFEST, Packager.PLAYLIST, Packager.POSTER));
        Set<String> segments = new TreeSet<>();
        for (String playlist : playlists()) {
            named.add(playlist);
            String parent = playlist.substring(0, playlist.lastIndexOf('/') + 1);
            segments.add(parent + media(playlist).map().uri());
            media(playlist)
                    .segments()
                    .forEach(segment -> segments.add(parent + segment.place().uri()));
        }
        assertThat(named).containsAll(segments);
        assertThat(PackagedTitle.files(output).keySet()).containsExactlyElementsOf(named);
    }

    @Test
    void variantsSayWhatIsInThem() throws Exception {
        assertThat(master().renditions())
                .containsExactly(new AlternativeRendition(
                        AlternativeRendition.Type.AUDIO,
                        "mp4a.40.2",
                        "German",
                        "de",
                        true,
                        true,
                        false,
                        null,
                        "1",
                        playlist("audio", "media.m3u8")));
        assertThat(master().variants())
                .extracting(Variant::kind)
                .containsExactly(
                        Variant.Kind.PLAYBACK, Variant.Kind.PLAYBACK, Variant.Kind.KEYFRAMES, Variant.Kind.KEYFRAMES);
        Variant exact = master().variants().get(1);
        assertThat(exact.codecs()).startsWith("rdv1.").endsWith(",mp4a.40.2");
        assertThat(exact.resolution()).hasToString("40x24");
        assertThat(master().variants().get(0).frameRate()).isEqualTo(new BigDecimal("10.000"));
        assertThat(exact.uri()).isEqualTo(playlist("exact", "media.m3u8"));
    }

    @Test
    void bandwidthsAreThoseOfTheFiles() throws Exception {
        Variant variant = master().variants().get(1);
        List<Double> video = rates(variant.uri());
        List<Double> audio = rates(master().renditions().get(0).uri());
        // The last segment alone lasts less than half a target duration.
        double least = highest(video.subList(0, video.size() - 1)) + highest(audio.subList(0, audio.size() - 1));
        assertThat(variant.bandwidth()).isBetween((long) least, (long) (highest(video) + highest(audio)) + 2);
        assertThat(variant.averageBandwidth()).isLessThan(variant.bandwidth());
    }

    private static double highest(List<Double> rates) {
        return rates.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /** Bits per second of each segment of a media playlist. */
    private List<Double> rates(String playlist) throws Exception {
        List<Double> rates = new ArrayList<>();
        for (MediaSegment segment : media(playlist).segments()) {
            long bytes = Files.size(beside(playlist, segment.place()));
            rates.add(bytes * 8e9 / segment.duration().toNanos());
        }
        return rates;
    }

    @Test
    void timesAreThoseOfTheMedia() throws Exception {
        for (String playlist : playlists()) {
            MediaPlaylist media = media(playlist);
            long sum = media.segments().stream()
                    .mapToLong(segment -> segment.duration().toNanos())
                    .sum();
            double seconds = playlist.startsWith("audio") ? audioSeconds(playlist) : 200 * 1.001 / 30;
            assertThat(sum / 1e9).isBetween(seconds - 1e-6, seconds + 1e-6);
            assertThat(media.targetDuration()).isEqualTo(3);
        }
    }

    private double audioSeconds(String playlist) throws Exception {
        List<Path> files =
                new ArrayList<>(List.of(beside(playlist, media(playlist).map())));
        for (MediaSegment segment : media(playlist).segments()) {
            files.add(beside(playlist, segment.place()));
        }
        try (FragmentReader reader = FragmentReader.open(files)) {
            var track = reader.init().tracks().get(0);
            long end = 0;
            for (var sample = reader.skip(track.id()); sample != null; sample = reader.skip(track.id())) {
                end = sample.decodeTime() + sample.duration();
            }
            return (double) (end - track.mediaStart()) / track.timescale();
        }
    }

    @Test
    void keyframePlaylistsNameTheFirstSampleOfEachSegment() throws Exception {
        for (String rung : List.of("small", "exact")) {
            String playlist = playlist(rung, "keyframes.m3u8");
            MediaPlaylist media = media(playlist);
            assertThat(media.kind()).isEqualTo(Variant.Kind.KEYFRAMES);
            assertThat(media.segments()).hasSize(3);
            for (MediaSegment segment : media.segments()) {
                Path file = beside(playlist, segment.place());
                ByteRange range = segment.place().range();
                byte[] first;
                try (FragmentReader reader = FragmentReader.open(List.of(beside(playlist, media.map()), file))) {
                    first = reader.next(RungLane.TRACK_ID).data();
                }
                byte[] bytes =
                        Arrays.copyOfRange(Files.readAllBytes(file), (int) range.first(), (int) range.last() + 1);
                assertThat(range.first()).isZero();
                assertThat(Arrays.copyOfRange(bytes, bytes.length - first.length, bytes.length))
                        .isEqualTo(first);
            }
        }
    }

    @Test
    void playlistsGoWhenTheyAreNotWantedAnyMore() throws Exception {
        assertThat(run(true).playlist())
                .isEqualTo(output.resolve(Packager.PLAYLIST).toString());
        Path own = Files.writeString(output.resolve("notes.m3u8"), "#EXTM3U\n");
        run(false);
        assertThat(PackagedTitle.files(output).keySet())
                .filteredOn(file -> file.endsWith(".m3u8"))
                .containsExactly(own.getFileName().toString());
        Files.delete(own);
        new PackagedTitle(output).assertComplete();
    }

    @Test
    void playlistsOfRungsThatAreGoneGo() throws Exception {
        run(Ladder.LOSSLESS, true);
        assertThat(output.resolve("small")).doesNotExist();
        run(new Ladder(List.of(SMALL)), false);
        assertThat(output.resolve("exact")).doesNotExist();
        new PackagedTitle(output).assertComplete();
    }

    @Test
    void withSteeringEachPathwayHasItAllOnceMore() throws Exception {
        MultivariantPlaylist plain = master();
        assertThat(plain.steering()).isNull();
        pathways = new Pathways(
                List.of(new BaseUrl("a", "https://a.example/t/"), new BaseUrl("b", "http://b.example:8080/")),
                "https://steer.example/title?session=1");
        run(true);
        MultivariantPlaylist steered = master();
        assertThat(steered.steering()).isEqualTo(new ContentSteering("https://steer.example/title?session=1", "a"));
        assertThat(steered.variants())
                .extracting(Variant::pathwayId)
                .containsExactly("a", "a", "a", "a", "b", "b", "b", "b", null, null, null, null);
        assertThat(steered.variants().subList(8, 12)).isEqualTo(plain.variants());
        assertThat(steered.renditions().get(2)).isEqualTo(plain.renditions().get(0));
        for (int i = 0; i < 8; i++) {
            Variant variant = steered.variants().get(i);
            Variant own = plain.variants().get(i % 4);
            String url = i < 4 ? "https://a.example/t/" : "http://b.example:8080/";
            assertThat(variant.uri()).isEqualTo(url + own.uri());
            assertThat(variant.bandwidth()).isEqualTo(own.bandwidth());
            if (own.audio() != null) {
                AlternativeRendition audio = steered.renditions().get(i / 4);
                assertThat(variant.audio()).isEqualTo(audio.groupId()).isNotEqualTo(own.audio());
                assertThat(audio.uri())
                        .isEqualTo(url + plain.renditions().get(0).uri());
            }
        }
        assertThat(PlaylistFiles.of(output, Packager.PLAYLIST))
                .containsAll(PackagedTitle.files(output).keySet().stream()
                        .filter(file -> file.contains("/"))
                        .toList());
        pathways = new Pathways(List.of(new BaseUrl("a", "https://a.example/t/")), null);
        run(true);
        assertThat(master()).as("without steering").isEqualTo(plain);
    }

    private MultivariantPlaylist master() throws Exception {
        return (MultivariantPlaylist) PlaylistReader.read(output.resolve(Packager.PLAYLIST));
    }

    private MediaPlaylist media(String playlist) throws Exception {
        return (MediaPlaylist) PlaylistReader.read(output.resolve(playlist));
    }

    private Path beside(String playlist, UriRange place) {
        return output.resolve(playlist).resolveSibling(place.uri());
    }

    /** Those that the multivariant playlist names. */
    private List<String> playlists() throws Exception {
        List<String> playlists = new ArrayList<>();
        master().variants().forEach(variant -> playlists.add(variant.uri()));
        master().renditions().forEach(rendition -> playlists.add(rendition.uri()));
        return playlists;
    }

    private String playlist(String rendition, String name) throws Exception {
        return playlists().stream()
                .filter(playlist -> playlist.startsWith(rendition + "/") && playlist.endsWith("/" + name))
                .findFirst()
                .orElseThrow();
    }
}

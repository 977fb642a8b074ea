package org.rundelta.packager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.rundelta.check.TitleCheck;
import org.rundelta.codec.Effort;
import org.rundelta.dash.AdaptationSet;
import org.rundelta.dash.BaseUrl;
import org.rundelta.dash.ContentSteering;
import org.rundelta.dash.FileRange;
import org.rundelta.dash.LocatedSegments;
import org.rundelta.dash.LocatedSegments.MediaSegment;
import org.rundelta.dash.ManifestFiles;
import org.rundelta.dash.Mpd;
import org.rundelta.dash.Period;
import org.rundelta.dash.Representation;
import org.rundelta.dash.SegmentTemplate;
import org.rundelta.ffmpeg.Tool;
import org.rundelta.hls.MediaPlaylist;
import org.rundelta.hls.PlaylistReader;
import org.rundelta.mp4.FragmentReader;
import org.rundelta.mp4.Sample;
import org.rundelta.packager.OutputSize.PictureSize;

/** The same segments in every layout, and where they are said to be. */
class LayoutTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final SyntheticInput INPUT =
            SyntheticInput.constant(new PictureSize(40, 24), 30000, 1001, 100).withAudio(157);

    @TempDir
    private Path folder;

    private PackagedTitle run(Layout layout, Pathways pathways) throws Exception {
        Path output = folder.resolve(layout.name());
        Packager.run(
                INPUT,
                new PackageOptions(output, Ladder.LOSSLESS, SECOND, Effort.FAST, 2).withLayout(layout, pathways),
                PackageListener.NONE);
        return new PackagedTitle(output).assertComplete();
    }

    /** Initialization and media segments of video and audio, one after the other, and their times. */
    private List<Object> contents(PackagedTitle title, Layout layout) throws Exception {
        List<Object> contents = new ArrayList<>();
        for (Representation representation : List.of(
                title.video().representations().get(0),
                title.audio().representations().get(0))) {
            LocatedSegments segments = title.located(representation);
            contents.add(segments.timescale());
            contents.add(Arrays.hashCode(bytes(layout, segments.initialization())));
            for (MediaSegment media : segments.media()) {
                contents.add(media.segment());
                contents.add(Arrays.hashCode(bytes(layout, media.place())));
            }
        }
        return contents;
    }

    private byte[] bytes(Layout layout, FileRange place) throws Exception {
        byte[] file = Files.readAllBytes(folder.resolve(layout.name()).resolve(place.path()));
        return place.range() == null
                ? file
                : Arrays.copyOfRange(
                        file, (int) place.range().first(), (int) place.range().last() + 1);
    }

    @ParameterizedTest
    @EnumSource
    void holdsTheSameSegments(Layout layout) throws Exception {
        List<Object> expected = contents(run(Layout.TIME, Pathways.NONE), Layout.TIME);
        PackagedTitle title = run(layout, Pathways.NONE);
        assertThat(contents(title, layout)).isEqualTo(expected).hasSize(2 * (2 + 2 * 3));
    }

    /** 100 frames at 30000/1001 a second, rounded up to a millisecond; the audio ends a little before. */
    @ParameterizedTest
    @EnumSource
    void everyLayoutSaysHowLongItLasts(Layout layout) throws Exception {
        Mpd mpd = run(layout, Pathways.NONE).mpd();
        Duration length = Duration.ofMillis(3337);
        assertThat(mpd.mediaPresentationDuration()).isEqualTo(length);
        assertThat(mpd.periods()).singleElement().extracting(Period::duration).isEqualTo(length);
    }

    /**
     * Of titles of any length, players ask for no segment that is not there, and need none that is not named: neither by
     * the manifest's times, and there is nothing to compute numbers from, nor by playlists.
     */
    @ParameterizedTest
    @EnumSource
    void everySegmentThatIsNamedIsThereAndNoOther(Layout layout) throws Exception {
        for (int frames : List.of(1, 12, 13, 24, 25, 26, 37, 38, 62, 63, 100)) {
            for (int audio : List.of(0, frames + 2, 2 * frames + 25)) {
                SyntheticInput input = SyntheticInput.constant(new PictureSize(8, 8), 25, 1, frames)
                        .withAudio(audio);
                Path output = folder.resolve(layout + "-" + frames + "-" + audio);
                PackageOptions options = new PackageOptions(output, Ladder.LOSSLESS, SECOND, Effort.FAST, 1)
                        .withLayout(layout, Pathways.NONE)
                        .withHls(true);
                Packager.run(input, options, PackageListener.NONE);
                assertThat(TitleCheck.run(output).findings())
                        .as(output.toString())
                        .isEmpty();
                PackagedTitle title = new PackagedTitle(output);
                Set<String> named = new TreeSet<>(ManifestFiles.of(title.mpd()));
                assertThat(namedByPlaylists(output)).isEqualTo(named);
                named.addAll(List.of(Packager.MANIFEST, Packager.POSTER));
                assertThat(PackagedTitle.files(output).keySet())
                        .filteredOn(name -> !name.endsWith(".m3u8"))
                        .containsExactlyElementsOf(named);
                for (AdaptationSet set : title.mpd().periods().get(0).adaptationSets()) {
                    SegmentTemplate template = set.representations().get(0).segmentTemplate();
                    assertThat(template == null || template.duration() == null).isTrue();
                }
            }
        }
    }

    /** Files that the media playlists of a title name, each in the folder of its playlist. */
    private static Set<String> namedByPlaylists(Path output) throws Exception {
        Set<String> named = new TreeSet<>();
        for (String name : PackagedTitle.files(output).keySet()) {
            Path file = output.resolve(name);
            if (name.endsWith(".m3u8") && PlaylistReader.read(file) instanceof MediaPlaylist playlist) {
                String parent = name.substring(0, name.lastIndexOf('/') + 1);
                named.add(parent + playlist.map().uri());
                playlist.segments()
                        .forEach(segment -> named.add(parent + segment.place().uri()));
            }
        }
        return named;
    }

    @Test
    void filesAreNamedByNumber() throws Exception {
        run(Layout.NUMBER, Pathways.NONE);
        SortedMap<String, byte[]> files = PackagedTitle.files(folder.resolve("NUMBER"));
        assertThat(files.keySet().stream().map(name -> name.replaceAll("/.*/", "/")))
                .contains("exact/init.mp4", "exact/1.m4s", "exact/2.m4s", "exact/3.m4s", "audio/3.m4s");
    }

    @Test
    void onDemandFileIsReadWhole() throws Exception {
        PackagedTitle title = run(Layout.ON_DEMAND, Pathways.NONE);
        assertThat(title.mpd().profiles()).containsExactly(Mpd.ON_DEMAND_PROFILE);
        assertThat(title.video().subsegmentAlignment()).isTrue();
        Path file = folder.resolve("ON_DEMAND")
                .resolve(title.located(title.video().representations().get(0))
                        .initialization()
                        .path());
        int frames = 0;
        try (FragmentReader reader = FragmentReader.open(file)) {
            for (Sample sample = reader.next(1); sample != null; sample = reader.next(1)) {
                frames++;
            }
        }
        assertThat(frames).isEqualTo(100);
        try (RundeltaSource source = RundeltaSource.open(file)) {
            assertThat(source.frames()).isEqualTo(100);
        }
    }

    /** FFmpeg jumps by the index: the first packet that it then finds is a keyframe at the start of a segment. */
    @Test
    void foreignPlayerSeeksByTheIndex() throws Exception {
        PackagedTitle title = run(Layout.ON_DEMAND, Pathways.NONE);
        LocatedSegments segments = title.located(title.video().representations().get(0));
        MediaSegment last = segments.media().get(2);
        List<String> packets = Tool.ffprobe(
                folder.resolve("ON_DEMAND"),
                "-read_intervals",
                "2.5%+#1",
                "-show_entries",
                "packet=pts,flags,pos",
                "-of",
                "csv=p=0",
                segments.initialization().path());
        String[] packet = packets.get(0).split(",", -1);
        assertThat(packet[0]).isEqualTo(String.valueOf(last.segment().time()));
        assertThat(Long.parseLong(packet[1]))
                .isBetween(last.place().range().first(), last.place().range().last());
        assertThat(packet[2]).startsWith("K");
    }

    @ParameterizedTest
    @EnumSource
    void manifestNamesPathwaysAndSteering(Layout layout) throws Exception {
        BaseUrl a = new BaseUrl("a", "https://a.example/title/");
        BaseUrl b = new BaseUrl("b", "http://b.example:8080/");
        PackagedTitle title = run(layout, new Pathways(List.of(a, b), "https://steer.example/title?session=1"));
        assertThat(title.mpd().baseUrls()).containsExactly(a, b, new BaseUrl(null, "./"));
        assertThat(title.mpd().contentSteering())
                .isEqualTo(new ContentSteering("https://steer.example/title?session=1", "a", true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a | title/ | base URL title/ is not absolute",
                "a | //a.example/ | is not absolute",
                "a | file:///srv/title/ | is not absolute",
                "a | https://a.example/title | end it with a slash",
                "a | https://a.example/# | has a fragment",
                "a b | https://a.example/ | its name \"a b\" is not made of",
                "b | https://a.example/ | two base URLs are called b",
                "a | https://a.example/<> | Illegal character",
            })
    void refusesBaseUrlsThatPlayersWouldNotUse(String name, String url, String message) {
        List<BaseUrl> urls = List.of(new BaseUrl("b", "https://b.example/"), new BaseUrl(name, url));
        assertThatThrownBy(() -> new Pathways(urls, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .message()
                .hasLineCount(1);
    }

    @Test
    void refusesSteeringBetweenNothing() {
        assertThatThrownBy(() -> new Pathways(List.of(), "https://steer.example/"))
                .hasMessageContaining("steering needs base URLs");
        assertThatThrownBy(() -> new Pathways(List.of(new BaseUrl("a", "https://a.example/")), "steer"))
                .hasMessageContaining("steering URL steer is not absolute");
    }
}

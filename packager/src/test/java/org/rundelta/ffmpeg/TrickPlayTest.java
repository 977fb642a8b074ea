package org.rundelta.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rundelta.check.TitleCheck;
import org.rundelta.codec.CodecConfig;
import org.rundelta.codec.Decoder;
import org.rundelta.codec.Effort;
import org.rundelta.dash.AdaptationSet;
import org.rundelta.dash.Descriptor;
import org.rundelta.dash.LocatedSegments;
import org.rundelta.dash.Mpd;
import org.rundelta.dash.MpdReader;
import org.rundelta.dash.Period;
import org.rundelta.dash.Representation;
import org.rundelta.mp4.FragmentReader;
import org.rundelta.mp4.Sample;
import org.rundelta.mp4.Track;
import org.rundelta.packager.AudioCodec;
import org.rundelta.packager.AudioOptions;
import org.rundelta.packager.Fidelity;
import org.rundelta.packager.Ladder;
import org.rundelta.packager.Layout;
import org.rundelta.packager.OutputSize;
import org.rundelta.packager.PackageListener;
import org.rundelta.packager.PackageOptions;
import org.rundelta.packager.Packager;
import org.rundelta.packager.Pathways;
import org.rundelta.packager.Rung;
import org.rundelta.packager.VideoCodec;

/** What titles of five seconds have for trick play; FFmpeg decodes it. */
class TrickPlayTest {
    private static final List<Long> SECONDS = List.of(0L, 1000L, 2000L, 3000L, 4000L);

    @TempDir
    private static Path folder;

    @BeforeAll
    static void makeClip() throws Exception {
        Tool.ffmpeg(folder, "-f", "lavfi", "-i", "testsrc2=size=960x400:rate=10:duration=5", "clip.mkv");
    }

    @ParameterizedTest
    @EnumSource
    void everyPictureIsAKeyframe(VideoCodec codec) throws Exception {
        assumeHas(codec);
        run("clip.mkv", new Ladder(List.of(rung("small", codec))), Layout.TIME);
        AdaptationSet set = set(1);
        assertThat(set.essentialProperties())
                .containsExactly(new Descriptor("http://dashif.org/guidelines/trickmode", "0"));
        Representation trick = set.representations().get(0);
        assertThat(trick.maxPlayoutRate()).isEqualTo(10);
        assertThat(trick.codingDependency()).isFalse();
        assertThat(trick.frameRate()).isEqualTo("1");
        assertThat(trick.width()).isEqualTo(480);
        assertThat(trick.height()).isEqualTo(200);
        List<Sample> samples = samples(set);
        assertThat(samples).extracting(Sample::sync).containsOnly(true);
        assertThat(samples).extracting(Sample::presentationTime).isEqualTo(SECONDS);
        assertThat(TitleCheck.run(folder.resolve("title")).findings()).isEmpty();
        if (codec.isStandard()) {
            assertThat(decodedFrames(set)).isEqualTo(SECONDS.size());
        } else {
            assertDecodesAlone(set, samples);
        }
    }

    @ParameterizedTest
    @EnumSource
    void keyframesOfWhatIsCopiedAreTheInputs(Layout layout) throws Exception {
        String[] often = {"-c:v", "libopenh264", "-g", "7", "often.mp4"};
        Tool.ffmpeg(folder, concat(new String[] {"-y", "-i", "clip.mkv"}, often));
        run("often.mp4", null, layout);
        AdaptationSet set = set(1);
        assertThat(set.trickPlayOf()).containsExactly("0");
        List<Sample> all = samples(set(0));
        List<Sample> keyframes = all.stream().filter(Sample::sync).toList();
        List<Sample> samples = samples(set);
        assertThat(samples).hasSize(8);
        assertThat(samples).extracting(Sample::data).containsExactlyElementsOf(data(keyframes));
        assertThat(samples)
                .extracting(Sample::presentationTime)
                .isEqualTo(keyframes.stream().map(Sample::presentationTime).toList());
        assertThat(samples.get(7).decodeTime() + samples.get(7).duration())
                .isEqualTo(all.get(49).decodeTime() + all.get(49).duration());
        assertThat(set.representations().get(0).maxPlayoutRate()).isEqualTo(6);
        assertThat(decodedFrames(set)).isEqualTo(8);
        assertThat(TitleCheck.run(folder.resolve("title")).findings()).isEmpty();
    }

    @Test
    void everyCodecHasItsOwn() throws Exception {
        assumeHas(VideoCodec.VP9);
        Ladder ladder = new Ladder(
                List.of(rung("trick-vp9", VideoCodec.VP9), rung("h", VideoCodec.H264), rung("h2", VideoCodec.H264)));
        run("clip.mkv", ladder, Layout.ON_DEMAND);
        assertThat(set(2).trickPlayOf()).containsExactly("0");
        assertThat(set(3).trickPlayOf()).containsExactly("1");
        assertThat(set(2).representations().get(0).id()).isEqualTo("trick-vp9-2");
        assertThat(set(2).representations().get(0).codecs()).startsWith("vp09");
        assertThat(set(3).representations().get(0).id()).isEqualTo("trick-h264");
        assertThat(TitleCheck.run(folder.resolve("title")).findings()).isEmpty();
        assertThat(folder.resolve("title/master.m3u8"))
                .content()
                .contains("h2/")
                .doesNotContain("trick-h264");
    }

    private static void assumeHas(VideoCodec codec) throws Exception {
        FfmpegLibraries.load();
        String encoder = codec == VideoCodec.HEVC ? "libx265" : codec == VideoCodec.VP9 ? "libvpx-vp9" : "mjpeg";
        assumeThat(StandardEncoders.has(encoder)).isTrue();
    }

    private static Rung rung(String id, VideoCodec codec) {
        int width = id.equals("h2") ? 96 : 64;
        return new Rung(
                id,
                new Fidelity.Quality(20),
                new OutputSize.Exactly(new OutputSize.PictureSize(width, 40)),
                null,
                codec);
    }

    private static void run(String clip, Ladder ladder, Layout layout) throws Exception {
        PackageOptions options = new PackageOptions(
                        folder.resolve("title"), ladder, Duration.ofSeconds(2), Effort.FAST, 2)
                .withAudio(new AudioOptions(List.of(), List.of(AudioCodec.AAC), 0))
                .withTrickPlay(true)
                .withHls(true)
                .withLayout(layout, Pathways.NONE);
        Packager.run(new FfmpegInput(folder.resolve(clip).toString()), options, PackageListener.NONE);
    }

    private static Mpd mpd() throws Exception {
        return MpdReader.read(folder.resolve("title/manifest.mpd"));
    }

    private static AdaptationSet set(int index) throws Exception {
        return mpd().periods().get(0).adaptationSets().get(index);
    }

    /** The files of the set's only representation: initialization, then media. */
    private static List<Path> files(AdaptationSet set) throws Exception {
        Mpd mpd = mpd();
        Period period = mpd.periods().get(0);
        Path title = folder.resolve("title");
        LocatedSegments segments = LocatedSegments.of(
                title, mpd, period, set, set.representations().get(0));
        List<Path> files =
                new ArrayList<>(List.of(title.resolve(segments.initialization().path())));
        segments.media().forEach(media -> files.add(title.resolve(media.place().path())));
        return files.stream().distinct().toList();
    }

    private static List<Sample> samples(AdaptationSet set) throws Exception {
        List<Sample> samples = new ArrayList<>();
        try (FragmentReader reader = FragmentReader.open(files(set))) {
            for (Sample sample = reader.next(1); sample != null; sample = reader.next(1)) {
                samples.add(sample);
            }
        }
        return samples;
    }

    private static List<byte[]> data(List<Sample> samples) {
        return samples.stream().map(Sample::data).toList();
    }

    private static int decodedFrames(AdaptationSet set) throws Exception {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (Path file : files(set)) {
            joined.writeBytes(Files.readAllBytes(file));
        }
        Files.write(folder.resolve("joined.mp4"), joined.toByteArray());
        byte[] sums = Tool.ffmpeg(
                folder, "-v", "error", "-i", "joined.mp4", "-fps_mode", "passthrough", "-f", "framemd5", "-");
        return (int) new String(sums, StandardCharsets.US_ASCII)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .count();
    }

    /** In any order: none needs another. */
    private static void assertDecodesAlone(AdaptationSet set, List<Sample> samples) throws Exception {
        try (FragmentReader reader = FragmentReader.open(files(set))) {
            Track track = reader.init().tracks().get(0);
            for (int i = samples.size() - 1; i >= 0; i--) {
                Decoder decoder = new Decoder(CodecConfig.parse(track.entry().config()));
                assertThat(decoder.decode(samples.get(i).data()).width()).isEqualTo(480);
            }
        }
    }

    private static String[] concat(String[] some, String[] more) {
        String[] all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }
}

package org.rundelta.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.rundelta.codec.Effort;
import org.rundelta.codec.Picture;
import org.rundelta.compare.CodedClip;
import org.rundelta.compare.CpuClock;
import org.rundelta.dash.AdaptationSet;
import org.rundelta.dash.Mpd;
import org.rundelta.dash.MpdReader;
import org.rundelta.dash.Representation;
import org.rundelta.dash.Segment;
import org.rundelta.mp4.FragmentReader;
import org.rundelta.mp4.Sample;
import org.rundelta.mp4.SampleInfo;
import org.rundelta.packager.Fidelity;
import org.rundelta.packager.Frame;
import org.rundelta.packager.FrameRate;
import org.rundelta.packager.FrameSource;
import org.rundelta.packager.Ladder;
import org.rundelta.packager.OutputSize;
import org.rundelta.packager.OutputSize.PictureSize;
import org.rundelta.packager.PackageListener;
import org.rundelta.packager.PackageOptions;
import org.rundelta.packager.Packager;
import org.rundelta.packager.Rung;
import org.rundelta.packager.SegmentEncoder;
import org.rundelta.packager.VideoCodec;
import org.rundelta.rate.RateException;

/** Titles in the standard codecs, and what FFmpeg makes of them. */
class StandardCodecsTest {
    private static final int SEGMENTS = 3;
    private static final int FRAMES = 25;
    private static final Duration SHORT = Duration.ofMillis(250);
    private static final PictureSize SMALL = new PictureSize(96, 64);
    private static final PictureSize FULL = new PictureSize(160, 96);

    @TempDir
    private Path folder;

    private FfmpegInput input;

    @BeforeEach
    void draw() throws Exception {
        String pattern = "testsrc2=size=160x96:rate=25:duration=" + SEGMENTS;
        Tool.ffmpeg(folder, "-f", "lavfi", "-i", pattern, "-c:v", "ffv1", "-g", "10", "clip.mkv");
        input = new FfmpegInput(folder.resolve("clip.mkv").toString());
    }

    @ParameterizedTest
    @CsvSource({
        "H264, avc1\\.(64|42)[0-9A-F]{4}",
        "HEVC, hvc1\\.1\\.6\\.L[0-9]+\\.90",
        "VP9, vp09\\.00\\.[0-9]{2}\\.08",
        "AV1, av01\\.0\\.[0-9]{2}M\\.08",
    })
    void segmentsAreWhatTheEncoderWrites(VideoCodec codec, String codecs) throws Exception {
        assumeHas(codec);
        Mpd title = title("title", 2, rung("small", codec, SMALL), rung("full", codec, FULL));
        AdaptationSet set = title.periods().get(0).adaptationSets().get(0);
        assertThat(set.representations()).hasSize(2);
        for (Representation representation : set.representations()) {
            assertThat(representation.codecs()).matches(codecs);
            PictureSize size = representation.id().equals("small") ? SMALL : FULL;
            assertThat(decode(join("title", representation))).isEqualTo(decodeWithoutContainer(codec, size));
            assertStartsWithKeyframes("title", representation);
        }
    }

    /** Each segment by itself: its first sample, and no other, is a keyframe, and is shown when the manifest says. */
    private void assertStartsWithKeyframes(String name, Representation representation) throws Exception {
        List<Path> files = files(name, representation);
        List<Segment> segments = representation.segmentTemplate().segments(Duration.ofSeconds(SEGMENTS));
        assertThat(files).hasSize(1 + SEGMENTS);
        for (int i = 0; i < SEGMENTS; i++) {
            long start = segments.get(i).time();
            try (FragmentReader reader = FragmentReader.open(List.of(files.get(0), files.get(i + 1)))) {
                List<Sample> samples = new ArrayList<>();
                for (Sample sample = reader.next(1); sample != null; sample = reader.next(1)) {
                    assertThat(sample.sync()).isEqualTo(samples.isEmpty());
                    samples.add(sample);
                }
                assertThat(samples.get(0).presentationTime()).isEqualTo(start);
                assertThat(samples.get(0).decodeTime()).isEqualTo(start);
                assertThat(samples.stream().mapToLong(Sample::presentationTime).sorted())
                        .containsExactlyElementsOf(times(start));
            }
        }
    }

    private static List<Long> times(long start) {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < FRAMES; i++) {
            times.add(start + 40L * i);
        }
        return times;
    }

    @Test
    void severalCodecsAreSeveralSetsWithTheSameSegments() throws Exception {
        assumeHas(VideoCodec.VP9);
        Rung exact = Rung.lossless("exact");
        Mpd title = title("title", 1, exact, rung("h", VideoCodec.H264, FULL), rung("v", VideoCodec.VP9, SMALL));
        List<AdaptationSet> sets = title.periods().get(0).adaptationSets();
        assertThat(sets).hasSize(3);
        assertThat(sets.stream()
                        .map(set ->
                                set.representations().get(0).segmentTemplate().timeline()))
                .containsOnly(
                        sets.get(0).representations().get(0).segmentTemplate().timeline());
    }

    @Test
    void bytesDoNotDependOnThreads() throws Exception {
        Rung[] rungs = {rung("h", VideoCodec.H264, FULL), bitrate("r", 90_000)};
        title("one", 1, rungs);
        title("three", 3, rungs);
        Path one = folder.resolve("one").resolve(Packager.MANIFEST);
        // folders in it are named after what their files hold
        assertThat(folder.resolve("three").resolve(Packager.MANIFEST)).hasSameBinaryContentAs(one);
    }

    @ParameterizedTest
    @EnumSource(names = {"H264", "VP9", "AV1"})
    void bitrateIsMet(VideoCodec codec) throws Exception {
        assumeHas(codec);
        Mpd title = title("title", SHORT, 2, bitrate("r", codec, new Fidelity.Bitrate(120_000, 0, 0)));
        Representation representation =
                title.periods().get(0).adaptationSets().get(0).representations().get(0);
        long bytes = 0;
        List<Path> files = files("title", representation);
        for (Path file : files.subList(1, files.size())) {
            bytes += Files.size(file);
        }
        assertThat(files).hasSize(1 + 4 * SEGMENTS);
        assertThat(bytes * 8 / SEGMENTS).isBetween(117_000L, 123_000L);
    }

    @ParameterizedTest
    @CsvSource({"120000, 120000, 40000", "150000, 250000, 25000"})
    void aCapIsNeverBroken(long bitrate, long maxrate, long bufsize) throws Exception {
        Mpd title = title(
                "title", SHORT, 2, bitrate("r", VideoCodec.H264, new Fidelity.Bitrate(bitrate, maxrate, bufsize)));
        Representation representation =
                title.periods().get(0).adaptationSets().get(0).representations().get(0);
        List<SampleInfo> samples = new ArrayList<>();
        try (FragmentReader reader = FragmentReader.open(files("title", representation))) {
            for (SampleInfo sample = reader.skip(1); sample != null; sample = reader.skip(1)) {
                samples.add(sample);
            }
        }
        assertThat(samples).hasSize(FRAMES * SEGMENTS);
        for (int first = 0; first < samples.size(); first++) {
            long bits = 0;
            for (SampleInfo last : samples.subList(first, samples.size())) {
                bits += last.size() * Byte.SIZE;
                long ms = last.decodeTime() - samples.get(first).decodeTime();
                assertThat(bits).as("frames from %d on", first).isLessThanOrEqualTo(maxrate * ms / 1000 + bufsize);
            }
        }
    }

    @Test
    void bitrateThatCannotBeMetIsRefused() {
        assertThatThrownBy(() -> title("title", 2, bitrate("r", 3_000)))
                .isInstanceOf(RateException.class)
                .hasMessageMatching("bitrate 3000 is below the \\d+k that this content takes .*");
    }

    @Test
    void encoderOfTheOtherLicenceTakesOver() throws Exception {
        assumeThat(StandardEncoders.has("libopenh264")).isTrue();
        OutputFormat format = StandardEncoders.format(settings(VideoCodec.H264, FULL));
        OutputFormat.Encoder last = format.encoders().get(format.encoders().size() - 1);
        assertThat(last.name()).isEqualTo("libopenh264");
        OutputFormat alone = new OutputFormat("", "", List.of(last), format.pixelFormat(), format.matrix());
        assertThat(decodeSegment(alone, FULL, 0)).hasSize(FRAMES);
    }

    @Test
    void aCodecThatTheBuildLacksIsSaidWithTheBuildThatHasIt() {
        List<OutputFormat.Encoder> none = List.of(new OutputFormat.Encoder("libnone", Map.of()));
        assertThatThrownBy(() -> StandardEncoders.requireAny(VideoCodec.HEVC, none))
                .isInstanceOf(IOException.class)
                .hasMessage("codec hevc needs libnone, which this build of FFmpeg lacks; use one of"
                        + " -Dffmpeg.license=gpl, or another codec");
    }

    private static void assumeHas(VideoCodec codec) throws IOException {
        FfmpegLibraries.load();
        try {
            StandardEncoders.format(settings(codec, FULL));
        } catch (IOException e) {
            assumeThat(false).as("skipped: " + e.getMessage()).isTrue();
        }
    }

    private Mpd title(String name, int threads, Rung... rungs) throws Exception {
        return title(name, Duration.ofSeconds(1), threads, rungs);
    }

    private Mpd title(String name, Duration segment, int threads, Rung... rungs) throws Exception {
        PackageOptions options =
                new PackageOptions(folder.resolve(name), new Ladder(List.of(rungs)), segment, Effort.FAST, threads);
        Packager.run(input, options, PackageListener.NONE);
        return MpdReader.read(folder.resolve(name).resolve(Packager.MANIFEST));
    }

    private static Rung rung(String id, VideoCodec codec, PictureSize size) {
        return new Rung(id, new Fidelity.Quality(50), new OutputSize.Exactly(size), null, codec);
    }

    private static Rung bitrate(String id, long rate) {
        return bitrate(id, VideoCodec.H264, new Fidelity.Bitrate(rate, 0, 0));
    }

    private static Rung bitrate(String id, VideoCodec codec, Fidelity.Bitrate bitrate) {
        return new Rung(id, bitrate, new OutputSize.Source(), null, codec);
    }

    /** Initialization segment and media segments. */
    private List<Path> files(String name, Representation representation) throws Exception {
        List<Path> files = new ArrayList<>();
        Path root = folder.resolve(name);
        files.add(root.resolve(representation.segmentTemplate().initializationUrl(representation)));
        representation.segmentTemplate().mediaUrls(representation, Duration.ofSeconds(SEGMENTS)).stream()
                .map(root::resolve)
                .forEach(files::add);
        return files;
    }

    private Path join(String name, Representation representation) throws Exception {
        Path file = folder.resolve(representation.id() + ".mp4");
        try (OutputStream out = Files.newOutputStream(file)) {
            for (Path part : files(name, representation)) {
                Files.copy(part, out);
            }
        }
        return file;
    }

    /** Hashes of all frames of a file. */
    private static List<Integer> decode(Path file) throws IOException {
        List<Integer> frames = new ArrayList<>();
        try (FrameSource source = FfmpegSource.open(file.toString())) {
            for (Frame frame = source.next(); frame != null; frame = source.next()) {
                frames.add(hash(frame.picture()));
            }
        }
        return frames;
    }

    /** The frames of the same encoders, whose packets go to the decoder as they are. */
    private List<Integer> decodeWithoutContainer(VideoCodec codec, PictureSize size) throws IOException {
        List<Integer> frames = new ArrayList<>();
        for (int segment = 0; segment < SEGMENTS; segment++) {
            frames.addAll(decodeSegment(StandardEncoders.format(settings(codec, size)), size, segment));
        }
        return frames;
    }

    private List<Integer> decodeSegment(OutputFormat format, PictureSize size, int segment) throws IOException {
        List<CodedClip.Packet> packets = new ArrayList<>();
        List<Integer> frames = new ArrayList<>();
        AVCodecParameters parameters = avcodec_parameters_alloc();
        PacketWriter writer = packet -> {
            byte[] data = new byte[packet.size()];
            packet.data().get(data);
            packets.add(new CodedClip.Packet(data, packet.pts(), packet.dts(), true));
        };
        FfmpegScaler scaler = new FfmpegScaler(FULL.width(), FULL.height(), size.width(), size.height());
        try (FrameSource source = FfmpegSource.open(input.name());
                scaler;
                PictureEncoder encoder = new PictureEncoder(
                        format, FfmpegSegmentEncoder.info(settings(VideoCodec.H264, size)), 1, 1000)) {
            source.skipTo(segment * 1000L);
            for (int i = 0; i < FRAMES; i++) {
                Picture picture = source.next().picture();
                encoder.encode(size.equals(FULL) ? picture : scaler.scale(picture), 40L * i, 40, writer);
            }
            encoder.flush(writer);
            avcodec_parameters_from_context(parameters, encoder.context());
        }
        try (PacketDecoder decoder = new PacketDecoder(parameters);
                FrameViewer viewer = new FrameViewer(new CpuClock(), picture -> frames.add(hash(picture)))) {
            for (CodedClip.Packet packet : packets) {
                decoder.send(decoder.packet(packet), viewer);
            }
            decoder.send(null, viewer);
        }
        avcodec_parameters_free(parameters);
        return frames;
    }

    private static SegmentEncoder.Settings settings(VideoCodec codec, PictureSize size) {
        return new SegmentEncoder.Settings(codec, size, 1000, new FrameRate(25, 1), 50, Effort.FAST);
    }

    private static int hash(Picture picture) {
        return Arrays.hashCode(picture.copy().pixels());
    }
}

package org.rundelta.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rundelta.codec.Picture;
import org.rundelta.packager.Frame;
import org.rundelta.packager.FrameSink;
import org.rundelta.packager.VideoInfo;
import org.rundelta.quality.FrameComparison;

class FfmpegSinkTest {
    private static final int FRAMES = 12;
    /** As in builds without x264. */
    private static final OutputFormat OTHER_H264 = new OutputFormat(
            ".mp4",
            "mp4",
            OutputFormat.MP4.encoders().subList(1, 2),
            OutputFormat.MP4.pixelFormat(),
            OutputFormat.MP4.matrix());

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"out.mkv, 64, 48", "out.mkv, 1, 1", "out.mkv, 131, 71", "out, 31, 17", "out, 1, 1"})
    void losslessOutputsKeepEveryPixel(String name, int width, int height) throws Exception {
        Path output = folder.resolve(name);
        long[] times = variableTimes(width);
        writeNoise(output, video(width, height, 1000), times);
        try (FfmpegSource source = FfmpegSource.open(output.toString())) {
            for (int i = 0; i < FRAMES; i++) {
                Frame frame = source.next();
                FrameComparison comparison = new FrameComparison();
                comparison.add(noise(width, height, i), frame.picture());
                assertThat(comparison.quality().maxError()).as("frame %d", i).isZero();
                if (name.endsWith(".mkv")) {
                    assertThat(frame.time()).isEqualTo(times[i]);
                }
            }
            assertThat(source.next()).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({"64, 48, 90000", "65, 47, 30000", "17, 33, 1000"})
    void mp4KeepsVariableTimesAndMakesSizesEven(int width, int height, long timescale) throws Exception {
        Path output = folder.resolve("out.mp4");
        long[] times = variableTimes(7);
        writeNoise(output, video(width, height, timescale), times);
        try (FfmpegSource source = FfmpegSource.open(output.toString())) {
            assertThat(source.video().width()).isEqualTo((width + 1) / 2 * 2);
            assertThat(source.video().height()).isEqualTo((height + 1) / 2 * 2);
            for (int i = 0; i < FRAMES; i++) {
                Frame frame = source.next();
                assertThat(frame.time() * timescale)
                        .isEqualTo(times[i] * source.video().timescale());
            }
            assertThat(source.next()).isNull();
        }
        assertThat(Tool.ffprobe(
                        folder, "-show_entries", "stream=codec_name,pix_fmt,color_space", "-of", "csv=p=0", "out.mp4"))
                .containsExactly("h264,yuv420p,bt709");
    }

    @ParameterizedTest
    @ValueSource(strings = {"out.mp4", "out.y4m"})
    void yuvOutputsShowTheSameColours(String name) throws Exception {
        Path output = folder.resolve(name);
        Picture picture = new Picture(64, 64);
        Arrays.fill(picture.pixels(), 0xC83214);
        try (FrameSink sink = FfmpegSink.open(output, video(64, 64, 1000))) {
            for (int i = 0; i < 10; i++) {
                sink.write(picture, 100L * i, 100);
            }
            sink.finish();
        }
        try (FfmpegSource source = FfmpegSource.open(output.toString())) {
            FrameComparison comparison = new FrameComparison();
            comparison.add(picture, source.next().picture());
            assertThat(comparison.quality().maxError()).isLessThanOrEqualTo(3);
        }
    }

    @Test
    void theOtherH264EncoderWillDo() throws Exception {
        Tool.ffmpeg(folder, "-f", "lavfi", "-i", "testsrc2=size=320x180:duration=1", "-pix_fmt", "bgr0", "in.mkv");
        Path output = folder.resolve("out.mp4");
        FrameComparison comparison = new FrameComparison();
        try (FfmpegSource source = FfmpegSource.open(folder.resolve("in.mkv").toString());
                FfmpegSink sink = new FfmpegSink(output, OTHER_H264, source.video())) {
            for (Frame frame = source.next(); frame != null; frame = source.next()) {
                sink.write(frame.picture(), frame.time(), frame.duration());
            }
            sink.finish();
        }
        try (FfmpegSource source = FfmpegSource.open(folder.resolve("in.mkv").toString());
                FfmpegSource copy = FfmpegSource.open(output.toString())) {
            for (Frame frame = source.next(); frame != null; frame = source.next()) {
                comparison.add(frame.picture(), copy.next().picture());
            }
        }
        assertThat(comparison.frames()).isEqualTo(25);
        assertThat(comparison.quality().psnr()).isGreaterThan(24);
    }

    /** Noise takes nearly as many bits as this encoder has room for, and more after some frames than at first. */
    @ParameterizedTest
    @CsvSource({"16, 16", "64, 48", "128, 96", "320, 240"})
    void theOtherH264EncoderTakesNoise(int width, int height) throws Exception {
        Path output = folder.resolve("out.mp4");
        try (FfmpegSink sink = new FfmpegSink(output, OTHER_H264, video(width, height, 10))) {
            for (int i = 0; i < 2 * FRAMES; i++) {
                sink.write(noise(width, height, i), i, 1);
            }
            sink.finish();
        }
        assertThat(Tool.ffprobe(
                        folder,
                        "-count_packets",
                        "-show_entries",
                        "stream=nb_read_packets",
                        "-of",
                        "csv=p=0",
                        "out.mp4"))
                .containsExactly(String.valueOf(2 * FRAMES));
    }

    @Test
    void y4mRefusesVariableTimes() throws Exception {
        Path output = folder.resolve("out.y4m");
        assertThatThrownBy(() -> writeNoise(output, video(8, 8, 1000), variableTimes(1)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(output + ": this format has a constant frame rate");
        assertNothingLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {"out.mkv", "out.mp4", "out.y4m", "out"})
    void leavesNothingWhenAbandoned(String name) throws Exception {
        try (FrameSink sink = FfmpegSink.open(folder.resolve(name), video(32, 32, 10))) {
            sink.write(new Picture(32, 32), 0, 1);
        }
        assertNothingLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none/out.mkv", "none/out.mp4", "none/out"})
    void explainsWhatCannotBeCreated(String name) {
        Path output = folder.resolve(name);
        assertThatThrownBy(() -> FfmpegSink.open(output, video(32, 32, 10)).close())
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(output + ": ")
                .hasMessageNotContaining("\n");
    }

    @Test
    void refusesUnknownEndingsAndFullFolders() throws Exception {
        assertThatThrownBy(() -> FfmpegSink.open(folder.resolve("out.doc"), video(8, 8, 10)))
                .isInstanceOf(IllegalArgumentException.class);
        Path full = Files.createDirectory(folder.resolve("full"));
        Files.createFile(full.resolve("keep.txt"));
        assertThatThrownBy(() -> FfmpegSink.open(full, video(8, 8, 10)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not an empty folder");
    }

    private void assertNothingLeft() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    private static VideoInfo video(int width, int height, long timescale) {
        return new VideoInfo(width, height, timescale, 10, 1, 0, 8, false);
    }

    private static long[] variableTimes(int seed) {
        Random random = new Random(seed);
        long[] times = new long[FRAMES];
        for (int i = 1; i < FRAMES; i++) {
            times[i] = times[i - 1] + 1 + random.nextInt(400);
        }
        return times;
    }

    private static void writeNoise(Path output, VideoInfo video, long[] times) throws IOException {
        try (FrameSink sink = FfmpegSink.open(output, video)) {
            for (int i = 0; i < times.length; i++) {
                long duration = i + 1 < times.length ? times[i + 1] - times[i] : 40;
                sink.write(noise(video.width(), video.height(), i), times[i], duration);
            }
            sink.finish();
        }
    }

    private static Picture noise(int width, int height, int seed) {
        int stride = width + 3;
        return new Picture(
                width,
                height,
                stride,
                new Random(seed).ints((long) stride * height).toArray());
    }
}

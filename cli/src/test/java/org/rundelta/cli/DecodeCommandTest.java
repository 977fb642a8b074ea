package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rundelta.ffmpeg.FfmpegSink;
import org.rundelta.packager.Frame;
import org.rundelta.packager.FrameSink;
import org.rundelta.packager.FrameSource;

class DecodeCommandTest {
    private static final int WIDTH = 101;
    private static final int HEIGHT = 67;
    private static final int FRAMES = 30;
    private static final int FRAMES_PER_FRAGMENT = 10;

    @TempDir
    private Path folder;

    private Path original;
    private CodedClip clip;
    private Path coded;

    @BeforeEach
    void makeClip() throws IOException {
        original = store(DrawnVideo.constantRate(WIDTH, HEIGHT, FRAMES), "original.mkv");
        clip = CodedClip.encode(DrawnVideo.constantRate(WIDTH, HEIGHT, FRAMES), 0, FRAMES_PER_FRAGMENT);
        coded = clip.write(folder.resolve("clip.mp4"));
    }

    private Path store(FrameSource source, String name) throws IOException {
        Path file = folder.resolve(name);
        try (FrameSink sink = FfmpegSink.open(file, source.video())) {
            for (Frame frame = source.next(); frame != null; frame = source.next()) {
                sink.write(frame.picture(), frame.time(), frame.duration());
            }
            sink.finish();
        }
        return file;
    }

    @Test
    void reportHasTheAgreedFields() throws IOException {
        JsonNode report = CommandRun.of("decode", coded, "--json").assertDone().json();
        assertThat(report.fieldNames())
                .toIterable()
                .containsExactly("frames", "cpuSeconds", "wallSeconds", "mpixelPerSecond");
        assertThat(report.get("frames").asInt()).isEqualTo(FRAMES);
        assertThat(report.get("mpixelPerSecond").asDouble()).isPositive();
    }

    @Test
    void textSaysTheSame() {
        CommandRun run = CommandRun.of("decode", coded, "--verify", original).assertDone();
        assertThat(run.out().lines()).hasSize(2);
        assertThat(run.out())
                .startsWith("30 frames of 101x67, 1.200 s, decoded in ")
                .contains("30 of 30 frames identical, maximum error 0, PSNR infinite, SSIM 1.000000; timestamps equal");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void losslessEqualsTheOriginal() throws IOException {
        JsonNode report = verify(coded, original);
        assertThat(report.fieldNames())
                .toIterable()
                .contains("frames", "identicalFrames", "maxError", "psnr", "ssim", "timestampsEqual");
        assertThat(report.get("identicalFrames").asInt()).isEqualTo(FRAMES);
        assertThat(report.get("maxError").asInt()).isZero();
        assertThat(report.get("psnr").isNull()).isTrue();
        assertThat(report.get("ssim").asDouble()).isEqualTo(1);
        assertThat(report.get("timestampsEqual").asBoolean()).isTrue();
        assertThat(report.get("firstTimeDifference").isNull()).isTrue();
    }

    @Test
    void variableRateKeepsItsTimes() throws IOException {
        Path source = store(DrawnVideo.variableRate(WIDTH, HEIGHT, FRAMES), "variable.mkv");
        CodedClip variable = CodedClip.encode(DrawnVideo.variableRate(WIDTH, HEIGHT, FRAMES), 0, FRAMES_PER_FRAGMENT);
        JsonNode report = verify(variable.write(folder.resolve("variable.mp4")), source);
        assertThat(report.get("timestampsEqual").asBoolean()).isTrue();
        assertThat(report.get("identicalFrames").asInt()).isEqualTo(FRAMES);
    }

    @Test
    void otherTimesAreReported() throws IOException {
        Path source = store(DrawnVideo.variableRate(WIDTH, HEIGHT, FRAMES), "variable.mkv");
        JsonNode report = verify(coded, source);
        assertThat(report.get("timestampsEqual").asBoolean()).isFalse();
        assertThat(report.get("firstTimeDifference").get("frame").asInt()).isEqualTo(1);
        assertThat(report.get("firstTimeDifference").get("seconds").asDouble()).isEqualTo(0.040);
        assertThat(report.get("identicalFrames").asInt()).isEqualTo(FRAMES);
    }

    @Test
    void originalMayBeOfOurCodecToo() throws IOException {
        assertThat(verify(coded, coded).get("identicalFrames").asInt()).isEqualTo(FRAMES);
    }

    @Test
    void lossWithinTheBoundIsReportedOnly() throws IOException {
        Path lossy = lossy();
        JsonNode report = verify(lossy, original);
        assertThat(report.get("maxError").asInt()).isBetween(1, 4);
        assertThat(report.get("psnr").asDouble()).isBetween(30.0, 90.0);
        assertThat(report.get("ssim").asDouble()).isBetween(0.5, 1.0);
        CommandRun.of("decode", lossy, "--verify", original, "--max-error", 4).assertDone();
    }

    @Test
    void lossBeyondTheBoundFailsAfterTheReport() throws IOException {
        CommandRun run = CommandRun.of("decode", lossy(), "--verify", original, "--max-error", 0, "--json");
        assertThat(run.assertReportsAndFails())
                .contains("lossy.mp4: off by up to ")
                .contains("--max-error 0");
        assertThat(run.json().get("maxError").asInt()).isPositive();
    }

    private Path lossy() throws IOException {
        CodedClip lossy = CodedClip.encode(DrawnVideo.constantRate(WIDTH, HEIGHT, FRAMES), 4, FRAMES_PER_FRAGMENT);
        return lossy.write(folder.resolve("lossy.mp4"));
    }

    @ParameterizedTest
    @ValueSource(ints = {FRAMES - 1, FRAMES + 1})
    void otherNumberOfFramesFails(int frames) throws IOException {
        Path other = store(DrawnVideo.constantRate(WIDTH, HEIGHT, frames), "other.mkv");
        String line =
                CommandRun.of("decode", coded, "--verify", other, "--json").assertFailsWithOneLine();
        assertThat(line)
                .contains("other.mkv: has ")
                .contains(frames + " frames")
                .endsWith("is it the original?");
    }

    @Test
    void otherSizeFails() throws IOException {
        Path other = store(DrawnVideo.constantRate(WIDTH + 1, HEIGHT, FRAMES), "other.mkv");
        String line = CommandRun.of("decode", coded, "--verify", other).assertFailsWithOneLine();
        assertThat(line).endsWith("other.mkv: is 102x67, the decoded video 101x67; is it the original?");
    }

    @Test
    void originalThatIsNoVideoFails() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "not a video");
        assertThat(CommandRun.of("decode", coded, "--verify", text).assertFailsWithOneLine())
                .contains("notes.txt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"out.mkv", "out"})
    void losslessOutputsHoldEveryPixel(String name) {
        Path output = folder.resolve(name);
        CommandRun.of("decode", coded, "-o", output).assertDone();
        assertThat(CommandRun.of("decode", coded, "--verify", output, "--max-error", 0)
                        .assertDone()
                        .out())
                .contains("30 of 30 frames identical");
    }

    @ParameterizedTest
    @ValueSource(strings = {"out.mp4", "out.y4m"})
    void otherOutputsHoldEveryFrame(String name) throws IOException {
        Path output = folder.resolve(name);
        CodedClip even = CodedClip.encode(DrawnVideo.constantRate(64, 48, FRAMES), 0, FRAMES);
        Path input = even.write(folder.resolve("even.mp4"));
        CommandRun.of("decode", input, "-o", output, "--verify", input).assertDone();
        JsonNode report = verify(input, output);
        assertThat(report.get("frames").asInt()).isEqualTo(FRAMES);
        assertThat(report.get("timestampsEqual").asBoolean()).isTrue();
    }

    @Test
    void failedDecodingLeavesNoOutput() throws IOException {
        Path damaged = flipByte(Files.size(coded) - 3);
        CommandRun.of("decode", damaged, "-o", folder.resolve("out.mkv")).assertFailsWithOneLine();
        assertThat(names()).containsExactly("clip.mp4", "damaged.mp4", "original.mkv");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void wrongUsageIsSaidBeforeAnythingIsDone() {
        assertThat(CommandRun.of("decode", coded, "-o", folder.resolve("out.webm"))
                        .assertWrongUsage())
                .contains("out.webm: no output of this kind");
        assertThat(CommandRun.of("decode", coded, "-o", "/").assertWrongUsage()).contains("name a file");
        assertThat(CommandRun.of("decode", coded, "-o", coded).assertWrongUsage())
                .contains("is also the input");
        assertThat(CommandRun.of("decode", coded, "--max-error", 3).assertWrongUsage())
                .contains("needs --verify");
        assertThat(CommandRun.of("decode", coded, "--verify", original, "--max-error", 256)
                        .assertWrongUsage())
                .contains("256");
    }

    @Test
    void outputInAMissingFolderFails() {
        Path output = folder.resolve("missing").resolve("out.mkv");
        assertThat(CommandRun.of("decode", coded, "-o", output).assertFailsWithOneLine())
                .startsWith(output.toString());
    }

    @Test
    void flippedByteNamesFileAndFrame() throws IOException {
        Path damaged = flipByte(Files.size(coded) - 3);
        assertThat(CommandRun.of("decode", damaged, "--json").assertFailsWithOneLine())
                .startsWith(damaged + ": frame 2")
                .contains(" s: coded frame is malformed")
                .endsWith("; fetch or encode it again");
    }

    @Test
    void flippedBytesAreNeverABug() throws IOException {
        RandomGenerator random = new SplittableRandom(3);
        for (int i = 0; i < 60; i++) {
            CommandRun run = CommandRun.of("decode", flipByte(random.nextLong(Files.size(coded))), "--json");
            if (run.exitCode() != ExitCode.DONE) {
                assertThat(run.assertFailsWithOneLine())
                        .doesNotContain("internal error")
                        .contains("damaged.mp4");
            }
        }
    }

    private Path flipByte(long at) throws IOException {
        byte[] bytes = Files.readAllBytes(coded);
        bytes[(int) at] ^= 0x55;
        return Files.write(folder.resolve("damaged.mp4"), bytes);
    }

    @Test
    void fileCutBetweenFragmentsFails() throws IOException {
        long whole = clip.durationMs();
        clip.fragments().remove(2);
        Path cut = clip.write(folder.resolve("cut.mp4"), whole);
        assertThat(CommandRun.of("decode", cut).assertFailsWithOneLine())
                .isEqualTo(cut + ": ends at 0.800 s and not at 1.200 s, it was cut short; fetch or encode it again");
    }

    @Test
    void missingFragmentFails() throws IOException {
        clip.fragments().remove(1);
        Path gap = clip.write(folder.resolve("gap.mp4"));
        assertThat(CommandRun.of("decode", gap).assertFailsWithOneLine())
                .isEqualTo(gap + ": the frames from 0.400 s to 0.800 s are missing; fetch or encode it again");
    }

    @Test
    void missingBeginningFails() throws IOException {
        clip.fragments().set(0, clip.fragments().get(0).subList(3, FRAMES_PER_FRAGMENT));
        Path tail = clip.write(folder.resolve("tail.mp4"));
        assertThat(CommandRun.of("decode", tail).assertFailsWithOneLine())
                .startsWith(tail + ": does not begin with a keyframe");
    }

    @Test
    void noFramesFails() throws IOException {
        clip.fragments().clear();
        Path empty = clip.write(folder.resolve("none.mp4"), 0);
        assertThat(CommandRun.of("decode", empty).assertFailsWithOneLine()).startsWith(empty + ": has no frames");
    }

    @Test
    void fileCutAnywhereFails() throws IOException {
        byte[] bytes = Files.readAllBytes(coded);
        for (int length = 0; length < bytes.length; length += bytes.length / 40) {
            Path cut = Files.write(folder.resolve("cut.mp4"), Arrays.copyOf(bytes, length));
            assertThat(CommandRun.of("decode", cut).assertFailsWithOneLine()).contains("cut.mp4");
        }
    }

    @Test
    void whatIsNotOursFails() throws IOException {
        assertThat(CommandRun.of("decode", original).assertFailsWithOneLine()).contains("not an MP4 file");
        assertThat(CommandRun.of("decode", folder).assertFailsWithOneLine())
                .isEqualTo(folder + ": is a folder; name a file");
        Path missing = folder.resolve("missing.mp4");
        assertThat(CommandRun.of("decode", missing).assertFailsWithOneLine())
                .isEqualTo(missing + ": no such file or folder; check the path");
        assertThat(CommandRun.of("decode", missing, "-o", original).assertFailsWithOneLine())
                .startsWith(missing + ": no such file");
    }

    private static JsonNode verify(Path coded, Path original) throws IOException {
        return CommandRun.of("decode", coded, "--verify", original, "--json")
                .assertDone()
                .json();
    }
}

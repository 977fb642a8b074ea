package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodeCommandTest {
    private static final int FRAMES = 30;

    @TempDir
    private Path folder;

    private Path source;
    private Path output;

    @BeforeEach
    void makeSource() throws IOException {
        source = DrawnVideo.constantRate(101, 67, FRAMES).store(folder.resolve("source.mkv"));
        output = folder.resolve("clip.mp4");
    }

    @Test
    void reportHasTheAgreedFields() throws IOException {
        JsonNode report = CommandRun.of("encode", source, "--keyframe-interval", "0.4", "-o", output, "--json")
                .assertDone()
                .json();
        assertThat(report.fieldNames())
                .toIterable()
                .containsExactly(
                        "frames",
                        "width",
                        "height",
                        "bytes",
                        "keyframes",
                        "cpuSeconds",
                        "wallSeconds",
                        "mpixelPerSecond");
        assertThat(report.get("frames").asInt()).isEqualTo(FRAMES);
        assertThat(report.get("width").asInt()).isEqualTo(101);
        assertThat(report.get("height").asInt()).isEqualTo(67);
        assertThat(report.get("keyframes").asInt()).isEqualTo(3);
        assertThat(report.get("bytes").asLong()).isBetween(1L, Files.size(output));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4, 8, 255})
    void errorStaysWithinTheBound(int bound) throws IOException {
        CommandRun.of("encode", source, "--max-error", bound, "-o", output).assertDone();
        JsonNode match = verify(source);
        assertThat(match.get("frames").asInt()).isEqualTo(FRAMES);
        assertThat(match.get("maxError").asInt()).isLessThanOrEqualTo(bound);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 3", "1281, 719, 2", "16, 16, 1", "3, 200, 30"})
    void anySizeAndVariableTimesAreLossless(int width, int height, int frames) throws IOException {
        Path odd = DrawnVideo.variableRate(width, height, frames).store(folder.resolve("odd.mkv"));
        CommandRun.of("encode", odd, "--keyframe-interval", "0.7", "-o", output).assertDone();
        assertThat(verify(odd).get("identicalFrames").asInt()).isEqualTo(frames);
    }

    @Test
    void bytesDoNotDependOnTheThreads() throws IOException {
        byte[] first = null;
        for (int threads : new int[] {1, 2, 4}) {
            CommandRun.of("encode", source, "--keyframe-interval", "0.2", "--threads", threads, "-o", output)
                    .assertDone();
            first = first == null ? Files.readAllBytes(output) : first;
            assertThat(output).hasBinaryContent(first);
        }
    }

    @Test
    void whatItEncodedIsAnInputAgain() throws IOException {
        Path coded = folder.resolve("coded.mp4");
        CommandRun.of("encode", source, "--keyframe-interval", "0.3", "-o", coded)
                .assertDone();
        CommandRun.of("encode", coded, "--keyframe-interval", "0.2", "-o", output)
                .assertDone();
        assertThat(verify(source).get("identicalFrames").asInt()).isEqualTo(FRAMES);
    }

    @Test
    void sizeAndRateAreKeptTo() throws IOException {
        JsonNode report = CommandRun.of("encode", source, "--size", "50x40", "--fps", "12.5", "-o", output, "--json")
                .assertDone()
                .json();
        assertThat(report.get("width").asInt()).isEqualTo(50);
        assertThat(report.get("height").asInt()).isEqualTo(40);
        assertThat(report.get("frames").asInt()).isEqualTo(FRAMES / 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--quality 30", "--bitrate 150k", "--bitrate 150k --maxrate 300k --bufsize 200k"})
    void lossIsBoundedAndPlaysBack(String arguments) throws IOException {
        Stream<Object> words =
                Stream.concat(Stream.of("encode", source, "-o", output), Arrays.stream(arguments.split(" ", -1)));
        CommandRun.of(words.toArray()).assertDone();
        JsonNode match = verify(source);
        assertThat(match.get("frames").asInt()).isEqualTo(FRAMES);
        assertThat(match.get("ssim").asDouble()).isGreaterThan(0.5);
    }

    @Test
    void aBitrateOutOfReachIsRefusedWithTheLeastThatWouldDo() throws IOException {
        assertThat(CommandRun.of("encode", source, "--bitrate", "1k", "-o", output)
                        .assertFailsWithOneLine())
                .contains("bitrate 1000 is below what this content takes", "give at least");
        assertNothingElse("source.mkv");
    }

    @Test
    void foldersOfImagesAreInputs() throws IOException {
        Path images = DrawnVideo.constantRate(40, 30, 5).store(folder.resolve("images"));
        CommandRun.of("encode", images, "-o", output).assertDone();
        assertThat(verify(images).get("identicalFrames").asInt()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 3", "4, 2"})
    void slicesOfStandardInputComeBack(int threads, int slices) throws Exception {
        Path y4m = DrawnVideo.constantRate(101, 67, FRAMES).store(folder.resolve("source.y4m"));
        try (RundeltaProcess run = RundeltaProcess.start(
                Redirect.from(y4m.toFile()),
                folder.resolve("errors"),
                "encode",
                "-",
                "--threads",
                threads,
                "--slices",
                slices,
                "-o",
                output)) {
            assertThat(run.exitCode()).as(run.errors()).isEqualTo(ExitCode.DONE);
        }
        assertThat(verify(y4m).get("identicalFrames").asInt()).isEqualTo(FRAMES);
    }

    @Test
    void morePartsThanThePictureHasRowsOfBlocksAreRefused() throws IOException {
        assertThat(CommandRun.of("encode", source, "--slices", "6", "-o", output)
                        .assertFailsWithOneLine())
                .contains("6 slices: a picture 67 pixels high has 1 to 5");
        assertNothingElse("source.mkv");
    }

    private JsonNode verify(Path original) throws IOException {
        return CommandRun.of("decode", output, "--verify", original, "--json")
                .assertDone()
                .json();
    }

    @Test
    void badInputFailsAndLeavesTheOldFile() throws IOException {
        Files.writeString(output, "what was there");
        Path text = Files.writeString(folder.resolve("notes.txt"), "no video");
        Path bare = Files.createDirectory(folder.resolve("bare"));
        Path empty = Files.createFile(folder.resolve("empty.mkv"));
        byte[] whole = Files.readAllBytes(source);
        Path cut = Files.write(folder.resolve("cut.mkv"), Arrays.copyOf(whole, whole.length * 2 / 3));
        for (Path input : List.of(text, bare, empty, cut, folder.resolve("missing.mkv"))) {
            String line = CommandRun.of("encode", input, "-o", output).assertFailsWithOneLine();
            assertThat(line).contains(input.toString()).contains("; ");
            assertThat(output).hasContent("what was there");
        }
        assertNothingElse("clip.mp4", "notes.txt", "bare", "empty.mkv", "cut.mkv", "source.mkv");
    }

    @Test
    void unwritableOutputFails() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "text");
        assertThat(CommandRun.of("encode", source, "-o", file.resolve("clip.mp4"))
                        .assertFailsWithOneLine())
                .contains(file.toString());
        assertThat(CommandRun.of("encode", source, "-o", folder).assertFailsWithOneLine())
                .contains("is a folder");
        assertNothingElse("file", "source.mkv");
    }

    @Test
    void fullDiskFails() throws Exception {
        try (FullDisk disk = FullDisk.mount(folder.resolve("disk"))) {
            Path noise = DrawnVideo.constantRate(640, 480, 200).store(folder.resolve("noise.mkv"));
            Path old = Files.writeString(disk.path().resolve("clip.mp4"), "what was there");
            assertThat(CommandRun.of("encode", noise, "-o", old).assertFailsWithOneLine())
                    .startsWith(old + ": the disk is full");
            assertThat(old).hasContent("what was there");
            try (Stream<Path> left = Files.list(disk.path())) {
                assertThat(left).containsExactly(old);
            }
        }
    }

    @Test
    void readOnlyFolderFails() throws IOException {
        assumeFalse("root".equals(System.getProperty("user.name")), "root may write anywhere");
        Path locked = Files.createDirectory(folder.resolve("locked"));
        assumeTrue(locked.toFile().setWritable(false), "needs permissions");
        assertThat(CommandRun.of("encode", source, "-o", locked.resolve("clip.mp4"))
                        .assertFailsWithOneLine())
                .contains("permission denied");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--threads 0",
                "--threads -1",
                "--threads many",
                "--slices 0",
                "--slices 17",
                "--max-error 256",
                "--max-error -1",
                "--max-error 1 --lossless",
                "--quality 101",
                "--quality good",
                "--quality 50 --bitrate 1M",
                "--bitrate 0",
                "--bitrate fast",
                "--maxrate 1M --bufsize 1M",
                "--bitrate 1M --maxrate 2M",
                "--bitrate 1M --bufsize 2M",
                "--bitrate 2M --maxrate 1M --bufsize 1M",
                "--keyframe-interval 0",
                "--keyframe-interval -2",
                "--keyframe-interval NaN",
                "--keyframe-interval 1e300",
                "--size 0x0",
                "--size 20000x20000",
                "--size big",
                "--fps 0",
                "--fps 1001",
                "--no-such-option",
                "second-input"
            })
    void wrongUsageIsOneLine(String arguments) throws IOException {
        Stream<Object> words =
                Stream.concat(Stream.of("encode", source, "-o", output), Arrays.stream(arguments.split(" ", -1)));
        assertThat(CommandRun.of(words.toArray()).assertWrongUsage()).endsWith("; see rundelta encode --help");
        assertNothingElse("source.mkv");
    }

    @Test
    void outputIsRequired() {
        assertThat(CommandRun.of("encode", source).assertWrongUsage()).contains("--output");
    }

    private void assertNothingElse(String... names) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName()))).containsExactlyInAnyOrder(names);
        }
    }
}

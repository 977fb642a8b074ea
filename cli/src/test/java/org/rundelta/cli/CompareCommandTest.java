package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
    private static final int WIDTH = 101;
    private static final int HEIGHT = 67;
    private static final int FRAMES = 8;

    @TempDir
    private Path folder;

    private Path clip;

    @BeforeEach
    void makeClip() throws IOException {
        clip = DrawnVideo.constantRate(WIDTH, HEIGHT, FRAMES).store(folder.resolve("clip.mkv"));
    }

    @Test
    void reportHasTheAgreedFields() throws IOException {
        JsonNode report = CommandRun.of("compare", clip, "--codecs", "png", "--runs", 1, "--json")
                .assertDone()
                .json();
        assertThat(report.fieldNames()).toIterable().containsExactly("rows", "skipped", "machine");
        assertThat(report.get("rows").get(0).fieldNames())
                .toIterable()
                .contains(
                        "input",
                        "codec",
                        "settings",
                        "frames",
                        "bytes",
                        "bitsPerPixel",
                        "psnr",
                        "ssim",
                        "lossless",
                        "encodeMpixelPerSecond",
                        "decodeMpixelPerSecond");
    }

    @Test
    void everyCodecGetsARowOfTheSameFrames() throws IOException {
        JsonNode report = CommandRun.of(
                        "compare", clip, clip, "--codecs", "rundelta,qtrle,zmbv,ffv1,vp9", "--runs", 1, "--json")
                .assertDone()
                .json();
        List<String> codecs = new ArrayList<>();
        for (JsonNode row : report.get("rows")) {
            codecs.add(row.get("codec").asText());
            assertThat(row.get("input").asText()).isEqualTo(clip.toString());
            assertThat(row.get("frames").asInt()).isEqualTo(FRAMES);
            assertThat(row.get("lossless").asBoolean()).as(row.toString()).isTrue();
            assertThat(row.get("psnr").isNull()).isTrue();
            assertThat(row.get("ssim").asDouble()).isEqualTo(1);
            assertThat(row.get("bytes").asLong()).isPositive();
            assertThat(row.get("encodeMpixelPerSecond").asDouble()).isPositive();
            assertThat(row.get("decodeMpixelPerSecond").asDouble()).isPositive();
        }
        assertThat(codecs).hasSize(10);
        assertThat(codecs.subList(0, 5)).containsExactlyInAnyOrder("rundelta", "qtrle", "zmbv", "ffv1", "vp9");
    }

    @Test
    void comparesTheFirstFramesOnly() throws IOException {
        JsonNode row = CommandRun.of("compare", clip, "--codecs", "qtrle", "--frames", 3, "--runs", 1, "--json")
                .assertDone()
                .json()
                .get("rows")
                .get(0);
        assertThat(row.get("frames").asInt()).isEqualTo(3);
        assertThat(row.get("bitsPerPixel").asDouble())
                .isEqualTo(row.get("bytes").asLong() * 8.0 / (WIDTH * HEIGHT * 3));
    }

    @Test
    void keyframeIntervalIsThatOfEncode() throws IOException {
        JsonNode rows = CommandRun.of(
                        "compare",
                        clip,
                        "--codecs",
                        "rundelta,qtrle",
                        "--keyframe-interval",
                        "0.08",
                        "--runs",
                        1,
                        "--json")
                .assertDone()
                .json()
                .get("rows");
        JsonNode encoded = CommandRun.of(
                        "encode", clip, "--keyframe-interval", "0.08", "-o", folder.resolve("clip.mp4"), "--json")
                .assertDone()
                .json();
        for (JsonNode row : rows) {
            assertThat(row.get("keyframes").asInt())
                    .as(row.toString())
                    .isEqualTo(encoded.get("keyframes").asInt());
            if (row.get("codec").asText().equals("rundelta")) {
                assertThat(row.get("bytes").asLong())
                        .isEqualTo(encoded.get("bytes").asLong());
            }
        }
    }

    @Test
    void textIsATableSortedByBytes() {
        CommandRun run = CommandRun.of("compare", clip, "--codecs", "huffyuv,rundelta", "--runs", 1)
                .assertDone();
        assertThat(run.err()).isEmpty();
        List<String> lines = run.out().lines().toList();
        assertThat(lines.get(0)).contains("8 frames of 101x67");
        assertThat(lines.get(1)).startsWith("codec").contains("bytes", "lossless");
        assertThat(lines.get(2)).startsWith("rundelta").contains("yes");
        assertThat(lines.get(3)).startsWith("huffyuv").contains("yes");
    }

    @Test
    void unknownCodecIsWrongUsageAndListsThoseThatAreKnown() {
        assertThat(CommandRun.of("compare", clip, "--codecs", "qtrle,cinepak").assertWrongUsage())
                .startsWith("--codecs: no codec 'cinepak'; there are rundelta-fast, rundelta, rundelta-best, qtrle");
    }

    @Test
    void numbersBelowOneAreWrongUsage() {
        assertThat(CommandRun.of("compare", clip, "--frames", 0).assertWrongUsage())
                .startsWith("--frames 0 is not from 1 on");
        assertThat(CommandRun.of("compare", clip, "--runs", -1).assertWrongUsage())
                .startsWith("--runs -1 is not from 1 on");
    }

    @Test
    void unreadableInputIsOneLine() {
        assertThat(CommandRun.of("compare", folder.resolve("none.mkv"), "--codecs", "qtrle")
                        .assertFailsWithOneLine())
                .contains("none.mkv");
    }

    @Test
    void reportIsOnePageThatNeedsNothingElse() throws IOException {
        Path report = folder.resolve("new").resolve("report");
        CommandRun.of("compare", clip, "--codecs", "rundelta,ffv1,huffyuv", "--runs", 1, "--report", report)
                .assertDone();
        try (Stream<Path> files = Files.list(report)) {
            assertThat(files).containsExactly(report.resolve("index.html"));
        }
        String page = Files.readString(report.resolve("index.html"));
        assertThat(page)
                .startsWith("<!DOCTYPE html>")
                .endsWith("</html>" + System.lineSeparator())
                .contains(clip.toString(), "<td>rundelta</td>", "<td>ffv1</td>", "<td>huffyuv</td>")
                .contains("--codecs rundelta,ffv1,huffyuv --runs 1")
                .doesNotContain("http:", "https:", "src=", "@import", "url(", "NaN", "Infinity");
        assertThat(page.split("<svg ", -1)).hasSize(4);
    }

    @Test
    void pageOfBeforeStaysWhenTheInputCannotBeRead() throws IOException {
        Path page = Files.writeString(folder.resolve("index.html"), "old");
        CommandRun.of("compare", folder.resolve("none.mkv"), "--codecs", "qtrle", "--report", folder)
                .assertFailsWithOneLine();
        assertThat(page).hasContent("old");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(page, clip);
        }
    }

    @Test
    void newFolderGoesAgainWhenNothingCameOfIt() {
        Path report = folder.resolve("report");
        CommandRun.of("compare", folder.resolve("none.mkv"), "--codecs", "qtrle", "--report", report)
                .assertFailsWithOneLine();
        assertThat(report).doesNotExist();
    }

    @Test
    void reportWhereAFileIsOrNothingMayBeWrittenIsOneLine() throws IOException {
        assertThat(CommandRun.of("compare", clip, "--codecs", "qtrle", "--report", clip)
                        .assertFailsWithOneLine())
                .contains("clip.mkv: is not a folder");
        assumeFalse("root".equals(System.getProperty("user.name")), "root may write anywhere");
        Path locked = Files.createDirectory(folder.resolve("locked"));
        assumeTrue(locked.toFile().setWritable(false), "needs permissions");
        assertThat(CommandRun.of("compare", clip, "--codecs", "qtrle", "--report", locked)
                        .assertFailsWithOneLine())
                .contains("permission denied");
    }

    @Test
    void curvesOfCodecsAtSeveralBitrates() throws IOException {
        Path even = DrawnVideo.constantRate(96, 64, 10).store(folder.resolve("even.mkv"));
        Path page = folder.resolve("page");
        JsonNode report = CommandRun.of(
                        "compare",
                        even,
                        "--bitrates",
                        "40k,200k,0.8M",
                        "--codecs",
                        "rundelta,mpeg2,mpeg4",
                        "--anchor",
                        "mpeg2",
                        "--runs",
                        1,
                        "--report",
                        page,
                        "--json")
                .assertDone()
                .json();
        assertThat(report.fieldNames()).toIterable().containsExactly("rows", "curves", "skipped", "machine");
        assertThat(report.get("rows")).hasSize(3 * 3);
        for (JsonNode row : report.get("rows")) {
            boolean isOurs = "rundelta".equals(row.get("codec").asText());
            assertThat(row.get("bitrate").asDouble()).isPositive();
            assertThat(row.get("settings").asText()).contains(isOurs ? "--bitrate " : " -b ");
            if (isOurs) {
                double asked = Double.parseDouble(row.get("settings").asText().replaceAll("\\D", ""));
                assertThat(row.get("bitrate").asDouble()).isLessThan(1.03 * asked);
            } else {
                assertThat(row.get("lossless").asBoolean()).isFalse();
            }
            assertThat(row.get("lumaPsnr").isNull())
                    .isEqualTo(row.get("lossless").asBoolean());
            assertThat(row.get("identicalPixels").asDouble()).isBetween(0.0, 1.0);
        }
        assertThat(report.get("curves")).hasSize(3);
        for (JsonNode curve : report.get("curves")) {
            assertThat(curve.get("anchor").asText()).isEqualTo("mpeg2");
            if ("mpeg2".equals(curve.get("codec").asText())) {
                assertThat(curve.get("rateDifference").asDouble()).isZero();
            }
        }
        assertThat(Files.readString(page.resolve("index.html")))
                .contains("Quality over bitrate", "class=\"s0 curve\"", "more or less than mpeg2");
    }

    @Test
    void chromaAtHalfTheResolutionWantsAnEvenSize() throws IOException {
        JsonNode report = CommandRun.of(
                        "compare", clip, "--bitrates", "100k", "--codecs", "mpeg4", "--runs", 1, "--json")
                .assertDone()
                .json();
        assertThat(report.get("skipped").get(0).get("reason").asText()).contains("even width and height");
    }

    @Test
    void wrongBitratesAreRefused() throws IOException {
        for (String bitrates : List.of("fast", "1M,0", "1M,,2M")) {
            assertThat(CommandRun.of("compare", clip, "--bitrates", bitrates).assertWrongUsage())
                    .contains("--bitrates");
        }
        assertThat(CommandRun.of("compare", clip, "--bitrates", "1M", "--codecs", "qtrle")
                        .assertWrongUsage())
                .contains("no codec 'qtrle'; there are rundelta-fast, rundelta, x264-ultrafast");
        assertThat(CommandRun.of("compare", clip, "--bitrates", "1M", "--codecs", "mpeg4", "--anchor", "mpeg7")
                        .assertWrongUsage())
                .contains("--anchor mpeg7 is not among the codecs compared");
    }
}

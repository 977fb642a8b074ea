package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records an X server without a screen, whose background is a pattern of black and white. */
class RecordCommandTest {
    private static Process server;
    private static String display;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws IOException {
        List<String> command =
                List.of("Xvfb", "-displayfd", "1", "-retro", "-nolisten", "tcp", "-screen", "0", "320x240x24");
        try {
            server = new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
        } catch (IOException e) {
            assumeThat(server).as("skipped: no Xvfb (Debian: xvfb)").isNotNull();
        }
        BufferedReader out = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
        display = ":" + out.readLine();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.destroy();
        }
    }

    /** The same pixels as FFmpeg's own program grabs. */
    @Test
    void aRegionPixelByPixel() throws IOException, InterruptedException {
        Path title = folder.resolve("title");
        JsonNode report = CommandRun.of(
                        "record",
                        "--display",
                        display,
                        "--region",
                        "96x64+7+5",
                        "--fps",
                        "10",
                        "--seconds",
                        "1",
                        "--json",
                        "-o",
                        title)
                .assertDone()
                .json();
        assertThat(report.at("/representations/0/width").asInt()).isEqualTo(96);
        Path image = folder.resolve("image.png");
        CommandRun.of("decode", joined(title, report), "-o", folder.resolve("frames"))
                .assertDone();
        FfmpegTool.run(
                FfmpegTool.ffmpeg(),
                "-f",
                "x11grab",
                "-video_size",
                "96x64",
                "-grab_x",
                "7",
                "-grab_y",
                "5",
                "-i",
                display,
                "-frames:v",
                "1",
                image);
        try (Stream<Path> frames = Files.list(folder.resolve("frames"))) {
            List<Path> all = frames.sorted().toList();
            assertThat(all).hasSizeBetween(2, 11);
            assertThat(pixels(all.get(0))).isEqualTo(pixels(image)).contains(0xFFFFFF, 0);
            assertThat(pixels(all.get(all.size() - 1))).isEqualTo(pixels(image));
        }
    }

    private static Path joined(Path title, JsonNode report) throws IOException {
        Path folder = title.resolve(report.at("/representations/0/url").asText());
        return Rendition.joined(folder, title.resolve("movie.mp4"));
    }

    private static List<Integer> pixels(Path image) throws IOException {
        BufferedImage read = ImageIO.read(image.toFile());
        return Arrays.stream(read.getRGB(0, 0, read.getWidth(), read.getHeight(), null, 0, read.getWidth()))
                .map(pixel -> pixel & 0xFFFFFF)
                .boxed()
                .toList();
    }

    /** Ctrl-C ends the recording, not the program: the title is whole. */
    @Test
    void untilItIsInterrupted() throws IOException, InterruptedException {
        Path title = folder.resolve("title");
        Object[] command = {"record", "--display", display, "--fps", "10", "--segment", "1", "-o", title};
        try (RundeltaProcess run = RundeltaProcess.start(Redirect.PIPE, folder.resolve("errors"), command)) {
            Path staging = title.resolve(".rundelta-partial");
            for (int waited = 0; waited < 600 && run.process().isAlive() && !hasSegment(staging); waited++) {
                Thread.sleep(50);
            }
            run.interrupt();
            assertThat(run.exitCode()).as(run.errors()).isZero();
        }
        assertThat(CommandRun.of("inspect", title.resolve("manifest.mpd"), "--check")
                        .assertDone()
                        .out())
                .contains("nothing wrong");
        assertThat(title.resolve(".rundelta-partial")).doesNotExist();
    }

    private static boolean hasSegment(Path staging) throws IOException {
        return ChangingFolder.files(staging).stream()
                .anyMatch(file -> file.toString().endsWith(".m4s"));
    }

    @Test
    void whatCannotBeRecorded() {
        assertThat(CommandRun.of("record", "-q", "--display", ":9999", "-o", folder.resolve("title"))
                        .assertFailsWithOneLine())
                .contains("display :9999: cannot be opened", "is it there, and may you see it?");
        assertThat(CommandRun.of(
                                "record",
                                "-q",
                                "--display",
                                display,
                                "--region",
                                "999x9+0+0",
                                "-o",
                                folder.resolve("title"))
                        .assertFailsWithOneLine())
                .contains("display " + display + ": cannot be opened");
        assertThat(CommandRun.of("record", "--display", "", "-o", folder).exitCode())
                .isEqualTo(2);
        assertThat(CommandRun.of("record", "--region", "9x9", "-o", folder).exitCode())
                .isEqualTo(2);
    }
}

package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C in the middle of the work. */
class InterruptedCommandTest {
    private static final int INTERRUPTED = 130;
    private static final int WIDTH = 64;
    private static final int HEIGHT = 48;
    private static final int MEDIA_FILES = 600;

    @TempDir
    private Path folder;

    @BeforeEach
    void needsSignals() {
        assumeTrue(Files.isExecutable(Path.of("/bin/kill")), "needs /bin/kill");
    }

    @Test
    void encodingLeavesTheOldFileAndNothingElse() throws Exception {
        Path output = Files.writeString(folder.resolve("clip.mp4"), "what was there");
        assertThat(interruptEndlessInput("encode", "-", "--keyframe-interval", "0.2", "-o", output))
                .isEqualTo(INTERRUPTED);
        assertThat(output).hasContent("what was there");
        assertThat(ChangingFolder.files(folder)).containsExactly(output, folder.resolve("errors"));
    }

    @Test
    void comparingLeavesThePageOfBefore() throws Exception {
        Path source = DrawnVideo.constantRate(WIDTH, HEIGHT, 10).store(folder.resolve("source.mkv"));
        Path page = Files.writeString(folder.resolve("index.html"), "what was there");
        try (RundeltaProcess run = RundeltaProcess.start(
                Redirect.PIPE, folder.resolve("errors"), "compare", source, "--runs", 1000000, "--report", folder)) {
            awaitFile(folder, ".html", 2, run);
            run.interrupt();
            assertThat(run.exitCode()).isEqualTo(INTERRUPTED);
            assertThat(run.errors()).isEmpty();
        }
        assertThat(page).hasContent("what was there");
        assertThat(ChangingFolder.files(folder)).containsExactlyInAnyOrder(page, source, folder.resolve("errors"));
    }

    @Test
    void packagingLeavesTheOldTitleAndNothingElse() throws Exception {
        Path output = folder.resolve("title");
        Path source = DrawnVideo.constantRate(WIDTH, HEIGHT, 10).store(folder.resolve("source.mkv"));
        CommandRun.of("package", source, "-o", output).assertDone();
        List<Path> before = ChangingFolder.files(output);
        assertThat(interruptEndlessInput("package", "-", "--segment", "0.2", "-o", output))
                .isEqualTo(INTERRUPTED);
        assertThat(ChangingFolder.files(output)).isEqualTo(before);
    }

    /** The first lets the segment under way be finished, unless there is no time for that. */
    @Test
    void aSecondInterruptGivesUpTheLastSegmentOfALiveTitle() throws Exception {
        Path title = folder.resolve("title");
        Object[] command = {"package", "-", "--live", "--segment", "0.5", "-o", title};
        try (RundeltaProcess run = RundeltaProcess.start(Redirect.PIPE, folder.resolve("errors"), command)) {
            Thread feeder = new Thread(() -> feed(run.process().getOutputStream()));
            feeder.start();
            awaitFile(title, ".mpd", run);
            run.interrupt();
            run.interrupt();
            assertThat(run.exitCode()).as(run.errors()).isIn(ExitCode.DONE, INTERRUPTED);
            feeder.join();
        }
        assertThat(title.resolve("manifest.mpd")).content().contains("type=\"static\"");
        assertThat(title.resolve(".rundelta-partial")).doesNotExist();
    }

    @Test
    void playingLeavesTheMovieOfBefore() throws Exception {
        Path source = DrawnVideo.constantRate(WIDTH, HEIGHT, 250).store(folder.resolve("source.mkv"));
        Path title = folder.resolve("title");
        CommandRun.of("package", source, "--segment", 1, "-o", title).assertDone();
        Path movies = Files.createDirectory(folder.resolve("movies"));
        Path movie = Files.writeString(movies.resolve("played.mp4"), "what was there");
        Object[] command = {"play", title.resolve("manifest.mpd"), "--buffer", 2, "--save", movie};
        try (RundeltaProcess run = RundeltaProcess.start(Redirect.PIPE, folder.resolve("errors"), command)) {
            awaitFile(movies, ".mp4", 2, run);
            run.interrupt();
            assertThat(run.exitCode()).isEqualTo(INTERRUPTED);
            assertThat(run.errors()).isEmpty();
        }
        assertThat(movie).hasContent("what was there");
        assertThat(ChangingFolder.files(movies)).containsExactly(movie);
    }

    @Test
    void pushingLeavesNoManifestAndCanBeDoneAgain() throws Exception {
        Path title = Files.createDirectories(folder.resolve("title"));
        Files.writeString(title.resolve("manifest.mpd"), "names all the media");
        for (int i = 0; i < MEDIA_FILES; i++) {
            Files.writeString(title.resolve(i + ".m4s"), "media " + i);
        }
        Path target = folder.resolve("target");
        try (RundeltaProcess push = RundeltaProcess.start(
                Redirect.PIPE, folder.resolve("errors"), "push", "--no-check", title, "--to", target)) {
            awaitFile(target, ".m4s", push);
            push.interrupt();
            assertThat(push.exitCode()).isEqualTo(INTERRUPTED);
            assertThat(push.errors()).isEmpty();
        }
        assertThat(target.resolve("manifest.mpd")).doesNotExist();
        CommandRun.of("push", "--no-check", title, "--to", target).assertDone();
        for (Path file : ChangingFolder.files(title)) {
            assertThat(target.resolve(title.relativize(file))).hasSameBinaryContentAs(file);
        }
        assertThat(ChangingFolder.files(target))
                .noneMatch(file -> file.toString().endsWith(".partial"));
    }

    /** Nothing runs at the edge's addresses, so that an order would fail. */
    @Test
    void fillingThatWaitsForItsWindowOrdersNothing() throws Exception {
        Path title = Files.createDirectories(folder.resolve("titles/film/exact/0123456789ab"));
        Files.write(title.resolve("0.m4s"), new byte[1000]);
        Files.writeString(folder.resolve("titles/film/manifest.mpd"), "<MPD/>");
        Files.writeString(folder.resolve("views.csv"), "title,region,views\nfilm,r,9\n");
        LocalTime opening = LocalTime.now(ZoneOffset.UTC).plusHours(2).truncatedTo(ChronoUnit.MINUTES);
        Path plan = Files.writeString(folder.resolve("plan.yaml"), """
                catalogue: titles
                popularity: views.csv
                window: {from: "%s", to: "%s", zone: UTC}
                origin: {url: "http://127.0.0.1:1/", uplink: 1M}
                edges:
                  - {id: a, region: r, capacity: 1M, uplink: 1M, url: "http://127.0.0.1:2/", admin: "http://127.0.0.1:3/"}
                """.formatted(opening, opening.plusHours(1)));
        try (RundeltaProcess fill =
                RundeltaProcess.start(Redirect.PIPE, folder.resolve("errors"), "cdn", "fill", plan)) {
            while (!fill.errors().contains("waiting for " + opening + " UTC, when the window opens")) {
                assertThat(fill.process().isAlive()).as(fill.errors()).isTrue();
                Thread.sleep(5);
            }
            fill.interrupt();
            assertThat(fill.exitCode()).isEqualTo(INTERRUPTED);
        }
    }

    /** Interrupts a command once it has written a segment of what it reads on standard input. */
    private int interruptEndlessInput(Object... args) throws Exception {
        try (RundeltaProcess run = RundeltaProcess.start(Redirect.PIPE, folder.resolve("errors"), args)) {
            Thread feeder = new Thread(() -> feed(run.process().getOutputStream()));
            feeder.start();
            awaitFile(folder, ".m4s", run);
            run.interrupt();
            int exitCode = run.exitCode();
            feeder.join();
            assertThat(run.errors()).isEmpty();
            return exitCode;
        }
    }

    /** Writes frames until nobody reads them any more. */
    private static void feed(OutputStream pipe) {
        byte[] frame = new byte[WIDTH * HEIGHT * 3];
        byte[] mark = "FRAME\n".getBytes(StandardCharsets.US_ASCII);
        try (OutputStream out = new BufferedOutputStream(pipe)) {
            out.write(String.format("YUV4MPEG2 W%d H%d F25:1 C444\n", WIDTH, HEIGHT)
                    .getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; true; i++) {
                out.write(mark);
                frame[i % frame.length]++;
                out.write(frame);
            }
        } catch (IOException e) {
            // The reader has gone, as it was told to.
        }
    }

    private static void awaitFile(Path folder, String ending, RundeltaProcess run) throws Exception {
        awaitFile(folder, ending, 1, run);
    }

    private static void awaitFile(Path folder, String ending, int count, RundeltaProcess run) throws Exception {
        while (ChangingFolder.files(folder).stream()
                        .filter(file -> file.toString().endsWith(ending))
                        .count()
                < count) {
            assertThat(run.process().isAlive()).as(run.errors()).isTrue();
            Thread.sleep(5);
        }
    }
}

package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stops {@code package --resume} at random moments, and goes on; the seed is that of the moments. */
class ResumedPackageTest {
    private static final int STOPS = Integer.getInteger("rundelta.resume.stops", 8);
    private static final long SEED = Long.getLong("rundelta.resume.seed", 20251128L);
    private static final String KEPT = " segments of the interrupted run are kept";

    @TempDir
    private Path folder;

    private Path source;
    private Path ladder;

    @BeforeEach
    void makeSource() throws IOException {
        source = DrawnVideo.constantRate(320, 240, 150).store(folder.resolve("source.mkv"));
        ladder = Files.writeString(folder.resolve("ladder.yaml"), """
                rungs:
                  - {id: thumb, scale: 0.5, fps: 10, max-error: 8}
                  - {id: rated, bitrate: 500k}
                  - {id: exact, lossless: true}
                """);
    }

    @Test
    void titleIsThatOfARunThatWasNotStopped() throws Exception {
        Path reference = folder.resolve("reference");
        CommandRun.of(arguments(reference, "--thumbnails")).assertDone();
        Path output = folder.resolve("title");
        Random random = new Random(SEED);
        Path errors = folder.resolve("errors");
        int kept = 0;
        for (int i = 0; i < STOPS; i++) {
            try (RundeltaProcess run =
                    RundeltaProcess.start(Redirect.PIPE, errors, arguments(output, "--thumbnails"))) {
                waitForSegments(output, run);
                run.process().waitFor(random.nextInt(400), TimeUnit.MILLISECONDS);
                if (random.nextBoolean()) {
                    run.interrupt();
                    run.exitCode();
                }
            }
            kept += Files.readString(errors).contains(KEPT) ? 1 : 0;
            assertThat(output.resolve("manifest.mpd").toFile().exists())
                    .as("a manifest, and so the end")
                    .isEqualTo(!Files.exists(output.resolve(".rundelta-partial")));
            if (Files.exists(output.resolve("manifest.mpd"))) {
                break;
            }
        }
        CommandRun end = CommandRun.of(arguments(output, "--thumbnails")).assertDone();
        kept += end.err().contains(KEPT) ? 1 : 0;
        assertThat(kept).as("runs that kept segments").isPositive();
        assertSame(output, reference);
        Path pushed = folder.resolve("pushed");
        CommandRun.of("push", output, "--to", pushed).assertDone();
        assertThat(pushed.resolve("manifest.mpd"))
                .hasSameBinaryContentAs(reference.resolve("manifest.mpd"))
                .content()
                .contains("<BaseURL serviceLocation=\"a\">https://a.example/title/</BaseURL>");
    }

    /** Nothing is kept of what was made in another way, or of something else. */
    @Test
    void whatDependsOnSomethingElseIsMadeAnew() throws Exception {
        Path output = folder.resolve("title");
        try (RundeltaProcess run = RundeltaProcess.start(Redirect.PIPE, folder.resolve("errors"), arguments(output))) {
            waitForSegments(output, run);
        }
        Files.writeString(ladder, Files.readString(ladder).replace("max-error: 8", "max-error: 9"));
        CommandRun run = CommandRun.of(arguments(output)).assertDone();
        assertThat(run.err()).doesNotContain(KEPT);
        Path reference = folder.resolve("reference");
        CommandRun.of(arguments(reference)).assertDone();
        assertSame(output, reference);
        assertThat(CommandRun.of("package", "-", "--resume", "-o", output).assertFailsWithOneLine())
                .startsWith("-: cannot be resumed");
    }

    /** What fits stays there, and there it goes on when there is room. */
    @ParameterizedTest
    @ValueSource(strings = {"live", "on-demand"})
    void fullDiskIsGoneOnFrom(String profile) throws Exception {
        Path reference = folder.resolve("reference");
        CommandRun.of(arguments(reference, "--profile", profile)).assertDone();
        try (FullDisk disk = FullDisk.mount(folder.resolve("disk"))) {
            Path output = disk.path().resolve("title");
            for (int i = 0; i < 2; i++) {
                assertThat(CommandRun.of(arguments(output, "--profile", profile, "-q"))
                                .assertFailsWithOneLine())
                        .contains("disk is full");
                assertThat(output.resolve("manifest.mpd")).doesNotExist();
            }
            disk.grow();
            CommandRun end =
                    CommandRun.of(arguments(output, "--profile", profile)).assertDone();
            assertThat(end.err()).contains(KEPT);
            assertSame(output, reference);
        }
    }

    private Object[] arguments(Path output, String... more) {
        List<Object> arguments = new ArrayList<>(
                List.of("package", source, "--ladder", ladder, "--segment", "0.2", "--resume", "-o", output));
        arguments.addAll(List.of("--base-url", "a=https://a.example/title/"));
        arguments.addAll(List.of(more));
        return arguments.toArray();
    }

    /** Until a journal lists some, or the run is over. */
    private static void waitForSegments(Path output, RundeltaProcess run) throws Exception {
        Path journal = output.resolve(".rundelta-partial/journal");
        while (run.process().isAlive() && !(Files.exists(journal) && Files.size(journal) > 600)) {
            Thread.sleep(2);
        }
    }

    private static void assertSame(Path output, Path reference) throws IOException {
        SortedMap<String, byte[]> expected = files(reference);
        SortedMap<String, byte[]> files = files(output);
        assertThat(files.keySet()).isEqualTo(expected.keySet());
        files.forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(expected.get(name)));
    }

    private static SortedMap<String, byte[]> files(Path folder) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(path).toString(), Files.readAllBytes(path));
            }
        }
        return files;
    }
}

package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills {@code package --push} at random moments. System property {@code rundelta.package.kills} sets how many; {@code
 * rundelta.package.seed} the seed of the moments.
 */
class KilledPackageTest {
    private static final int KILLS = Integer.getInteger("rundelta.package.kills", 14);
    private static final long SEED = Long.getLong("rundelta.package.seed", 20250602L);
    private static final String MANIFEST = "manifest.mpd";
    private static final String POSTER = "poster.jpg";

    @TempDir
    private Path folder;

    private final Random random = new Random(SEED);
    private final List<Path> sources = new ArrayList<>();

    /** The files, by name, of the title that each source becomes. */
    private final List<SortedMap<String, byte[]>> titles = new ArrayList<>();

    private Path ladder;
    private Path output;
    private List<Path> targets;

    @BeforeEach
    void makeTitles() throws IOException {
        ladder = Files.writeString(folder.resolve("ladder.yaml"), """
                rungs:
                  - {id: thumb, scale: 0.5, fps: 10, max-error: 8}
                  - {id: exact, lossless: true}
                """);
        output = folder.resolve("title");
        targets = List.of(folder.resolve("one"), folder.resolve("two"));
        for (int seed = 0; seed < 2; seed++) {
            Path source = folder.resolve("source" + seed + ".mkv");
            sources.add(DrawnVideo.constantRate(64, 48, 30).seeded(seed).store(source));
            Path reference = folder.resolve("reference" + seed);
            CommandRun.of("package", source, "--ladder", ladder, "--segment", "0.2", "-o", reference)
                    .assertDone();
            titles.add(files(reference));
        }
    }

    @Test
    void noManifestEverPromisesTooMuch() throws Exception {
        finish(1);
        long[] span = measure(0);
        int inTime = 0;
        for (int round = 0; round < KILLS; round++) {
            int source = round % sources.size();
            try (RundeltaProcess run = start(source)) {
                long moment = span[0] + random.nextLong(span[1] - span[0] + 1);
                inTime += run.process().waitFor(moment, TimeUnit.MILLISECONDS) ? 0 : 1;
            }
            assertWhole(output);
            for (Path target : targets) {
                assertWhole(target);
            }
            if (random.nextInt(8) == 0) {
                finish(source);
            }
        }
        finish(0);
        assertThat(inTime).as("kills that came in time").isGreaterThan(KILLS / 3);
    }

    private RundeltaProcess start(int source) throws IOException {
        return RundeltaProcess.start(Redirect.PIPE, folder.resolve("errors"), arguments(source));
    }

    private Object[] arguments(int source) {
        return new Object[] {
            "package",
            sources.get(source),
            "--ladder",
            ladder,
            "--segment",
            "0.2",
            "-o",
            output,
            "--push",
            targets.get(0),
            "--push",
            targets.get(1)
        };
    }

    /** Milliseconds after which a run begins to write, and after which it ends. */
    private long[] measure(int source) throws Exception {
        long begin = System.nanoTime();
        long first = -1;
        try (RundeltaProcess run = start(source)) {
            while (run.process().isAlive()) {
                if (first < 0 && Files.exists(output.resolve(".rundelta-partial"))) {
                    first = System.nanoTime() - begin;
                }
                Thread.sleep(1);
            }
            assertThat(run.exitCode()).as(run.errors()).isZero();
        }
        long end = System.nanoTime() - begin;
        return new long[] {TimeUnit.NANOSECONDS.toMillis(first), TimeUnit.NANOSECONDS.toMillis(end)};
    }

    /**
     * The manifest is that of one of the titles, and every file of that title is there as it should be; the poster, which no
     * manifest names, may be the one that comes next.
     */
    private void assertWhole(Path place) throws IOException {
        byte[] manifest = Files.readAllBytes(place.resolve(MANIFEST));
        SortedMap<String, byte[]> title = titles.stream()
                .filter(candidate -> Arrays.equals(candidate.get(MANIFEST), manifest))
                .findFirst()
                .orElseThrow(() -> new AssertionError(place + " has a manifest of neither title"));
        title.forEach((name, bytes) -> {
            if (!name.equals(POSTER)) {
                assertThat(place.resolve(name)).hasBinaryContent(bytes);
            }
        });
        assertThat(Files.readAllBytes(place.resolve(POSTER)))
                .isIn(titles.stream().map(each -> each.get(POSTER)).toList());
    }

    private void finish(int source) throws IOException {
        CommandRun.of(arguments(source)).assertDone();
        for (Path place : List.of(output, targets.get(0), targets.get(1))) {
            assertThat(place.resolve(MANIFEST))
                    .hasBinaryContent(titles.get(source).get(MANIFEST));
            assertWhole(place);
            assertThat(place.resolve(POSTER))
                    .hasBinaryContent(titles.get(source).get(POSTER));
        }
        assertThat(output.resolve(".rundelta-partial")).doesNotExist();
        assertThat(files(output).keySet()).isEqualTo(titles.get(source).keySet());
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

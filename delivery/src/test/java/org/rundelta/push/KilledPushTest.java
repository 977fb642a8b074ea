package org.rundelta.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills pushes at random moments. System property {@code rundelta.push.kills} sets how many, 25 unless told; {@code
 * rundelta.push.seed} the seed of contents and moments.
 */
class KilledPushTest {
    private static final int KILLS = Integer.getInteger("rundelta.push.kills", 25);
    private static final long SEED = Long.getLong("rundelta.push.seed", 20250601L);
    private static final int FILES = 24;

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private final Set<String> manifests = new HashSet<>();
    private final TestTitle content = TestTitle.random(random, FILES, 20_000);

    @Test
    void killedPushNeverLeavesAManifestThatPromisesTooMuch() throws Exception {
        Path title = folder.resolve("title");
        List<Path> targets = List.of(folder.resolve("targets/one"), folder.resolve("targets/two"));
        write(title);
        long fullMillis = timeToFinish(title, targets); // which changes with what else runs
        int killed = 0;
        for (int round = 0; round < KILLS; round++) {
            change();
            write(title);
            Process push = PublishInOwnProcess.start(title, names(targets), ProcessBuilder.Redirect.INHERIT);
            long begin = System.nanoTime();
            boolean wasAlive = killAfter(random.nextLong(fullMillis + 1), push);
            killed += wasAlive ? 1 : 0;
            fullMillis = wasAlive ? fullMillis + fullMillis / 20 : millisSince(begin);
            for (Path target : targets) {
                assertManifestHolds(target);
            }
            if (random.nextBoolean()) {
                finish(title, targets);
            }
        }
        finish(title, targets);
        assertThat(killed).as("pushes that the kill came in time for").isGreaterThan(KILLS / 2);
    }

    private void write(Path title) throws IOException {
        content.writeTo(title);
        manifests.add(content.manifest());
    }

    /** Replaces a third of the media, so that some files are new, some stay and some become stale. */
    private void change() {
        new ArrayList<>(content.media().keySet())
                .stream().filter(path -> random.nextInt(3) == 0).forEach(content::without);
        int missing = FILES - content.media().size();
        content.media().putAll(TestTitle.random(random, missing, 20_000).media());
    }

    /** How a push names these folders. */
    List<String> names(List<Path> targets) {
        return targets.stream().map(Path::toString).toList();
    }

    /** What a finished push leaves there besides the title. */
    Set<String> besides() {
        return Set.of(".rundelta-push/files", ".rundelta-push/lock");
    }

    /** Whether folders that became empty count. */
    boolean isLeftover(Path path) {
        return !Files.isDirectory(path) || isEmpty(path);
    }

    private long timeToFinish(Path title, List<Path> targets) throws Exception {
        Process process = PublishInOwnProcess.start(title, names(targets), ProcessBuilder.Redirect.INHERIT);
        long begin = System.nanoTime();
        assertThat(process.waitFor()).isZero();
        return millisSince(begin);
    }

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }

    private static boolean killAfter(long millis, Process process) throws InterruptedException {
        boolean ended = process.waitFor(millis, TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
        return !ended;
    }

    private void assertManifestHolds(Path target) throws IOException {
        Path manifest = target.resolve(TestTitle.MANIFEST);
        assertThat(manifest).as("the first push ended well").exists();
        assertThat(manifests).contains(Files.readString(manifest));
        for (String line : Files.readAllLines(manifest)) {
            String path = line.split(" ", 3)[2];
            assertThat(target.resolve(path)).exists();
            try (InputStream in = Files.newInputStream(target.resolve(path))) {
                assertThat(TestTitle.line(path, Fingerprint.of(in))).isEqualTo(line + "\n");
            }
        }
    }

    private void finish(Path title, List<Path> targets) throws Exception {
        Publisher.publish(
                title,
                names(targets),
                new PushOptions(Optional.of(Duration.ZERO), false, PushOptions.CONNECTIONS, 0, PushCare.FULL),
                PushListener.NONE);
        for (Path target : targets) {
            assertManifestHolds(target);
            TreeSet<String> expected = new TreeSet<>(content.files().keySet());
            expected.addAll(besides());
            assertThat(everythingIn(target)).isEqualTo(expected);
            for (Map.Entry<String, byte[]> file : content.files().entrySet()) {
                assertThat(target.resolve(file.getKey())).hasBinaryContent(file.getValue());
            }
        }
    }

    private Set<String> everythingIn(Path target) throws IOException {
        try (Stream<Path> paths = Files.walk(target)) {
            TreeSet<String> found = new TreeSet<>();
            paths.filter(this::isLeftover)
                    .forEach(path -> found.add(target.relativize(path).toString()));
            return found;
        }
    }

    private static boolean isEmpty(Path directory) {
        String[] names = directory.toFile().list();
        return names != null && names.length == 0;
    }
}

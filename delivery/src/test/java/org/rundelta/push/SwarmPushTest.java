package org.rundelta.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code push --via swarm}: many directories, which pass on to each other what has come. */
@Timeout(60)
class SwarmPushTest {
    @TempDir
    private Path folder;

    private final Random random = new Random(3);

    @Test
    void allDirectoriesGetTheTitleAndThenTheNext() throws Exception {
        List<String> targets = Stream.of("a", "b", "c")
                .map(name -> folder.resolve(name).toString())
                .toList();
        TestTitle title = TestTitle.random(random, 20, 60_000);
        PushReport first = push(title, targets);
        assertThat(first.pushed())
                .hasSize(3)
                .allSatisfy(result -> assertThat(result.skipped()).isZero());
        for (String target : targets) {
            assertThat(visible(target)).isEqualTo(text(title.files()));
        }
        assertThat(push(title, targets).pushed())
                .allSatisfy(result -> assertThat(result.bytes()).isZero());

        String gone = title.media().keySet().iterator().next();
        TestTitle next = title.without(gone).with("video/new/0.m4s", "new");
        PushOptions deleting = new PushOptions(Optional.of(Duration.ZERO), false, 4, 0, PushCare.FULL);
        push(next, targets, deleting);
        PushReport last = push(next, targets, deleting);
        assertThat(last.pushed())
                .allSatisfy(result -> assertThat(result.stale()).isZero());
        for (String target : targets) {
            assertThat(visible(target)).isEqualTo(text(next.files()));
        }
    }

    @Test
    void whatCannotBeFilledIsNamedAndTheOthersAreComplete() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        String good = folder.resolve("good").toString();
        TestTitle title = TestTitle.random(random, 5, 60_000);
        assertThatExceptionOfType(PushException.class)
                .isThrownBy(() -> push(title, List.of(file.toString(), good)))
                .withMessageStartingWith("cannot push to " + file + ": it is a file: push to a folder")
                .satisfies(e -> assertThat(e.report().pushed())
                        .extracting(PushResult::target)
                        .containsExactly(good));
        assertThat(visible(good)).isEqualTo(text(title.files()));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> push(title, List.of("http://me:secret@127.0.0.1:9/", good)))
                .withMessageContaining("http://127.0.0.1:9/ is no directory, and a swarm fills nothing else");
    }

    @Test
    void whatAnotherSwarmLeftHalfWayIsDeleted() throws Exception {
        Path target = folder.resolve("target");
        Path left = Files.createDirectories(target.resolve(".rundelta-swarm-0123"));
        Files.write(left.resolve("0"), new byte[100]);
        push(TestTitle.random(random, 3, 1000), List.of(target.toString()));
        assertThat(left).doesNotExist();
    }

    private PushReport push(TestTitle title, List<String> targets) throws IOException, InterruptedException {
        return push(title, targets, PushOptions.DEFAULT);
    }

    private PushReport push(TestTitle title, List<String> targets, PushOptions options)
            throws IOException, InterruptedException {
        title.writeTo(folder.resolve("title"));
        return Publisher.publishBySwarm(folder.resolve("title"), targets, options, PushListener.NONE);
    }

    private static Map<String, String> visible(String target) throws IOException {
        Path root = Path.of(target);
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String path = root.relativize(file).toString();
                if (!path.startsWith(".")) {
                    files.put(path, Files.readAllBytes(file));
                }
            }
        }
        return text(files);
    }

    private static Map<String, String> text(Map<String, byte[]> files) {
        Map<String, String> hashes = new TreeMap<>();
        files.forEach(
                (path, bytes) -> hashes.put(path, TestTitle.fingerprint(bytes).sha256()));
        return hashes;
    }
}

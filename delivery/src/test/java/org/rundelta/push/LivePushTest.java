package org.rundelta.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LivePushTest {
    @TempDir
    private Path folder;

    private Path title;
    private final ConcurrentLinkedQueue<String> messages = new ConcurrentLinkedQueue<>();
    private GrowingTitle growing;

    @BeforeEach
    void makeFolder() throws IOException {
        title = Files.createDirectory(folder.resolve("title")).toRealPath();
        growing = new GrowingTitle(title);
    }

    /** What a manifest names is there, or that manifest has been replaced so often that it is no longer due. */
    private static void assertWhole(Path target) throws IOException {
        Path manifest = target.resolve(GrowingTitle.MANIFEST);
        String read = Files.readString(manifest);
        for (String path : read.lines().toList()) {
            if (!Files.isRegularFile(target.resolve(path))) {
                int newer = GrowingTitle.madeBy(Files.readString(manifest)) - GrowingTitle.madeBy(read);
                assertThat(newer)
                        .as("manifests since the one that names " + path)
                        .isGreaterThan(GrowingTitle.BEHIND);
            }
        }
    }

    private static Set<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .filter(path -> !path.startsWith("."))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void everyTargetHasAWholeTitleAtAnyMoment() throws Exception {
        List<Path> targets = List.of(folder.resolve("a"), folder.resolve("b"));
        AtomicBoolean isOver = new AtomicBoolean();
        CompletableFuture<Void> player = CompletableFuture.runAsync(() -> {
            try {
                while (!isOver.get()) {
                    for (Path target : targets) {
                        if (Files.exists(target.resolve(GrowingTitle.MANIFEST))) {
                            assertWhole(target);
                        }
                    }
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        PushReport report;
        try (LivePush push =
                LivePush.begin(title, targets.stream().map(Path::toString).toList(), messages::add)) {
            for (int i = 0; i < 15; i++) {
                push.publish(growing.next());
                Thread.sleep(20);
            }
            report = push.finish();
        }
        isOver.set(true);
        player.join();
        assertThat(messages).isEmpty();
        assertThat(report.pushed()).extracting(PushResult::files).allMatch(files -> files > GrowingTitle.NAMED);
        for (Path target : targets) {
            Set<String> kept = new TreeSet<>(growing.segments(GrowingTitle.KEPT));
            kept.add(GrowingTitle.MANIFEST);
            assertThat(kept).containsAll(files(target));
            assertThat(Files.readString(target.resolve(GrowingTitle.MANIFEST)))
                    .isEqualTo(Files.readString(title.resolve(GrowingTitle.MANIFEST)));
            Publisher.publish(title, List.of(target.toString()), PushOptions.DEFAULT, PushListener.NONE);
        }
    }

    /** A directory that fails in whatever is asked of it while something is set. */
    private PushTarget failing(Path target, AtomicInteger failures) throws IOException {
        PushTarget real = DirectoryTarget.open(target.toString(), title, PushCare.FULL);
        return (PushTarget) Proxy.newProxyInstance(
                PushTarget.class.getClassLoader(), new Class<?>[] {PushTarget.class}, (proxy, method, args) -> {
                    boolean mayFail = Set.of("put", "commit", "begin").contains(method.getName());
                    if (mayFail && failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                        throw new IOException("broken");
                    }
                    try {
                        return method.invoke(real, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void aTargetThatIsDownForAWhile() throws Exception {
        AtomicInteger failures = new AtomicInteger();
        Path target = Files.createDirectory(folder.resolve("target"));
        LiveMailbox states = new LiveMailbox();
        LiveTarget live = new LiveTarget(
                title, "the target", () -> failing(target, failures), Duration.ofMillis(1), states, messages::add);
        CompletableFuture<PushResult> pushing = run(live);
        for (int down : List.of(0, 3, 5)) {
            LiveState state = growing.next();
            failures.set(down);
            states.put(state);
            while (!has(target, state) && !pushing.isDone()) {
                Thread.sleep(1);
            }
        }
        states.end();
        assertThat(pushing.join().files()).isGreaterThanOrEqualTo(4);
        assertWhole(target);
        assertThat(messages)
                .hasSize(4)
                .contains("push to the target: broken; it is tried again")
                .anyMatch(line -> line.matches("push to the target goes on after \\d+ s"));
    }

    private static boolean has(Path target, LiveState state) throws IOException {
        Path manifest = target.resolve(GrowingTitle.MANIFEST);
        return Files.exists(manifest) && Arrays.equals(Files.readAllBytes(manifest), state.manifest());
    }

    @Test
    void aTargetThatIsDownAtTheEnd() throws Exception {
        LiveMailbox states = new LiveMailbox();
        Path target = folder.resolve("target");
        LiveTarget live = new LiveTarget(
                title,
                "the target",
                () -> failing(target, new AtomicInteger(Integer.MAX_VALUE)),
                Duration.ofMillis(1),
                states,
                messages::add);
        CompletableFuture<PushResult> pushing = run(live);
        states.put(growing.next());
        states.end();
        assertThatThrownBy(pushing::join).hasRootCauseMessage("broken");
        assertThat(messages).containsExactly("push to the target: broken; it is tried again");
    }

    private static CompletableFuture<PushResult> run(LiveTarget live) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return live.run();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void refusesWhatCannotBeMeant() {
        assertThatThrownBy(
                        () -> LivePush.begin(title, List.of(title.resolve("in").toString()), messages::add))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("overlaps with the title");
        assertThatThrownBy(() -> LivePush.begin(title, List.of("ftp://host/"), messages::add))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unknown kind");
    }
}

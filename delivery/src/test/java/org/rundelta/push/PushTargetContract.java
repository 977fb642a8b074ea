package org.rundelta.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every kind of push target does: order, resume, verify, delete stale, one push at a time. */
abstract class PushTargetContract {
    private static final PushOptions DELETE_STALE =
            new PushOptions(Optional.of(Duration.ZERO), false, 1, 0, PushCare.FULL);

    @TempDir
    Path folder;

    private Path title;

    /** The name of a target that nothing was pushed to; the same for the whole of one test. */
    abstract String target();

    /** An object for one push to {@link #target}. */
    abstract PushTarget open(Path title) throws IOException;

    /** What players can get from the target, by path. */
    abstract Map<String, byte[]> visible() throws IOException;

    /** How many files stand there half-written. */
    abstract int partials() throws IOException;

    /** Puts a file there behind the publisher's back. */
    abstract void plant(String path, byte[] bytes) throws IOException;

    @BeforeEach
    void nameTitle() {
        title = folder.resolve("title");
    }

    @Test
    void copiesEverything() throws Exception {
        TestTitle content = TestTitle.random(new Random(1), 20, 200_000).with("empty/0.m4s", "");
        PushResult result = push(content, PushOptions.DEFAULT);
        assertVisible(content.files());
        assertThat(result.target()).isEqualTo(target());
        assertThat(result.files()).isEqualTo(22);
        assertThat(result.bytes()).isEqualTo(bytes(content));
        assertThat(result.skipped()).isZero();
        assertThat(partials()).isZero();
    }

    /** It is all there, too, and what is there already is compared byte for byte all the same. */
    @Test
    void withLessCare() throws Exception {
        PushOptions hasty = new PushOptions(Optional.empty(), false, 4, 0, new PushCare(false, PushCare.Sync.NEVER));
        TestTitle content = TestTitle.random(new Random(8), 10, 300_000).with("empty/0.m4s", "");
        push(content, hasty);
        assertVisible(content.files());
        assertThat(partials()).isZero();
        content.with("video/x/0.m4s", "right");
        push(content, hasty);
        plant("video/x/0.m4s", "wrong".getBytes(UTF_8));
        assertThat(push(content, hasty).files()).isOne();
        assertVisible(content.files());
    }

    @Test
    void secondPushCopiesOnlyWhatChanged() throws Exception {
        TestTitle content = TestTitle.random(new Random(2), 10, 1000);
        push(content, PushOptions.DEFAULT);
        PushResult again = push(content, PushOptions.DEFAULT);
        assertThat(again).isEqualTo(new PushResult(target(), 0, 0, 11, 0, 0));

        content.with("audio/new/0.m4s", "four");
        PushResult changed = push(content, PushOptions.DEFAULT);
        assertThat(changed.files()).isEqualTo(2);
        assertThat(changed.bytes()).isEqualTo(4 + content.manifest().length());
        assertThat(changed.skipped()).isEqualTo(10);
        assertVisible(content.files());
    }

    @Test
    void repairsAFileOfTheSameSizeButOtherBytes() throws Exception {
        TestTitle content = new TestTitle().with("video/0.m4s", "right").with("video/1.m4s", "also");
        push(content, PushOptions.DEFAULT);
        plant("video/0.m4s", "wrong".getBytes(UTF_8));
        PushResult result = push(content, PushOptions.DEFAULT);
        assertThat(result.files()).isOne();
        assertVisible(content.files());
    }

    @Test
    void leavesHiddenFilesOut() throws Exception {
        TestTitle content = new TestTitle().with("video/0.m4s", "media");
        content.writeTo(title);
        Files.writeString(title.resolve("video/.1.m4s.0123456789abcdef.partial"), "half");
        Files.createDirectory(title.resolve(".git"));
        Files.writeString(title.resolve(".git/config"), "private");
        publish(PushOptions.DEFAULT);
        assertVisible(content.files());
    }

    @Test
    void putIsSeenOnlyOnceCommitted() throws Exception {
        try (PushTarget target = begun()) {
            assertThat(target.put("video/0.m4s", 5, stream("media"))).isTrue();
            assertThat(target.size("video/0.m4s")).isEmpty();
            assertThat(visible()).isEmpty();
            target.commit("video/0.m4s");
            assertThat(target.size("video/0.m4s")).hasValue(5);
            assertThat(target.holds("video/0.m4s", 5, stream("media"))).isTrue();
            assertThat(target.holds("video/0.m4s", 5, stream("medea"))).isFalse();
            assertThat(target.holds("video/0.m4s", 5, stream("medi"))).isFalse();
            assertThat(visible()).containsOnlyKeys("video/0.m4s");
        }
    }

    @Test
    void closeDiscardsWhatWasNotCommitted() throws Exception {
        try (PushTarget target = begun()) {
            target.put("video/0.m4s", 5, stream("media"));
            assertThat(partials()).isOne();
        }
        assertThat(partials()).isZero();
        assertThat(visible()).isEmpty();
    }

    @Test
    void mediaBeforeManifestsAndTheTopmostManifestLast() throws Exception {
        TestTitle content = new TestTitle()
                .with("a/0.m4s", "1")
                .with("z/0.m4s", "2")
                .with("z/index.m3u8", "3")
                .with("master.m3u8", "4");
        content.writeTo(title);
        Title read = Title.read(title);
        List<String> commits = new ArrayList<>();
        try (PushTarget target = open(read.folder())) {
            PushTarget observed = new Observed(target) {
                @Override
                public void commit(String path) throws IOException {
                    super.commit(path);
                    commits.add(path);
                }
            };
            run(read, observed);
        }
        assertThat(commits).containsExactly("a/0.m4s", "z/0.m4s", "z/index.m3u8", "manifest.mpd", "master.m3u8");
    }

    @Test
    void oldTitleStaysUntilThePushIsWhole() throws Exception {
        TestTitle old = new TestTitle().with("video/0.m4s", "old 0").with("video/1.m4s", "old 1");
        push(old, PushOptions.DEFAULT);
        // Reuses a name, which the packager does not: even then the old file must outlast a failure of a later one.
        new TestTitle()
                .with("video/0.m4s", "new 0")
                .with("video/2.m4s", "new 2")
                .writeTo(title);
        Title read = Title.read(title);
        try (PushTarget target = open(read.folder())) {
            PushTarget failing = new Observed(target) {
                @Override
                public boolean put(String path, long size, Source source) throws IOException {
                    if (path.equals("video/0.m4s")) {
                        super.put(path, size, source);
                        throw new IOException("cable pulled");
                    }
                    return super.put(path, size, source);
                }
            };
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> run(read, failing))
                    .withMessage("cable pulled");
        }
        assertThat(fingerprints(visible())).containsAllEntriesOf(fingerprints(old.files()));
        assertThat(partials()).isZero();
    }

    @Test
    void interruptedPushIsContinued() throws Exception {
        TestTitle content = TestTitle.random(new Random(3), 12, 1000);
        content.writeTo(title);
        Title read = Title.read(title);
        try (PushTarget target = open(read.folder())) {
            PushTarget failing = new Observed(target) {
                private int puts;

                @Override
                public boolean put(String path, long size, Source source) throws IOException {
                    if (++puts == 6) {
                        throw new IOException("cable pulled");
                    }
                    return super.put(path, size, source);
                }
            };
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> run(read, failing));
        }
        assertThat(visible()).hasSize(5).doesNotContainKey(TestTitle.MANIFEST);
        PushResult result = publish(PushOptions.DEFAULT);
        assertThat(result.skipped()).isEqualTo(5);
        assertThat(result.files()).isEqualTo(8);
        assertVisible(content.files());
    }

    @Test
    void whatTakesThePlaceOfSomethingIsAnnounced() throws Exception {
        TestTitle content = new TestTitle().with("video/0.m4s", "0");
        assertThat(calls(content, Optional.empty())).containsExactly("put", "put");
        assertThat(calls(content, Optional.empty())).isEmpty();
        content.with("video/1.m4s", "1"); // and so another manifest
        assertThat(calls(content, Optional.empty())).containsExactly("replacing", "put", "put");
        content.without("video/1.m4s");
        assertThat(calls(content, Optional.empty())).containsExactly("replacing", "put");
        assertThat(calls(content, Optional.of(Duration.ZERO))).containsExactly("replacing");
    }

    /** What a push has to do, in its order. */
    private List<String> calls(TestTitle content, Optional<Duration> deleteStale) throws Exception {
        content.writeTo(title);
        Title read = Title.read(title);
        List<String> calls = new ArrayList<>();
        try (PushTarget target = open(read.folder())) {
            PushTarget observed = new Observed(target) {
                @Override
                public void replacing() {
                    super.replacing();
                    calls.add("replacing");
                }

                @Override
                public boolean put(String path, long size, Source source) throws IOException {
                    calls.add("put");
                    return super.put(path, size, source);
                }
            };
            run(read, observed, deleteStale);
        }
        return calls;
    }

    @Test
    void bytesDamagedOnTheWayAreNotCommitted() throws Exception {
        new TestTitle().with("video/0.m4s", "media").writeTo(title);
        Title read = Title.read(title);
        try (PushTarget target = open(read.folder())) {
            PushTarget damaging = new Observed(target) {
                @Override
                public boolean put(String path, long size, Source source) throws IOException {
                    super.put(path, size, source);
                    return false;
                }
            };
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> run(read, damaging))
                    .withMessageContaining("video/0.m4s reads back from it with other bytes");
        }
        assertThat(visible()).isEmpty();
        assertThat(partials()).isZero();
    }

    @Test
    void sourceThatChangesKeepsTheManifestBack() throws Exception {
        new TestTitle().with("video/0.m4s", "media").writeTo(title);
        Title read = Title.read(title);
        Files.writeString(title.resolve("video/0.m4s"), "other");
        try (PushTarget target = open(read.folder())) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> run(read, target))
                    .withMessageContaining("0.m4s changed during the push");
        }
        assertThat(visible()).isEmpty();
    }

    @Test
    void fileAddedToTheSourceKeepsTheManifestBack() throws Exception {
        new TestTitle().with("video/0.m4s", "media").writeTo(title);
        Title read = Title.read(title);
        Files.writeString(title.resolve("video/1.m4s"), "late");
        try (PushTarget target = open(read.folder())) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> run(read, target))
                    .withMessageContaining("1.m4s changed during the push");
        }
        assertThat(visible()).containsOnlyKeys("video/0.m4s");
    }

    @Test
    void deletesStaleFilesOfEarlierPushesOnly() throws Exception {
        TestTitle content = new TestTitle().with("video/a/0.m4s", "a").with("video/b/0.m4s", "b");
        push(content, PushOptions.DEFAULT);
        plant("index.html", "not ours".getBytes(UTF_8));
        plant("video/a/cover.jpg", "not ours".getBytes(UTF_8));
        push(content.without("video/a/0.m4s").with("video/c/0.m4s", "c"), PushOptions.DEFAULT);
        assertThat(visible()).containsKey("video/a/0.m4s");

        PushResult result = push(content.without("video/b/0.m4s"), DELETE_STALE);
        assertThat(result.deleted()).isEqualTo(2);
        assertThat(visible()).containsOnlyKeys("index.html", "video/a/cover.jpg", "video/c/0.m4s", TestTitle.MANIFEST);
        assertThat(push(content, DELETE_STALE).deleted()).isZero();
    }

    @Test
    void staleFilesStayForAWhile() throws Exception {
        PushOptions inAnHour = new PushOptions(Optional.of(Duration.ofHours(1)), false, 1, 0, PushCare.FULL);
        TestTitle content = new TestTitle().with("video/a/0.m4s", "a").with("video/b/0.m4s", "b");
        push(content, inAnHour);
        PushResult first = push(content.without("video/a/0.m4s"), inAnHour);
        assertThat(first.deleted()).isZero();
        assertThat(first.stale()).isOne();
        assertThat(visible()).containsKey("video/a/0.m4s");

        try (PushTarget target = begun()) {
            Map<String, Instant> owned = target.owned();
            assertThat(owned.put("video/a/0.m4s", Instant.now().minus(Duration.ofHours(2))))
                    .isBetween(Instant.now().minusSeconds(60), Instant.now());
            target.own(owned);
        }
        PushResult later = push(content, inAnHour);
        assertThat(later.deleted()).isOne();
        assertThat(later.stale()).isZero();
        assertVisible(content.files());
    }

    @Test
    void staleFilesOfAnInterruptedPushAreDeleted() throws Exception {
        TestTitle content = new TestTitle().with("video/a/0.m4s", "a").with("video/b/0.m4s", "b");
        content.writeTo(title);
        Title read = Title.read(title);
        try (PushTarget target = open(read.folder())) {
            PushTarget failing = new Observed(target) {
                @Override
                public void flush() throws IOException {
                    throw new IOException("cable pulled");
                }
            };
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> run(read, failing));
        }
        push(content.without("video/a/0.m4s"), DELETE_STALE);
        assertVisible(content.files());
    }

    @Test
    void nothingIsDeletedBeforeTheManifestIsThere() throws Exception {
        TestTitle content = new TestTitle().with("video/a/0.m4s", "a");
        push(content, PushOptions.DEFAULT);
        content.without("video/a/0.m4s").with("video/b/0.m4s", "b").writeTo(title);
        Title read = Title.read(title);
        List<String> calls = new ArrayList<>();
        try (PushTarget target = open(read.folder())) {
            PushTarget observed = new Observed(target) {
                @Override
                public void commit(String path) throws IOException {
                    super.commit(path);
                    calls.add("commit " + path);
                }

                @Override
                public void delete(String path) throws IOException {
                    super.delete(path);
                    calls.add("delete " + path);
                }
            };
            run(read, observed, Optional.of(Duration.ZERO));
        }
        assertThat(calls).containsExactly("commit video/b/0.m4s", "commit manifest.mpd", "delete video/a/0.m4s");
    }

    @Test
    void dryRunSaysWhatWouldBeDoneAndDoesNothing() throws Exception {
        TestTitle content = new TestTitle().with("video/a/0.m4s", "a").with("video/b/0.m4s", "b");
        push(content, PushOptions.DEFAULT);
        Map<String, byte[]> before = visible();
        content.without("video/a/0.m4s").with("video/c/0.m4s", "ccc").writeTo(title);
        Set<String> planned = new TreeSet<>();
        PushListener listener = new PushListener() {
            @Override
            public void planned(String target, Action action, String path) {
                planned.add(action + " " + path);
            }
        };
        PushOptions rehearsal = new PushOptions(Optional.of(Duration.ZERO), true, 1, 0, PushCare.FULL);
        PushReport report = Publisher.publish(title, List.of(target()), rehearsal, listener);
        long bytes = 3L + content.manifest().length();
        assertThat(report.pushed()).containsExactly(new PushResult(target(), 2, bytes, 1, 1, 0));
        assertThat(planned)
                .containsExactly(
                        "COPY manifest.mpd", "COPY video/c/0.m4s", "DELETE video/a/0.m4s", "SKIP video/b/0.m4s");
        assertVisible(before);
    }

    @Test
    void progressRisesToTheTotal() throws Exception {
        TestTitle content = TestTitle.random(new Random(4), 8, 300_000);
        content.writeTo(title);
        List<Long> done = new ArrayList<>();
        PushListener listener = new PushListener() {
            @Override
            public void progress(long bytesDone, long bytesTotal) {
                assertThat(bytesTotal).isEqualTo(bytes(content));
                done.add(bytesDone);
            }
        };
        for (int push = 0; push < 2; push++) {
            done.clear();
            Publisher.publish(title, List.of(target()), PushOptions.DEFAULT, listener);
            assertThat(done).isSorted().endsWith(bytes(content));
        }
    }

    @Test
    void oneTargetTakesOnePushAtATime() throws Exception {
        TestTitle content = new TestTitle().with("video/0.m4s", "media");
        content.writeTo(title);
        try (PushTarget live = begun()) {
            live.own(Map.of("video/0.m4s", PushRecord.CURRENT));
            live.put("video/0.m4s", 5, stream("media"));
            assertThatExceptionOfType(PushException.class)
                    .isThrownBy(() -> publish(PushOptions.DEFAULT))
                    .withMessageContaining(target() + ": another push to it is under way");
            assertThat(partials()).isOne();
            live.commit("video/0.m4s");
        }
        publish(PushOptions.DEFAULT);
        assertVisible(content.files());
    }

    private PushResult push(TestTitle content, PushOptions options) throws Exception {
        content.writeTo(title);
        return publish(options);
    }

    private PushResult publish(PushOptions options) throws Exception {
        return Publisher.publish(title, List.of(target()), options, PushListener.NONE)
                .pushed()
                .get(0);
    }

    private PushTarget begun() throws IOException {
        PushTarget target = open(title.toAbsolutePath());
        target.begin();
        return target;
    }

    private void run(Title read, PushTarget target) throws IOException {
        run(read, target, Optional.empty());
    }

    private void run(Title read, PushTarget target, Optional<Duration> deleteStale) throws IOException {
        Progress progress = new Progress(PushListener.NONE, 0);
        new TargetPush(read, target(), target, progress, new Parallel(1), new RateLimit(0)).run(deleteStale);
    }

    private void assertVisible(Map<String, byte[]> expected) throws IOException {
        assertThat(fingerprints(visible())).isEqualTo(fingerprints(expected));
    }

    private static Map<String, Fingerprint> fingerprints(Map<String, byte[]> files) {
        Map<String, Fingerprint> result = new TreeMap<>();
        files.forEach((path, bytes) -> result.put(path, TestTitle.fingerprint(bytes)));
        return result;
    }

    private static long bytes(TestTitle content) {
        return content.files().values().stream().mapToLong(file -> file.length).sum();
    }

    private static Source stream(String text) {
        return () -> Channels.newChannel(new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    /** Passes every call on; a test overrides what it watches or breaks. */
    private abstract static class Observed implements PushTarget {
        private final PushTarget target;

        Observed(PushTarget target) {
            this.target = target;
        }

        @Override
        public void begin() throws IOException {
            target.begin();
        }

        @Override
        public OptionalLong size(String path) throws IOException {
            return target.size(path);
        }

        @Override
        public boolean holds(String path, long size, Source source) throws IOException {
            return target.holds(path, size, source);
        }

        @Override
        public Map<String, Instant> owned() throws IOException {
            return target.owned();
        }

        @Override
        public void own(Map<String, Instant> files) throws IOException {
            target.own(files);
        }

        @Override
        public void replacing() {
            target.replacing();
        }

        @Override
        public boolean put(String path, long size, Source source) throws IOException {
            return target.put(path, size, source);
        }

        @Override
        public void commit(String path) throws IOException {
            target.commit(path);
        }

        @Override
        public void flush() throws IOException {
            target.flush();
        }

        @Override
        public void delete(String path) throws IOException {
            target.delete(path);
        }

        @Override
        public void close() throws IOException {
            target.close();
        }
    }
}

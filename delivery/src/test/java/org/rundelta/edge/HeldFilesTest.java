package org.rundelta.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rundelta.cache.Answer;
import org.rundelta.cache.CachedFile;
import org.rundelta.cache.EdgeCache;
import org.rundelta.cache.Eviction;
import org.rundelta.cache.ScriptedOrigin;
import org.rundelta.cache.TestCache;

/** For how long what an edge holds is served: until it is old, changed, too much, or not whole. */
class HeldFilesTest {
    private static final String MANIFEST = "/film/manifest.mpd";
    private static final byte[] MEDIA = new byte[100_000];

    static {
        new Random(1).nextBytes(MEDIA);
    }

    @TempDir
    private Path folder;

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    private static byte[] get(TestEdge edge, TestCache cache, String path) throws Exception {
        byte[] body = edge.get(path).body();
        while (cache.cache().fetchesUnderWay() > 0) {
            Thread.sleep(1);
        }
        return body;
    }

    /** Answers with a manifest that may change, or breaks off if there is none. */
    private static ScriptedOrigin live(AtomicReference<String> manifest, String cacheControl) throws IOException {
        return new ScriptedOrigin((request, out) -> {
            String now = manifest.get();
            String etag = "\"" + Integer.toHexString(now.hashCode()) + "\"";
            String[] fields = {"ETag: " + etag, "Cache-Control: " + cacheControl};
            boolean isSame = etag.equals(request.headers().get("if-none-match"));
            ScriptedOrigin.send(
                    out, isSame ? 304 : 200, isSame ? new byte[0] : now.getBytes(StandardCharsets.UTF_8), fields);
        });
    }

    @Test
    void whatIsOldIsCheckedAndReplacedIfItChanged() throws Exception {
        AtomicReference<String> manifest = new AtomicReference<>("one");
        try (ScriptedOrigin origin = live(manifest, "max-age=5");
                TestCache cache = TestCache.of(folder, origin.uri());
                TestEdge edge = TestEdge.of(cache.cache())) {
            assertThat(get(edge, cache, MANIFEST)).asString().isEqualTo("one");
            cache.passSeconds(4);
            assertThat(get(edge, cache, MANIFEST)).asString().isEqualTo("one");
            assertThat(origin.requests()).hasSize(1);
            cache.passSeconds(1);
            HttpResponse<byte[]> same = edge.get(MANIFEST);
            assertThat(same.body()).asString().isEqualTo("one");
            assertThat(header(same, "Cache-Status")).isEqualTo("rundelta; fwd=stale; fwd-status=304");
            assertThat(get(edge, cache, MANIFEST)).asString().isEqualTo("one");
            assertThat(origin.requests()).hasSize(2);
            manifest.set("two");
            cache.passSeconds(5);
            assertThat(get(edge, cache, MANIFEST)).asString().isEqualTo("two");
            assertThat(cache.cache().contents("")).hasSize(1);
            assertThat(files()).hasSize(1);
        }
    }

    @Test
    void whenTheOriginIsDownTheOldIsServed() throws Exception {
        ScriptedOrigin origin = live(new AtomicReference<>("one"), "max-age=5, stale-if-error=100");
        try (TestCache cache = TestCache.of(folder, origin.uri());
                TestEdge edge = TestEdge.of(cache.cache())) {
            get(edge, cache, MANIFEST);
            origin.close();
            cache.passSeconds(60);
            for (int i = 0; i < 3; i++) {
                HttpResponse<byte[]> stale = edge.get(MANIFEST);
                assertThat(stale.body()).asString().isEqualTo("one");
                assertThat(header(stale, "Age")).isEqualTo("60");
                assertThat(header(stale, "Cache-Status")).isEqualTo("rundelta; hit; detail=stale-if-error");
            }
            assertThat(cache.cache().counters().misses()).isEqualTo(2);
            assertThat(edge.get("/other.mpd").statusCode()).isEqualTo(502);
            cache.passSeconds(60);
            assertThat(edge.get(MANIFEST).statusCode()).isEqualTo(502);
            assertThat(cache.log()).hasSize(1);
        }
    }

    @Test
    void whatMustBeCheckedIsNotServedUnchecked() throws Exception {
        ScriptedOrigin origin = live(new AtomicReference<>("one"), "max-age=5, must-revalidate");
        try (TestCache cache = TestCache.of(folder, origin.uri());
                TestEdge edge = TestEdge.of(cache.cache())) {
            get(edge, cache, MANIFEST);
            origin.close();
            cache.passSeconds(6);
            assertThat(edge.get(MANIFEST).statusCode()).isEqualTo(502);
        }
    }

    @Test
    void whatIsGoneFromTheOriginGoes() throws Exception {
        try (ScriptedOrigin origin = new ScriptedOrigin((request, out) -> ScriptedOrigin.send(
                        out, request.number() == 1 ? 200 : 404, MEDIA, "Cache-Control: max-age=5"));
                TestCache cache = TestCache.of(folder, origin.uri());
                TestEdge edge = TestEdge.of(cache.cache())) {
            get(edge, cache, MANIFEST);
            cache.passSeconds(5);
            assertThat(edge.get(MANIFEST).statusCode()).isEqualTo(404);
            assertThat(cache.cache().contents("")).isEmpty();
            assertThat(files()).isEmpty();
        }
    }

    @Test
    void textIsCompressedForWhoTakesThat() throws Exception {
        String manifest = "<MPD/>".repeat(1000);
        try (ScriptedOrigin origin = live(new AtomicReference<>(manifest), "max-age=5");
                TestCache cache = TestCache.of(folder, origin.uri());
                TestEdge edge = TestEdge.of(cache.cache())) {
            get(edge, cache, MANIFEST);
            HttpResponse<byte[]> gzip = edge.get(MANIFEST, "Accept-Encoding", "gzip");
            assertThat(header(gzip, "Content-Encoding")).isEqualTo("gzip");
            assertThat(header(gzip, "Vary")).isEqualTo("Accept-Encoding");
            assertThat(gzip.body()).hasSizeLessThan(500);
            assertThat(edge.get(MANIFEST, "If-None-Match", header(gzip, "ETag")).statusCode())
                    .isEqualTo(304);
        }
    }

    @ParameterizedTest
    @EnumSource(Eviction.class)
    void theLimitIsKept(Eviction eviction) throws Exception {
        long limit = 2_000_000;
        try (ScriptedOrigin origin = ScriptedOrigin.of(MEDIA);
                TestCache cache = TestCache.of(folder, limit, eviction, origin.uri());
                TestEdge edge = TestEdge.of(cache.cache())) {
            for (int i = 0; i < 60; i++) {
                assertThat(get(edge, cache, "/" + i + ".m4s")).isEqualTo(MEDIA);
                assertThat(get(edge, cache, "/0.m4s")).isEqualTo(MEDIA);
            }
            List<CachedFile> held = cache.cache().contents("");
            assertThat(held.stream().mapToLong(CachedFile::size).sum()).isBetween(limit / 2, limit);
            assertThat(held).extracting(CachedFile::path).contains("/0.m4s");
            assertThat(files()).hasSize(held.size());
            assertThat(cache.cache().counters().evictions()).isEqualTo(60 - held.size());
            assertThat(origin.requests().stream()
                            .filter(request -> request.path().equals("/0.m4s")))
                    .hasSize(1);
        }
    }

    @Test
    void whatIsEvictedIsStillSentToTheEnd() throws Exception {
        byte[] large = new byte[20_000_000];
        new Random(3).nextBytes(large);
        try (ScriptedOrigin origin = ScriptedOrigin.of(large);
                TestCache cache = TestCache.of(folder, origin.uri());
                TestEdge edge = TestEdge.of(cache.cache())) {
            get(edge, cache, "/a.m4s");
            try (Socket slow = RawClient.connect(edge.uri())) {
                slow.getOutputStream()
                        .write("GET /a.m4s HTTP/1.1\r\nHost: e\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(slow.getInputStream().read()).isEqualTo('H');
                assertThat(cache.cache().remove("/a")).isEqualTo(1);
                assertThat(files()).isEmpty();
                byte[] all = slow.getInputStream().readAllBytes();
                assertThat(Arrays.copyOfRange(all, all.length - large.length, all.length))
                        .isEqualTo(large);
            }
        }
    }

    @Test
    void whatIsLostFromTheDiskIsFetchedAgain() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.of(MEDIA);
                TestCache cache = TestCache.of(folder, origin.uri());
                TestEdge edge = TestEdge.of(cache.cache())) {
            get(edge, cache, "/a.m4s");
            Files.delete(files().get(0));
            assertThat(get(edge, cache, "/a.m4s")).isEqualTo(MEDIA);
            assertThat(origin.requests()).hasSize(2);
        }
    }

    @Test
    void afterARestartWhatIsWholeIsServed() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.of(MEDIA, "ETag: \"1\"", "Cache-Control: max-age=100")) {
            List<CachedFile> before;
            try (TestCache cache = TestCache.of(folder, origin.uri());
                    TestEdge edge = TestEdge.of(cache.cache())) {
                for (int i = 0; i < 5; i++) {
                    get(edge, cache, "/" + i + ".m4s");
                }
                before = cache.cache().contents("");
            }
            damage();
            Files.write(folder.resolve("coming").resolve("0123456789abcdef"), MEDIA);
            try (TestCache cache = TestCache.of(folder, origin.uri());
                    TestEdge edge = TestEdge.of(cache.cache())) {
                assertThat(cache.cache().contents("")).hasSize(2);
                assertThat(files()).hasSize(2);
                assertThat(before).containsAll(cache.cache().contents(""));
                for (int i = 0; i < 5; i++) {
                    assertThat(get(edge, cache, "/" + i + ".m4s")).isEqualTo(MEDIA);
                }
                assertThat(origin.requests()).hasSize(8);
                assertThatThrownBy(() -> TestCache.of(folder, origin.uri()))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("is used by another edge");
            }
        }
    }

    private void pin(TestCache cache, String path, byte[] content) throws IOException {
        Path whole = Files.write(cache.cache().unfinished().resolve("whole"), content);
        cache.cache().take(path, whole, content.length, true);
    }

    @Test
    void whatArrivesAfterItsPathWasPinnedIsPinned() throws Exception {
        CountDownLatch isPinned = new CountDownLatch(1);
        try (ScriptedOrigin origin = new ScriptedOrigin((request, out) -> {
                    isPinned.await();
                    ScriptedOrigin.send(out, 200, MEDIA);
                });
                TestCache cache = TestCache.of(folder, origin.uri())) {
            CompletableFuture<Answer> answer = cache.cache().fetch("/a.m4s", "");
            pin(cache, "/a.m4s", new byte[1]);
            isPinned.countDown();
            assertThat(answer.join()).isInstanceOf(Answer.Coming.class);
            while (cache.cache().fetchesUnderWay() > 0) {
                Thread.sleep(1);
            }
            assertThat(cache.cache().contents(""))
                    .singleElement()
                    .matches(CachedFile::isPinned)
                    .returns(100_000L, CachedFile::size);
            assertThat(files()).hasSize(1);
        }
    }

    @Test
    void ofTwoFilesOfAPathTheNewerStaysAndIsPinnedIfOneWas(@TempDir Path other) throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.of(MEDIA)) {
            try (TestCache cache = TestCache.of(folder, origin.uri())) {
                pin(cache, "/a.m4s", new byte[1]);
            }
            try (TestCache cache = TestCache.of(other, origin.uri());
                    TestEdge edge = TestEdge.of(cache.cache())) {
                cache.passSeconds(1);
                get(edge, cache, "/a.m4s");
                Path newer = Path.of(cache.cache().contents("").get(0).name());
                Files.createDirectories(folder.resolve(newer).getParent());
                Files.copy(other.resolve(newer), folder.resolve(newer));
            }
            try (TestCache cache = TestCache.of(folder, origin.uri())) {
                assertThat(cache.cache().contents(""))
                        .singleElement()
                        .matches(CachedFile::isPinned)
                        .returns(100_000L, CachedFile::size);
                assertThat(files()).hasSize(1);
            }
        }
    }

    @Test
    void whatIsPinnedWhileItIsReadStaysPinned() throws Exception {
        AtomicBoolean isOver = new AtomicBoolean();
        try (ScriptedOrigin origin = ScriptedOrigin.of(new byte[1]);
                TestCache cache = TestCache.of(folder, origin.uri());
                TestEdge edge = TestEdge.of(cache.cache())) {
            for (int i = 0; i < 200; i++) {
                String path = "/" + i + ".m4s";
                get(edge, cache, path);
                Thread reader = new Thread(() -> {
                    while (!isOver.get()) {
                        read(cache.cache(), path);
                    }
                });
                reader.start();
                cache.cache().pin(path);
                Thread.sleep(1);
                isOver.set(true);
                reader.join();
                isOver.set(false);
            }
            assertThat(cache.cache().contents("")).hasSize(200).allMatch(CachedFile::isPinned);
        }
    }

    /** As an edge does when it is asked for a file. */
    private static void read(EdgeCache cache, String path) {
        Answer answer = cache.answer(path).orElseGet(() -> cache.fetch(path, "").join());
        try {
            if (answer instanceof Answer.Held held) {
                cache.open(held.file()).release();
            }
        } catch (IOException e) {
            // fetched again
        }
    }

    /** Shortens one file, lengthens another, and changes the end of a third. */
    private void damage() throws IOException {
        List<Path> files = files();
        try (RandomAccessFile shorter = new RandomAccessFile(files.get(0).toFile(), "rw")) {
            shorter.setLength(shorter.length() - 1);
        }
        try (RandomAccessFile longer = new RandomAccessFile(files.get(1).toFile(), "rw")) {
            longer.setLength(longer.length() + 1);
        }
        try (RandomAccessFile other = new RandomAccessFile(files.get(2).toFile(), "rw")) {
            other.seek(other.length() - 12);
            other.writeInt(0x7fffffff);
        }
    }

    /** The files with what is held. */
    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("lock"))
                    .sorted()
                    .toList();
        }
    }
}

package org.rundelta.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rundelta.cache.ScriptedOrigin;
import org.rundelta.cache.TestCache;

/** What an edge fetches, and sends while it does. */
class PullTest {
    private static final int MANY = 1000;
    private static final String PATH = "/film/exact/0123456789ab/1.m4s";
    private static final byte[] MEDIA = new byte[100_000];

    static {
        new Random(1).nextBytes(MEDIA);
    }

    @TempDir
    private Path folder;

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    private static void await(java.util.function.BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(5);
        }
    }

    @Test
    void asksOnceAndKeepsWhatItWasTold() throws Exception {
        String modified = "Sat, 03 Oct 2026 10:00:00 GMT";
        try (ScriptedOrigin origin = ScriptedOrigin.of(
                        MEDIA,
                        "Content-Type: video/iso.segment",
                        "ETag: \"a-b\"",
                        "Last-Modified: " + modified,
                        "Cache-Control: public, max-age=100",
                        "Age: 7",
                        "Set-Cookie: a=b");
                TestCache cache = TestCache.of(folder, origin.uri());
                TestEdge edge = TestEdge.of(cache.cache())) {
            for (String status : List.of("fwd=uri-miss", "hit")) {
                await(() -> cache.cache().fetchesUnderWay() == 0);
                HttpResponse<byte[]> response = edge.get(PATH + "?session=" + status);
                assertThat(response.body()).isEqualTo(MEDIA);
                assertThat(header(response, "Cache-Status")).isEqualTo("rundelta; " + status);
                assertThat(header(response, "Content-Type")).isEqualTo("video/iso.segment");
                assertThat(header(response, "ETag")).isEqualTo("\"a.b\"");
                assertThat(header(response, "Last-Modified")).isEqualTo(modified);
                assertThat(header(response, "Cache-Control")).isEqualTo("public, max-age=100");
                assertThat(header(response, "Age")).isEqualTo("7");
                assertThat(header(response, "Set-Cookie")).isNull();
                assertThat(header(response, "Access-Control-Allow-Origin")).isEqualTo("*");
            }
            ScriptedOrigin.Request asked = origin.requests().get(0);
            assertThat(origin.requests()).hasSize(1);
            assertThat(asked.path()).isEqualTo(PATH);
            assertThat(asked.headers()).containsEntry("accept-encoding", "identity");
            assertThat(asked.headers().get("via")).startsWith("1.1 rundelta-");
        }
    }

    @Test
    void whatIsAskedForOftenIsWhatWasFetched() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.of(MEDIA, "Cache-Control: public, max-age=100");
                TestCache cache = TestCache.of(folder, origin.uri());
                TestEdge edge = TestEdge.of(cache.cache())) {
            for (int use = 0; use < 10; use++) {
                assertThat(edge.get(PATH).body()).isEqualTo(MEDIA);
                assertThat(edge.get(PATH, "Range", "bytes=50000-59999").body())
                        .isEqualTo(Arrays.copyOfRange(MEDIA, 50_000, 60_000));
                assertThat(edge.send("HEAD", PATH).body()).isEmpty();
            }
            assertThat(origin.requests()).hasSize(1);
        }
    }

    @Test
    void aHerdIsOneRequest() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        try (ScriptedOrigin origin = new ScriptedOrigin((request, out) -> {
                    gate.await();
                    ScriptedOrigin.send(out, 200, MEDIA);
                });
                TestCache cache = TestCache.of(folder, origin.uri());
                TestEdge edge = TestEdge.of(cache.cache())) {
            List<Socket> herd = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                herd.add(ask(edge));
            }
            await(() -> cache.cache().counters().collapsed() == MANY - 1);
            gate.countDown();
            for (Socket socket : herd) {
                assertThat(body(socket)).isEqualTo(MEDIA);
            }
            assertThat(origin.requests()).hasSize(1);
        }
    }

    private static Socket ask(TestEdge edge, String... headers) throws IOException {
        Socket socket = RawClient.connect(edge.uri());
        String request = "GET " + PATH + " HTTP/1.1\r\nHost: edge\r\nConnection: close\r\n"
                + String.join("", Arrays.stream(headers).map(h -> h + "\r\n").toList()) + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    private static byte[] body(Socket socket) throws IOException {
        try (socket) {
            byte[] all = socket.getInputStream().readAllBytes();
            String text = new String(all, StandardCharsets.ISO_8859_1);
            return Arrays.copyOfRange(all, text.indexOf("\r\n\r\n") + 4, all.length);
        }
    }

    @Test
    void whoReadsSlowlyHoldsNobodyBack() throws Exception {
        byte[] large = new byte[20_000_000];
        new Random(2).nextBytes(large);
        CountDownLatch gate = new CountDownLatch(1);
        try (ScriptedOrigin origin = new ScriptedOrigin((request, out) -> {
                    gate.await();
                    ScriptedOrigin.send(out, 200, large);
                });
                TestCache cache = TestCache.of(folder, origin.uri());
                TestEdge edge = TestEdge.of(cache.cache());
                Socket slow = ask(edge);
                Socket slower = ask(edge)) {
            await(() -> cache.cache().counters().collapsed() == 1);
            gate.countDown();
            assertThat(edge.get(PATH).body()).isEqualTo(large);
            await(() -> cache.cache().fetchesUnderWay() == 0);
            assertThat(slower.getInputStream().read()).isEqualTo('H');
            assertThat(body(slow)).isEqualTo(large);
            assertThat(origin.requests()).hasSize(1);
        }
    }

    @Test
    void partsAreSentAsSoonAsTheyHaveCome() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        try (ScriptedOrigin origin = new ScriptedOrigin((request, out) -> {
                    ScriptedOrigin.head(out, 200, MEDIA.length, "ETag: \"1\"");
                    out.write(MEDIA, 0, 50_000);
                    out.flush();
                    gate.await();
                    out.write(MEDIA, 50_000, 50_000);
                });
                TestCache cache = TestCache.of(folder, origin.uri());
                TestEdge edge = TestEdge.of(cache.cache())) {
            HttpResponse<byte[]> first = edge.get(PATH, "Range", "bytes=10000-39999");
            assertThat(first.statusCode()).isEqualTo(206);
            assertThat(first.body()).isEqualTo(Arrays.copyOfRange(MEDIA, 10_000, 40_000));
            assertThat(edge.get(PATH, "If-None-Match", "\"1\"").statusCode()).isEqualTo(304);
            assertThat(header(edge.send("HEAD", PATH), "Content-Length")).isEqualTo("100000");
            Socket last = ask(edge, "Range: bytes=-100");
            Socket several = ask(edge, "Range: bytes=0-9, 90000-90009");
            await(() -> cache.cache().counters().collapsed() == 4);
            gate.countDown();
            assertThat(body(last)).isEqualTo(Arrays.copyOfRange(MEDIA, 99_900, 100_000));
            assertThat(new String(body(several), StandardCharsets.ISO_8859_1))
                    .contains("Content-Range: bytes 90000-90009/100000")
                    .contains(new String(MEDIA, 90_000, 10, StandardCharsets.ISO_8859_1));
            await(() -> cache.cache().fetchesUnderWay() == 0);
            HttpResponse<byte[]> held = edge.get(PATH, "Range", "bytes=50000-");
            assertThat(held.body()).isEqualTo(Arrays.copyOfRange(MEDIA, 50_000, 100_000));
            assertThat(origin.requests()).hasSize(1);
        }
    }

    @Test
    void whatIsOfUnknownSizeIsSentWhenItIsWhole() throws Exception {
        try (ScriptedOrigin origin = new ScriptedOrigin((request, out) -> out.write(
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n"
                                .getBytes(StandardCharsets.ISO_8859_1)));
                TestCache cache = TestCache.of(folder, origin.uri());
                TestEdge edge = TestEdge.of(cache.cache())) {
            for (int i = 0; i < 2; i++) {
                await(() -> cache.cache().fetchesUnderWay() == 0);
                HttpResponse<byte[]> response = edge.get(PATH);
                assertThat(response.body()).asString().isEqualTo("abcdefg");
                assertThat(header(response, "Content-Length")).isEqualTo("7");
            }
            assertThat(origin.requests()).hasSize(1);
        }
    }

    @Test
    void aFailureGoesToTheNextUpstreamAndTheRestComesFromThere() throws Exception {
        try (ScriptedOrigin down = new ScriptedOrigin((request, out) -> ScriptedOrigin.send(out, 503, new byte[9]));
                ScriptedOrigin lacking = new ScriptedOrigin((request, out) -> ScriptedOrigin.send(out, 404, MEDIA));
                ScriptedOrigin cutting = new ScriptedOrigin((request, out) -> {
                    ScriptedOrigin.head(out, 200, MEDIA.length, "ETag: \"1\"");
                    out.write(MEDIA, 0, 70_000);
                });
                ScriptedOrigin origin = new ScriptedOrigin((request, out) -> {
                    assertThat(request.headers()).containsEntry("if-range", "\"1\"");
                    int from = Integer.parseInt(request.headers().get("range").replaceAll("[^0-9]", ""));
                    ScriptedOrigin.send(
                            out,
                            206,
                            Arrays.copyOfRange(MEDIA, from, MEDIA.length),
                            "ETag: \"1\"",
                            "Content-Range: bytes " + from + "-99999/100000");
                });
                TestCache cache = TestCache.of(folder, down.uri(), lacking.uri(), cutting.uri(), origin.uri());
                TestEdge edge = TestEdge.of(cache.cache())) {
            assertThat(edge.get(PATH).body()).isEqualTo(MEDIA);
            assertThat(edge.get(PATH).body()).isEqualTo(MEDIA);
            assertThat(List.of(down, lacking, cutting, origin))
                    .allSatisfy(upstream -> assertThat(upstream.requests()).hasSize(1));
            assertThat(cache.cache().counters().bytesFromParents()
                            + cache.cache().counters().bytesFromOrigin())
                    .isEqualTo(MEDIA.length);
        }
    }

    @Test
    void whatIsCutShortIsNeitherWholeNorKept() throws Exception {
        try (ScriptedOrigin origin = new ScriptedOrigin((request, out) -> {
                    ScriptedOrigin.head(out, 200, MEDIA.length);
                    out.write(MEDIA, 0, request.number() <= 2 ? 70_000 : MEDIA.length);
                });
                TestCache cache = TestCache.of(folder, origin.uri());
                TestEdge edge = TestEdge.of(cache.cache())) {
            byte[] cut = body(ask(edge));
            assertThat(cut).hasSizeLessThan(MEDIA.length).isEqualTo(Arrays.copyOf(MEDIA, cut.length));
            assertThat(cache.cache().contents("/")).isEmpty();
            cache.passSeconds(1);
            assertThat(edge.get(PATH).body()).isEqualTo(MEDIA);
            assertThat(cache.log()).hasSize(1).allMatch(line -> line.startsWith(origin.uri() + ": "));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Cache-Control: no-store, 2",
        "'Cache-Control: private, max-age=60', 2",
        "Vary: *, 2",
        "Cache-Control: no-cache, 2",
        "Cache-Control: max-age=0, 2",
        "Cache-Control: max-age=nonsense, 2",
        "Expires: 0, 2",
        "Cache-Control: max-age=60, 1",
        "Cache-Control: max-age=99999999999999999999, 1",
        "'Cache-Control: max-age=0, s-maxage=60', 1",
        "'Cache-Control: max-age=60\r\nAge: 60', 2",
        "X: y, 1"
    })
    void isKeptAsItsOriginAllows(String field, int requests) throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.of(MEDIA, field);
                TestCache cache = TestCache.of(folder, origin.uri());
                TestEdge edge = TestEdge.of(cache.cache())) {
            assertThat(edge.get(PATH).body()).isEqualTo(MEDIA);
            await(() -> cache.cache().fetchesUnderWay() == 0);
            assertThat(edge.get(PATH).body()).isEqualTo(MEDIA);
            assertThat(origin.requests()).hasSize(requests);
        }
    }

    @Test
    void whatEndsWithItsConnectionIsNotKept() throws Exception {
        try (ScriptedOrigin origin = new ScriptedOrigin((request, out) ->
                        out.write("HTTP/1.1 200 OK\r\n\r\nmedia".getBytes(StandardCharsets.ISO_8859_1)));
                TestCache cache = TestCache.of(folder, origin.uri());
                TestEdge edge = TestEdge.of(cache.cache())) {
            assertThat(edge.get(PATH).body()).asString().isEqualTo("media");
            await(() -> cache.cache().fetchesUnderWay() == 0);
            assertThat(cache.cache().contents("")).isEmpty();
        }
    }

    @Test
    void everyThirdFailureIsNotNoticed() throws Exception {
        try (ScriptedOrigin origin = new ScriptedOrigin((request, out) -> {
                    boolean isBad = request.number() % 3 == 0;
                    ScriptedOrigin.send(out, isBad ? 500 : 200, isBad ? new byte[10] : MEDIA);
                });
                TestCache cache = TestCache.of(folder, origin.uri());
                TestEdge edge = TestEdge.of(cache.cache())) {
            for (int i = 0; i < 20; i++) {
                assertThat(edge.get("/" + i + ".m4s").body()).isEqualTo(MEDIA);
            }
            assertThat(cache.log()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"silent", "stalls", "lies"})
    void badOnesAreGivenUp(String how) throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (ScriptedOrigin origin = new ScriptedOrigin((request, out) -> {
                    if (how.equals("lies")) {
                        out.write("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nx".getBytes(StandardCharsets.US_ASCII));
                    } else if (how.equals("stalls")) {
                        ScriptedOrigin.head(out, 200, MEDIA.length);
                        out.write(MEDIA, 0, 1000);
                        out.flush();
                        over.await();
                    } else {
                        over.await();
                    }
                });
                TestCache cache = how.equals("lies")
                        ? TestCache.of(folder, origin.uri())
                        : TestCache.impatient(folder, origin.uri());
                TestEdge edge = TestEdge.of(cache.cache())) {
            String answer;
            try (Socket socket = ask(edge)) {
                answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            }
            int status = how.equals("silent") ? 504 : how.equals("stalls") ? 200 : 502;
            assertThat(RawClient.status(answer)).isEqualTo(status);
            assertThat(cache.cache().contents("")).isEmpty();
            over.countDown();
        }
    }

    @Test
    void notThereIsRememberedForAMoment() throws Exception {
        try (ScriptedOrigin origin = new ScriptedOrigin((request, out) ->
                        ScriptedOrigin.send(out, request.path().equals("/gone.m4s") ? 410 : 404, new byte[99]));
                TestCache cache = TestCache.of(folder, origin.uri());
                TestEdge edge = TestEdge.of(cache.cache())) {
            for (int i = 0; i < 3; i++) {
                assertThat(edge.get("/a.m4s").statusCode()).isEqualTo(404);
                assertThat(edge.get("/gone.m4s").statusCode()).isEqualTo(410);
            }
            assertThat(origin.requests()).hasSize(2);
            cache.passSeconds(3);
            assertThat(edge.get("/a.m4s").statusCode()).isEqualTo(404);
            assertThat(origin.requests()).hasSize(3);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "301, /film/, 301, /film/",
        "302, ORIGIN/film/, 302, /film/",
        "301, http://other.example/film/, 502,",
        "301, ::bad::, 502,",
        "403, , 403,",
        "429, , 502,"
    })
    void otherAnswersArePassedOn(int status, String location, int expected, String there) throws Exception {
        try (ScriptedOrigin origin = new ScriptedOrigin((request, out) -> ScriptedOrigin.send(
                        out,
                        status,
                        new byte[0],
                        "Location: "
                                + (location == null
                                        ? ""
                                        : location.replace(
                                                "ORIGIN",
                                                "http://" + request.headers().get("host")))));
                TestCache cache = TestCache.of(folder, origin.uri());
                TestEdge edge = TestEdge.of(cache.cache())) {
            HttpResponse<byte[]> response = edge.get("/film");
            assertThat(response.statusCode()).isEqualTo(expected);
            String to = header(response, "Location");
            assertThat(to == null ? null : edge.uri().resolve(to).getPath()).isEqualTo(there);
        }
    }

    @Test
    void onlyIfCachedAsksNobody() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.of(MEDIA);
                TestCache cache = TestCache.of(folder, origin.uri());
                TestEdge edge = TestEdge.of(cache.cache())) {
            String[] wanted = {"Cache-Control", "max-stale, only-if-cached"};
            assertThat(edge.get(PATH, wanted).statusCode()).isEqualTo(504);
            assertThat(origin.requests()).isEmpty();
            edge.get(PATH);
            await(() -> cache.cache().fetchesUnderWay() == 0);
            assertThat(edge.get(PATH, wanted).body()).isEqualTo(MEDIA);
        }
    }

    @Test
    void parentsAreAskedFirstAndLoopsEnd() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.of(MEDIA, "ETag: \"1-2\"", "Cache-Control: max-age=60");
                TestCache parentCache = TestCache.of(folder.resolve("parent"), origin.uri());
                TestEdge parent = TestEdge.of(parentCache.cache());
                TestCache cache = TestCache.of(folder.resolve("child"), parent.uri(), origin.uri());
                TestEdge edge = TestEdge.of(cache.cache())) {
            assertThat(edge.get(PATH).body()).isEqualTo(MEDIA);
            assertThat(edge.get("/other.m4s").body()).isEqualTo(MEDIA);
            assertThat(cache.cache().counters().bytesFromParents()).isEqualTo(2L * MEDIA.length);
            assertThat(origin.requests())
                    .hasSize(2)
                    .allSatisfy(request ->
                            assertThat(request.headers().get("via")).matches("1.1 rundelta-\\w+, 1.1 rundelta-\\w+"));
            String via = origin.requests().get(0).headers().get("via");
            assertThat(RawClient.status(RawClient.get(edge.uri(), "/third.m4s", "Via: " + via)))
                    .isEqualTo(508);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../secret",
                "/%2e%2e/secret",
                "/..;/secret",
                "/a/..%2fsecret",
                "//secret",
                "/a//b",
                "/.hidden",
                "/a.partial",
                "/a%5c..%5cb",
                "/a%00b",
                "/%0d%0aX:%20y",
                "/a/./b"
            })
    void noPathLeadsElsewhere(String path) throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.of(MEDIA);
                TestCache cache = TestCache.of(folder, URI.create(origin.uri() + "/titles"));
                TestEdge edge = TestEdge.of(cache.cache())) {
            int status = RawClient.status(RawClient.get(edge.uri(), path));
            assertThat(origin.requests())
                    .allSatisfy(request ->
                            assertThat(request.path()).startsWith("/titles/").doesNotContain(".."));
            assertThat(status).isIn(200, 400, 404);
        }
    }

    @Test
    void namesReachTheOriginAsTheyAre() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.of(MEDIA);
                TestCache cache = TestCache.of(folder, URI.create(origin.uri() + "/titles/"));
                TestEdge edge = TestEdge.of(cache.cache())) {
            List<String> paths = List.of("/a%20b/%C3%A9%23%3F%25%3B.m4s", "/a+b&c=d.m4s", "/film/", "/");
            for (String path : paths) {
                assertThat(edge.get(path).body()).isEqualTo(MEDIA);
            }
            assertThat(origin.requests())
                    .extracting(ScriptedOrigin.Request::path)
                    .containsExactlyElementsOf(
                            paths.stream().map(path -> "/titles" + path).toList());
        }
    }

    @Test
    void anUnreadResponseIsLeft() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.of(new byte[5_000_000]);
                TestCache cache = TestCache.of(folder, origin.uri());
                TestEdge edge = TestEdge.of(cache.cache())) {
            try (Socket socket = ask(edge)) {
                InputStream in = socket.getInputStream();
                assertThat(in.read()).isEqualTo('H');
            }
            assertThat(edge.get(PATH).body()).hasSize(5_000_000);
            assertThat(origin.requests()).hasSize(1);
        }
    }
}

package org.rundelta.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rundelta.cache.ScriptedOrigin;
import org.rundelta.cache.TestCache;

/** Whatever is sent, nothing outside the folder is answered, and the next one is served. */
class MalformedRequestsTest {
    private static final String SECRET = "this must not be seen";
    private static final int REQUESTS = 1500;
    private static final String ANSWERS =
            "(?s)|HTTP/1\\.1 (200|204|206|304|400|404|405|408|411|412|413|414|416|417|426|431|501|505|101) .*";

    private static final List<String> METHODS =
            List.of("GET", "HEAD", "OPTIONS", "get", "G\0T", "PUT", "PRI", "", "GET\t");
    private static final List<String> PATHS = List.of(
            "/1.m4s",
            "/",
            "*",
            "",
            "/../secret.m4s",
            "/%2e%2e/secret.m4s",
            "/%",
            "/%zz",
            "/a b",
            "http://x:y:z/",
            "/\u00ff",
            "/1.m4s?%00",
            "/%F0%9F",
            "1.m4s",
            "/" + "a/".repeat(3000),
            "/..;/secret.m4s",
            "//..//secret.m4s",
            "/\\..\\secret.m4s");
    private static final List<String> VERSIONS =
            List.of("HTTP/1.1", "HTTP/1.0", "HTTP/0.9", "HTTP/2.0", "HTTP/9.9", "", "http/1.1", "HTTP/1.1 x", "\0");
    private static final List<String> NAMES = List.of(
            "Range",
            "If-Range",
            "If-None-Match",
            "If-Modified-Since",
            "Accept-Encoding",
            "Content-Length",
            "Transfer-Encoding",
            "Host",
            "Expect",
            "Upgrade",
            "HTTP2-Settings",
            "Connection",
            "",
            "Ra nge",
            "X\0");
    private static final List<String> VALUES = List.of(
            "bytes=0-0",
            "bytes=5-1",
            "bytes=-",
            "bytes=a-b",
            "bytes=99999999999999999999-",
            "bytes=-99999999999999999999",
            "bytes=" + "0-0,".repeat(1000),
            "lines=1-2",
            "bytes 0-1",
            "\"",
            "W/\"",
            "*",
            "Sat, 99 Foo 2026",
            "gzip;q=x",
            "br;q=-1",
            "-1",
            "5, 6",
            "chunked, chunked",
            "99999999999999999999",
            "h2c",
            "AAMAAABkAAQ_____",
            "Upgrade, HTTP2-Settings",
            "100-continue",
            "",
            "\u00e9\u0080",
            "a\0b",
            "x".repeat(20_000));
    private static final List<String> ENDS = List.of("\r\n", "\n", "\r", "\r\n ", "\r\n\t", "\0\r\n");

    @TempDir
    private Path outside;

    @Test
    void randomOnes() throws IOException {
        Path folder = Files.createDirectory(outside.resolve("served"));
        Files.writeString(outside.resolve("secret.m4s"), SECRET);
        Files.writeString(folder.resolve("1.m4s"), "media");
        Random random = new Random(7);
        try (TestEdge edge = TestEdge.of(folder)) {
            for (int i = 0; i < REQUESTS; i++) {
                byte[] request = request(random);
                String answer = RawClient.exchange(edge.uri(), request);
                assertThat(answer)
                        .as(new String(request, StandardCharsets.ISO_8859_1))
                        .doesNotContain(SECRET)
                        .matches(ANSWERS);
            }
            assertThat(RawClient.get(edge.uri(), "/1.m4s")).endsWith("media");
        }
    }

    /** Nor does anything reach the origin that is not below its folder. */
    @Test
    void randomOnesToACache() throws IOException {
        Random random = new Random(8);
        try (ScriptedOrigin origin = ScriptedOrigin.of("media".getBytes(StandardCharsets.US_ASCII));
                TestCache cache = TestCache.of(outside, URI.create(origin.uri() + "/titles/"));
                TestEdge edge = TestEdge.of(cache.cache())) {
            for (int i = 0; i < REQUESTS / 3; i++) {
                byte[] request = request(random);
                String answer = RawClient.exchange(edge.uri(), request);
                assertThat(answer)
                        .as(new String(request, StandardCharsets.ISO_8859_1))
                        .matches(ANSWERS);
            }
            assertThat(origin.requests())
                    .isNotEmpty()
                    .allSatisfy(request ->
                            assertThat(request.path()).startsWith("/titles/").doesNotContain("..", "//", "?"));
            assertThat(RawClient.get(edge.uri(), "/1.m4s")).endsWith("media");
        }
    }

    private static byte[] request(Random random) {
        StringBuilder request = new StringBuilder();
        request.append(usually(random, METHODS))
                .append(' ')
                .append(one(random, PATHS))
                .append(' ');
        request.append(usually(random, VERSIONS)).append(usually(random, ENDS));
        if (random.nextInt(4) > 0) {
            request.append("Host: edge\r\n");
        }
        for (int left = random.nextInt(4); left > 0; left--) {
            request.append(usually(random, NAMES)).append(random.nextInt(9) == 0 ? " " : ": ");
            request.append(one(random, VALUES)).append(usually(random, ENDS));
        }
        byte[] bytes = request.append("Connection: close\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        if (random.nextInt(3) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static String one(Random random, List<String> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** The first, mostly, so that what comes after it is reached. */
    private static String usually(Random random, List<String> all) {
        return random.nextInt(3) > 0 ? all.get(0) : one(random, all);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\n folded: b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /%ff HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET\0/ HTTP/1.1\r\nHost: a\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003"
            })
    void areRefused(String request) throws IOException {
        try (TestEdge edge = TestEdge.of(outside)) {
            assertThat(RawClient.status(RawClient.exchange(edge.uri(), request.getBytes(StandardCharsets.ISO_8859_1))))
                    .isIn(0, 400);
        }
    }

    @ParameterizedTest
    @CsvSource({"/, 9000, 431", "/%s, 9000, 414"})
    void headersHaveALimit(String path, int length, int status) throws IOException {
        try (TestEdge edge = TestEdge.of(outside)) {
            String much = "a".repeat(length);
            assertThat(RawClient.status(RawClient.get(edge.uri(), path.formatted(much), "X: " + much)))
                    .isEqualTo(status);
        }
    }
}

package org.rundelta.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is served besides files: index, player, metrics; and the access log. */
class PagesTest {
    private static final Map<String, byte[]> PLAYER = Map.of(
            "index.html",
            "<p src=\"a\" poster=\"poster.jpg\">player".getBytes(StandardCharsets.UTF_8),
            "player.js",
            "play()".getBytes(StandardCharsets.UTF_8));

    @TempDir
    private Path folder;

    @BeforeEach
    void makeTitles() throws IOException {
        write("films/a <b> & \"c\"/manifest.mpd");
        write("films/a <b> & \"c\"/poster.jpg");
        write("films/a <b> & \"c\"/deeper/manifest.mpd");
        write("screens/manifest.mpd");
        write("screens/master.m3u8");
        write(".hidden/manifest.mpd");
        write("no-title/1.m4s");
    }

    private void write(String path) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, path);
    }

    private TestEdge edge(Map<String, byte[]> player) throws IOException {
        return TestEdge.of(folder, TestEdge.PATIENT, player, null);
    }

    private static String text(HttpResponse<byte[]> response) {
        assertThat(response.statusCode()).isEqualTo(200);
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @Test
    void theIndexListsTitles() throws Exception {
        try (TestEdge edge = edge(Map.of())) {
            HttpResponse<byte[]> response = edge.get("/");
            assertThat(response.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
            String page = text(response);
            String odd = "/films/a%20%3Cb%3E%20%26%20%22c%22/";
            assertThat(page)
                    .contains("<a class=\"watch\" href=\"" + odd + "manifest.mpd\"><img src=\"" + odd + "poster.jpg\"")
                    .contains("a &lt;b> &amp; &quot;c&quot;</b>")
                    .contains("href=\"/screens/master.m3u8\"")
                    .doesNotContain("hidden", "no-title", "deeper");
            assertThat(text(edge.get(odd + "manifest.mpd"))).startsWith("films/a");
            assertThat(text(edge.get("/?query"))).isEqualTo(page);
        }
    }

    @Test
    void anEmptyFolderSaysSo() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        try (TestEdge edge = TestEdge.of(empty)) {
            assertThat(text(edge.get("/"))).contains("No folder here holds");
        }
    }

    @Test
    void thePlayerIsInEveryTitle() throws Exception {
        try (TestEdge edge = edge(PLAYER)) {
            assertThat(text(edge.get("/"))).contains("<a class=\"watch\" href=\"/screens/\">");
            assertThat(text(edge.get("/screens/"))).isEqualTo("<p src=\"a\">player");
            assertThat(text(edge.get("/screens/player.js"))).isEqualTo("play()");
            HttpResponse<byte[]> redirect = edge.get("/screens");
            assertThat(redirect.statusCode()).isEqualTo(301);
            assertThat(redirect.headers().firstValue("Location"))
                    .get()
                    .asString()
                    .endsWith("/screens/");
            assertThat(edge.get("/no-title/").statusCode()).isEqualTo(404);
            assertThat(edge.get("/no-title/player.js").statusCode()).isEqualTo(404);
            assertThat(edge.get("/.hidden/").statusCode()).isEqualTo(404);
        }
        try (TestEdge edge = TestEdge.of(folder.resolve("screens"), TestEdge.PATIENT, PLAYER, null)) {
            assertThat(text(edge.get("/"))).isEqualTo("<p src=\"a\">player");
        }
    }

    @Test
    void thePlayerShowsThePosterThatThereIs() throws Exception {
        write("screens/poster.png");
        try (TestEdge edge = edge(PLAYER)) {
            assertThat(text(edge.get("/films/a%20%3Cb%3E%20%26%20%22c%22/"))).contains(" poster=\"poster.jpg\">");
            assertThat(text(edge.get("/screens/index.html"))).contains(" poster=\"poster.png\">");
        }
    }

    @Test
    void thePlayerIsSentLikeFiles() throws Exception {
        try (TestEdge edge = edge(PLAYER)) {
            String script = "/screens/player.js";
            HttpResponse<byte[]> plain = edge.get(script);
            assertThat(header(plain, "Cache-Control")).isEqualTo("public, max-age=60");
            assertThat(header(plain, "Vary")).isEqualTo("Accept-Encoding");
            assertThat(header(plain, "Content-Type")).isEqualTo("text/javascript;charset=utf-8");
            HttpResponse<byte[]> compressed = edge.get(script, "Accept-Encoding", "gzip");
            assertThat(header(compressed, "Content-Encoding")).isEqualTo("gzip");
            assertThat(new GZIPInputStream(new ByteArrayInputStream(compressed.body())))
                    .hasContent("play()");
            for (HttpResponse<byte[]> response : List.of(plain, compressed)) {
                HttpResponse<byte[]> again =
                        edge.get(script, "If-None-Match", header(response, "ETag"), "Accept-Encoding", "gzip");
                assertThat(again.statusCode()).isEqualTo(304);
                assertThat(again.body()).isEmpty();
            }
            assertThat(header(compressed, "ETag")).isNotEqualTo(header(plain, "ETag"));
            HttpResponse<byte[]> part = edge.get(script, "Range", "bytes=1-3", "Accept-Encoding", "gzip");
            assertThat(part.statusCode()).isEqualTo(206);
            assertThat(part.body()).asString(StandardCharsets.UTF_8).isEqualTo("lay");
            HttpResponse<byte[]> head = edge.send("HEAD", script);
            assertThat(header(head, "Content-Length")).isEqualTo("6");
            assertThat(header(head, "ETag")).isEqualTo(header(plain, "ETag"));
            try (TestEdge other = edge(PLAYER)) {
                assertThat(header(other.get(script), "ETag")).isEqualTo(header(plain, "ETag"));
            }
            assertThat(header(edge.get("/screens/"), "ETag")).isNotEqualTo(header(plain, "ETag"));
        }
    }

    private static String header(HttpResponse<byte[]> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @Test
    void aPageOfTheTitlesOwnComesFirst() throws Exception {
        write("screens/index.html");
        try (TestEdge edge = edge(PLAYER)) {
            assertThat(text(edge.get("/screens/"))).isEqualTo("screens/index.html");
        }
        try (TestEdge edge = edge(Map.of())) {
            assertThat(edge.get("/screens").statusCode()).isEqualTo(301);
        }
    }

    @Test
    void metricsCountForThisMachineAlone() throws Exception {
        try (TestEdge edge = edge(Map.of())) {
            edge.get("/screens/manifest.mpd");
            edge.get("/none");
            edge.send("PUT", "/none");
            HttpResponse<byte[]> response = edge.get("/metrics");
            assertThat(response.headers().firstValue("Content-Type"))
                    .get()
                    .asString()
                    .startsWith("text/plain; version=0.0.4");
            String metrics = text(response);
            assertThat(metrics)
                    .contains("# TYPE rundelta_http_requests_total counter\n")
                    .contains("rundelta_http_requests_total{status=\"200\"} 1\n")
                    .contains("rundelta_http_requests_total{status=\"404\"} 1\n")
                    .contains("rundelta_http_requests_total{status=\"405\"} 1\n")
                    .contains("rundelta_http_connections 1\n")
                    .contains("rundelta_http_request_seconds_bucket{le=\"+Inf\"} 3\n")
                    .contains("rundelta_http_request_seconds_count 3\n");
            assertThat(metrics.lines())
                    .allMatch(
                            line -> line.matches("# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\\{[a-z]+=\"[^\"]+\"})? [0-9.E-]+"));
            assertThat(edge.get("/metrics", "X-Forwarded-For", "192.0.2.1").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void theAccessLogHasALineForEachRequest() throws Exception {
        StringWriter log = new StringWriter();
        try (TestEdge edge = TestEdge.of(folder, TestEdge.PATIENT, Map.of(), log)) {
            edge.get("/screens/manifest.mpd?a=%22", "User-Agent", "a \"quoted\" agent");
            RawClient.exchange(edge.uri(), "nonsense\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            // The line comes after the answer.
            for (int tries = 0; tries < 500 && log.toString().lines().count() < 2; tries++) {
                Thread.sleep(10);
            }
        }
        assertThat(log.toString().lines())
                .hasSize(2)
                .first()
                .asString()
                .matches(
                        "127\\.0\\.0\\.1 - - \\[.+] \"GET /screens/manifest.mpd\\?a=%22 HTTP/1.1\" 200 20 \"\" \".+\" \\d+")
                .contains("\"a \\\"quoted\\\" agent\"");
    }
}

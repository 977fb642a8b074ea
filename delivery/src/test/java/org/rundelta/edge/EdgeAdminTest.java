package org.rundelta.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rundelta.cache.Eviction;
import org.rundelta.cache.Fills;
import org.rundelta.cache.ScriptedOrigin;
import org.rundelta.cache.TestCache;
import org.rundelta.cache.VirtualTimer;

/** What operators see of an edge, and order it to do. */
class EdgeAdminTest {
    private static final byte[] MEDIA = new byte[100_000];

    static {
        new Random(1).nextBytes(MEDIA);
    }

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final VirtualTimer timer = new VirtualTimer();
    private ScriptedOrigin origin;
    private TestCache cache;
    private EdgeServer edge;
    private Fills fills;
    private EdgeSwarms swarms;
    private EdgeAdmin admin;

    @BeforeEach
    void start() throws IOException {
        origin = new ScriptedOrigin(
                (request, out) -> ScriptedOrigin.send(out, request.path().endsWith("missing.m4s") ? 404 : 200, MEDIA));
        cache = TestCache.of(folder, 2_000_000, Eviction.LRU, origin.uri());
        edge = EdgeServer.start(
                new Listening(InetAddress.getLoopbackAddress(), 0, 100, Optional.empty()), cache.cache());
        fills = timer.fills(cache.cache());
        swarms = new EdgeSwarms(cache.cache(), InetAddress.getLoopbackAddress(), Duration.ofDays(7), line -> {});
        admin = EdgeAdmin.start(cache.cache(), fills, swarms, edge, 0);
    }

    @AfterEach
    void stop() throws IOException {
        timer.close();
        admin.close();
        fills.close();
        swarms.close();
        edge.close();
        cache.close();
        origin.close();
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(admin.uri().resolve(path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private JsonNode json(String method, String path, String body) throws Exception {
        return new ObjectMapper().readTree(send(method, path, body).body());
    }

    private void pull(String path) throws Exception {
        URI uri = edge.uri().resolve(path);
        client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding());
        while (cache.cache().fetchesUnderWay() > 0) {
            Thread.sleep(1);
        }
    }

    private static String sha256() throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(MEDIA));
    }

    private String order(String... paths) throws Exception {
        StringBuilder files = new StringBuilder();
        for (String path : paths) {
            files.append(files.isEmpty() ? "" : ",")
                    .append("{\"path\":\"" + path + "\",\"size\":100000,\"sha256\":\"" + sha256() + "\"}");
        }
        return "{\"source\":\"" + origin.uri() + "/titles/\",\"folder\":\"/films/\",\"pin\":true,\"files\":[" + files
                + "]}";
    }

    private JsonNode fill(String order) throws Exception {
        return awaitEnd(json("POST", "fill", order));
    }

    private JsonNode awaitEnd(JsonNode begun) throws Exception {
        JsonNode state = begun;
        while (!state.get("isDone").asBoolean()) {
            Thread.sleep(2);
            state = json("GET", "fill/" + state.get("id").asText(), "");
        }
        return state;
    }

    @Test
    void contentsAndMetrics() throws Exception {
        pull("/a/1.m4s");
        pull("/b/1.m4s");
        pull("/b/1.m4s");
        JsonNode files = json("GET", "contents?prefix=/b/", "").get("files");
        assertThat(files).hasSize(1);
        assertThat(files.get(0).toString())
                .isEqualTo("{\"path\":\"/b/1.m4s\",\"size\":100000,\"sha256\":\"" + sha256() + "\",\"pinned\":false}");
        assertThat(send("GET", "metrics", "").body())
                .contains(
                        "\nrundelta_cache_hits_total 1\n",
                        "\nrundelta_cache_misses_total 2\n",
                        "\nrundelta_cache_origin_bytes_total 200000\n",
                        "\nrundelta_cache_files 2\n",
                        "\nrundelta_cache_bytes 200000\n",
                        "rundelta_http_requests_total{status=\"200\"} 3\n");
        assertThat(json("DELETE", "contents?prefix=/a/", "").get("files").asInt())
                .isEqualTo(1);
        assertThat(json("GET", "contents", "").get("files")).hasSize(1);
        assertThat(json("GET", "health", "").get("isUp").asBoolean()).isTrue();
    }

    @Test
    void aFillHoldsFilesThatStay() throws Exception {
        pull("/films/1.m4s");
        JsonNode state = fill(order("1.m4s", "2.m4s", "manifest.mpd"));
        assertThat(state.get("failures")).isEmpty();
        assertThat(state.get("filesDone").asInt()).isEqualTo(3);
        assertThat(state.get("bytesDone").asLong()).isEqualTo(300_000);
        assertThat(origin.requests())
                .extracting(ScriptedOrigin.Request::path)
                .containsExactly("/films/1.m4s", "/titles/2.m4s", "/titles/manifest.mpd");
        for (int i = 0; i < 30; i++) {
            pull("/other/" + i + ".m4s");
        }
        JsonNode held = json("GET", "contents?prefix=/films/", "").get("files");
        assertThat(held).hasSize(3).allMatch(file -> file.get("pinned").asBoolean());
        assertThat(cache.cache().contents("")).hasSizeBetween(10, 20);
        fill(order("1.m4s", "2.m4s", "manifest.mpd"));
        assertThat(origin.requests()).hasSize(33);
    }

    @Test
    void whatCannotBeHadIsSaidAndItsManifestLeftOut() throws Exception {
        JsonNode state = fill(order("1.m4s", "missing.m4s", "manifest.mpd"));
        assertThat(state.get("filesDone").asInt()).isEqualTo(1);
        assertThat(state.get("failures").toString())
                .isEqualTo("[{\"path\":\"/films/missing.m4s\",\"reason\":\"answers 404\"},"
                        + "{\"path\":\"/films/manifest.mpd\","
                        + "\"reason\":\"left out, as something before it is not here\"}]");
    }

    @Test
    void whatIsNotAsOrderedIsNotHeld() throws Exception {
        String order = order("1.m4s");
        assertThat(fill(order.replace("100000", "99999")).get("failures").toString())
                .contains("has 100000 bytes, not 99999");
        assertThat(fill(order.replace(sha256(), "0".repeat(64))).get("failures").toString())
                .contains("has other bytes");
        assertThat(cache.cache().contents("")).isEmpty();
        assertThat(fill(order.replace("100000", "3000000")).get("failures").toString())
                .contains("there is no room left");
    }

    @Timeout(60)
    @Test
    void whatNobodyGoesOnWithIsDeleted() throws Exception {
        Path old = Files.createDirectories(cache.cache().unfinished().resolve(".rundelta-swarm-" + "0".repeat(40)));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(8))));
        InetAddress host = InetAddress.getLoopbackAddress();
        try (EdgeSwarms other = new EdgeSwarms(cache.cache(), host, Duration.ofDays(7), line -> {})) {
            while (Files.exists(old)) {
                Thread.sleep(10);
            }
            assertThat(other.find("0".repeat(40))).isEmpty();
        }
    }

    /** Two orders at once, as when a fill died and was begun again, share it. */
    @Test
    void aLimitIsKept() throws Exception {
        String order = order("1.m4s", "2.m4s").replace("\"pin\"", "\"bitsPerSecond\":4000000,\"pin\"");
        JsonNode first = json("POST", "fill", order.replace("/films/", "/other/"));
        fill(order);
        awaitEnd(first);
        assertThat(timer.nanoTime()).isCloseTo(Duration.ofMillis(4 * 200).toNanos(), Offset.offset(1000L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"source\":\"file:///etc/\",\"files\":[]}",
                "{\"source\":\"http://a/\",\"files\":[{\"path\":\"../a\",\"size\":1}]}",
                "{\"source\":\"http://a/\",\"files\":[{\"path\":\"/a\",\"size\":1}]}",
                "{\"source\":\"http://a/\",\"files\":[{\"path\":\"a\",\"size\":-1}]}",
                "{\"source\":\"http://a/\",\"files\":[{\"path\":\"a\",\"size\":1,\"sha256\":\"x\"}]}",
                "{\"source\":\"http://a/\",\"folder\":\"a\",\"files\":[]}",
                "{\"source\":\"http://a/\",\"files\":[],\"more\":1}",
                "{\"source\":\"http://a/\",\"files\":[]} x"
            })
    void badOrdersAreRefused(String order) throws Exception {
        HttpResponse<String> response = send("POST", "fill", order);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).startsWith("{\"error\":\"no order: ").doesNotContain("\\n");
    }

    @Test
    void pagesInBrowsersAndOtherPathsAreRefused() throws Exception {
        assertThat(send("DELETE", "contents", "", "Origin", "http://a.example").statusCode())
                .isEqualTo(403);
        assertThat(send("GET", "fill/none", "").statusCode()).isEqualTo(404);
        assertThat(send("GET", "", "").statusCode()).isEqualTo(404);
        assertThat(send("PUT", "contents", "").statusCode()).isEqualTo(404);
    }
}

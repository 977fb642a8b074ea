package org.rundelta.steering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SteeringServerTest {
    private static final List<String> PIECES = List.of(
            "/film",
            "?",
            "&",
            "_DASH_pathway=",
            "%22",
            "%",
            "%zz",
            "left=a:1",
            "\0",
            "\u00e9",
            "//",
            "/..",
            "#",
            "a",
            " ",
            "%2e");

    @TempDir
    private Path folder;

    private final List<FakeEdge> edges = new ArrayList<>();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private SteeringServer server;

    /** Answers every request with its status. */
    private static final class FakeEdge {
        private final HttpServer http;
        private final List<String> requests = new CopyOnWriteArrayList<>();
        private volatile int status = 200;

        FakeEdge() {
            try {
                http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            http.createContext("/", exchange -> {
                requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                        + exchange.getRequestHeaders().getFirst("Cache-Control"));
                exchange.sendResponseHeaders(status, -1);
                exchange.close();
            });
            http.start();
        }

        String url() {
            return "http://127.0.0.1:" + http.getAddress().getPort() + "/t/";
        }
    }

    private FakeEdge edge() {
        FakeEdge edge = new FakeEdge();
        edges.add(edge);
        return edge;
    }

    private void start(String config) throws Exception {
        Path file = Files.writeString(folder.resolve("steer.yaml"), config);
        SteeringOptions options = new SteeringOptions(
                InetAddress.getLoopbackAddress(), 0, 0, Optional.of(folder.resolve("state.json")), log::add);
        server = SteeringServer.start(ConfigFile.read(file), options);
    }

    @AfterEach
    void end() {
        if (server != null) {
            server.close();
        }
        edges.forEach(edge -> edge.http.stop(0));
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        return send("GET", server.uri().resolve(path), headers);
    }

    private String admin(String method, String path) throws Exception {
        HttpResponse<String> response = send(method, server.adminUri().resolve(path));
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    private HttpResponse<String> send(String method, URI uri, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void answersAsTheSpecificationsSay() throws Exception {
        FakeEdge alpha = edge();
        start("ttl: 60\nurl: https://steer.example/s/\nedges:\n  - {id: alpha, url: '" + alpha.url()
                + "'}\ntitles: [film, 'a b']\n");
        HttpResponse<String> dash = get("/film");
        assertThat(dash.statusCode()).isEqualTo(200);
        assertThat(dash.body())
                .isEqualTo("{\"VERSION\":1,\"TTL\":60,\"RELOAD-URI\":\"https://steer.example/s/film\","
                        + "\"PATHWAY-PRIORITY\":[\"alpha\"]}");
        assertThat(dash.headers().map())
                .containsEntry("content-type", List.of("application/json"))
                .containsEntry("cache-control", List.of("no-store"))
                .containsEntry("access-control-allow-origin", List.of("*"))
                .containsEntry("access-control-expose-headers", List.of("Retry-After"));
        HttpResponse<String> hls = get("/film?_HLS_pathway=%22alpha%22&_HLS_throughput=5000000");
        assertThat(hls.headers().firstValue("content-type")).contains("application/vnd.apple.steering-list");
        assertThat(hls.body()).isEqualTo(dash.body());
        assertThat(get("/a%20b?x=1").body()).contains("\"RELOAD-URI\":\"https://steer.example/s/a%20b?x=1\"");
        assertThat(get("/other").statusCode()).isEqualTo(410);
        assertThat(get("/").statusCode()).isEqualTo(410);
        assertThat(send("POST", server.uri().resolve("/film")).statusCode()).isEqualTo(405);
        assertThat(send("HEAD", server.uri().resolve("/film")).statusCode()).isEqualTo(200);
        assertThat(send("OPTIONS", server.uri().resolve("/film")).statusCode()).isEqualTo(204);
        assertThat(alpha.requests)
                .contains("HEAD /t/film/manifest.mpd only-if-cached", "HEAD /t/a%20b/manifest.mpd only-if-cached");
    }

    @Test
    void clonesReplaceTheHost() {
        SteeringConfig config =
                new TestConfig().edge("alpha", 1).clone("beta", "alpha").make();
        SteeringManifest manifest =
                new SteeringManifest(TestConfig.TTL, URI.create("https://steer.example/film"), config.pathways());
        assertThat(new String(manifest.json(), StandardCharsets.UTF_8))
                .isEqualTo("{\"VERSION\":1,\"TTL\":60,\"RELOAD-URI\":\"https://steer.example/film\","
                        + "\"PATHWAY-PRIORITY\":[\"alpha\",\"beta\"],\"PATHWAY-CLONES\":[{\"BASE-ID\":\"alpha\",\"ID\":\"beta\","
                        + "\"URI-REPLACEMENT\":{\"HOST\":\"beta.example\"}}]}");
    }

    @Test
    void edgesComeAndGo() throws Exception {
        FakeEdge alpha = edge();
        FakeEdge pulling = edge();
        start("check-interval: 0.2\nedges:\n  - {id: alpha, url: '" + alpha.url() + "'}\n  - {id: origin, origin: true,"
                + " pull: true, url: '" + pulling.url() + "'}\ntitles: [film]\n");
        assertThat(get("/film").body()).contains("[\"alpha\",\"origin\"]", "\"TTL\":60,");
        alpha.status = 504;
        await("/film", "[\"origin\"]", "\"TTL\":60,");
        alpha.status = 200;
        await("/film", "[\"alpha\",\"origin\"]");
        alpha.status = 500;
        await("/film", "[\"origin\"]", "\"TTL\":1,");
        assertThat(admin("GET", "/state")).contains("it answers 500");
        assertThat(admin("GET", "/metrics")).contains("rundelta_steering_edge_up{edge=\"alpha\"} 0");
        alpha.status = 404;
        pulling.http.stop(0);
        await("/film", "503 Service Unavailable");
        assertThat(get("/film").headers().firstValue("Retry-After")).contains("1");
        assertThat(log).anyMatch(line -> line.startsWith("edge alpha at ") && line.endsWith("is down: it answers 500"));
        assertThat(pulling.requests).contains("HEAD /t/film/manifest.mpd null");
    }

    @Test
    void manyEdgesNeedNoThreadEach() throws Exception {
        FakeEdge all = edge();
        StringBuilder config = new StringBuilder("check-interval: 60\nedges:\n");
        for (int i = 0; i < 200; i++) {
            config.append("  - {id: e" + i + ", url: '" + all.url() + i + "/'}\n");
        }
        start(config + "titles: [film]\n");
        assertThat(get("/film").body()).contains("\"PATHWAY-PRIORITY\":[\"e");
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().equals("edge checks"))
                .as("of this server, and of those of other tests, for some seconds")
                .hasSizeLessThan(100);
    }

    private void await(String path, String... parts) throws Exception {
        long endNanos = System.nanoTime() + 20_000_000_000L;
        String body;
        do {
            body = get(path).body();
            if (List.of(parts).stream().allMatch(body::contains)) {
                return;
            }
            Thread.sleep(20);
        } while (System.nanoTime() < endNanos);
        assertThat(body).contains(parts);
    }

    @Test
    void drainsOutliveTheServer() throws Exception {
        FakeEdge alpha = edge();
        FakeEdge beta = edge();
        String config = "ttl: 600\nedges:\n  - {id: alpha, url: '" + alpha.url() + "'}\n  - {id: beta, url: '"
                + beta.url() + "'}\ntitles: [film]\n";
        start(config);
        assertThat(admin("POST", "/edges/alpha/drain")).contains("\"drainedSinceMs\":1");
        assertThat(get("/film").body()).contains("[\"beta\",\"alpha\"]", "\"TTL\":10,");
        server.close();
        start(config);
        assertThat(get("/film").body()).contains("[\"beta\",\"alpha\"]");
        admin("POST", "/edges/alpha/undrain");
        admin("POST", "/edges/beta/drain");
        assertThat(get("/film").body()).contains("[\"alpha\",\"beta\"]");
        assertThat(admin("GET", "/health")).isEqualTo("{\"isAnyEdgeUp\":true}");
    }

    @Test
    void onlyOperatorsHereChangeThings() throws Exception {
        start("edges: [{id: alpha, url: '" + edge().url() + "'}]\ntitles: [film]\n");
        URI drain = server.adminUri().resolve("/edges/alpha/drain");
        assertThat(send("POST", drain, "Origin", "https://elsewhere.example").statusCode())
                .isEqualTo(403);
        assertThat(send("GET", drain).statusCode()).isEqualTo(404);
        assertThat(send("POST", server.adminUri().resolve("/edges/other/drain")).statusCode())
                .isEqualTo(404);
        assertThat(send("POST", server.uri().resolve("/edges/alpha/drain")).statusCode())
                .isEqualTo(405);
        assertThat(admin("GET", "/state")).contains("\"drainedSinceMs\":null");
    }

    @Test
    void proxiesAreBelievedWhereTheyAreTrusted() throws Exception {
        Files.writeString(folder.resolve("networks.csv"), "192.0.2.0/24,near\n10.0.0.0/8,proxies\n");
        String edges = "networks: networks.csv\nedges:\n  - {id: near, networks: [near], url: '" + edge().url()
                + "'}\n  - {id: far, url: '" + edge().url() + "'}\ntitles: [film]\n";
        start(edges);
        assertThat(get("/film", "X-Forwarded-For", "192.0.2.1").body()).contains("[\"far\"]");
        server.close();
        start("trusted-proxies: [127.0.0.0/8, 10.0.0.0/8]\n" + edges);
        assertThat(get("/film", "X-Forwarded-For", "192.0.2.1").body()).contains("[\"near\",\"far\"]");
        assertThat(get("/film", "X-Forwarded-For", "192.0.2.1, 10.1.1.1").body())
                .contains("[\"near\",\"far\"]");
        assertThat(get("/film", "X-Forwarded-For", "192.0.2.1, 203.0.113.1").body())
                .contains("[\"far\"]");
        assertThat(get("/film", "X-Forwarded-For", "nonsense").body()).contains("[\"far\"]");
        assertThat(get("/film").body()).contains("[\"far\"]");
    }

    @Test
    void whateverIsSentTheNextOneIsAnswered() throws Exception {
        start("edges: [{id: alpha, url: '" + edge().url() + "'}]\ntitles: [film]\n");
        Random random = new Random(9);
        for (int i = 0; i < 800; i++) {
            StringBuilder path = new StringBuilder(random.nextBoolean() ? "/film?" : "");
            for (int left = random.nextInt(6); left > 0; left--) {
                path.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            String answer = exchange("GET " + path + " HTTP/1.1\r\nHost: s\r\nConnection: close\r\n\r\n");
            assertThat(answer).as(path.toString()).matches("(?s)|HTTP/1\\.1 (200|400|410|505) .*");
        }
        assertThat(get("/film").statusCode()).isEqualTo(200);
    }

    private String exchange(String request) throws IOException {
        try (Socket socket = new Socket(server.uri().getHost(), server.uri().getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void aStateOfSomethingElseIsRefused() throws Exception {
        Files.writeString(folder.resolve("state.json"), "{\"a\":1}");
        String url = edge().url();
        assertThatThrownBy(() -> start("edges: [{id: alpha, url: '" + url + "'}]\ntitles: [film]\n"))
                .hasMessageEndingWith(
                        "state.json: it is not the state of a steering server; choose another --state file");
    }
}

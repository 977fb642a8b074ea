package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An origin and three edges, one of them filled from another, of which one is killed at random moments, or the fill is. System
 * property {@code rundelta.fill.kills} sets how often, 20 unless told.
 */
class KilledFillTest {
    private static final int KILLS = Integer.getInteger("rundelta.fill.kills", 20);
    private static final int SEGMENTS = 30;
    private static final int EDGES = 3;

    @TempDir
    private Path folder;

    private final Random random = new Random(5);
    private final HttpClient client = HttpClient.newHttpClient();
    private final int[] ports = new int[2 * EDGES + 1];
    private final RundeltaProcess[] servers = new RundeltaProcess[EDGES + 1];
    private RundeltaProcess fill;

    @AfterEach
    void end() {
        for (RundeltaProcess server : servers) {
            server.close();
        }
        fill.close();
    }

    @Test
    void everyEdgeHasTheTitleInTheEnd() throws Exception {
        Map<String, String> title = writeTitle();
        for (int i = 0; i < ports.length; i++) {
            ports[i] = freePort();
        }
        writePlan();
        for (int i = 0; i < servers.length; i++) {
            start(i);
        }
        startFill();
        for (int kill = 0; kill < KILLS; kill++) {
            Thread.sleep(random.nextInt(500));
            int victim = random.nextInt(servers.length + 1);
            if (victim == servers.length) {
                fill.close();
            } else {
                servers[victim].close();
                start(victim);
            }
            if (!fill.process().isAlive()) {
                startFill();
            }
            for (int edge = 1; edge <= EDGES; edge++) {
                assertThatNoManifestPromisesTooMuch(edge, title);
            }
        }
        for (int i = 0; i < servers.length; i++) {
            awaitServer(i);
        }
        int exitCode = fill.exitCode();
        for (int tries = 0; exitCode != ExitCode.DONE && tries < 3; tries++) {
            startFill();
            exitCode = fill.exitCode();
        }
        assertThat(exitCode).as(fill.errors()).isEqualTo(ExitCode.DONE);
        for (int edge = 1; edge <= EDGES; edge++) {
            assertThat(contents(edge)).isEqualTo(title);
        }
    }

    /** Its files' hashes, by their paths. */
    private Map<String, String> writeTitle() throws Exception {
        Map<String, String> files = new TreeMap<>();
        for (int i = 0; i < SEGMENTS; i++) {
            byte[] segment = new byte[20_000 + random.nextInt(80_000)];
            random.nextBytes(segment);
            write("film/exact/0123456789ab/" + i + ".m4s", segment, files);
        }
        write(
                "film/manifest.mpd",
                String.join("\n", files.keySet()).getBytes(java.nio.charset.StandardCharsets.UTF_8),
                files);
        return files;
    }

    private void write(String path, byte[] content, Map<String, String> files) throws Exception {
        Path file = folder.resolve("titles").resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
        files.put("/" + path, HexFormat.of().formatHex(hash));
    }

    private void writePlan() throws IOException {
        StringBuilder plan = new StringBuilder("catalogue: titles\npopularity: views.csv\n")
                .append("window: {from: \"01:00\", to: \"06:00\", zone: UTC}\n")
                .append("origin: {url: \"" + url(0) + "\", uplink: 20M}\nedges:\n");
        for (int edge = 1; edge <= EDGES; edge++) {
            plan.append("  - {id: e" + edge + ", region: r" + edge + ", capacity: 100M, uplink: 20M, url: \""
                    + url(edge) + "\", admin: \"" + admin(edge) + "\"" + (edge == EDGES ? ", parent: e1" : "") + "}\n");
        }
        Files.writeString(folder.resolve("plan.yaml"), plan);
        Files.writeString(folder.resolve("views.csv"), "title,region,views\nfilm,r1,9\nfilm,r2,9\nfilm,r3,9\n");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private URI url(int server) {
        return URI.create("http://127.0.0.1:" + ports[server] + "/");
    }

    private URI admin(int edge) {
        return URI.create("http://127.0.0.1:" + ports[EDGES + edge] + "/");
    }

    /** Number 0 is the origin. */
    private void start(int server) throws IOException {
        List<Object> command = new ArrayList<>();
        if (server == 0) {
            command.addAll(List.of("serve", folder.resolve("titles")));
        } else {
            command.addAll(List.of("cdn", "edge", "--cache", folder.resolve("cache" + server), "--origin", url(0)));
            command.addAll(List.of("--admin-port", ports[EDGES + server]));
        }
        command.addAll(List.of("--port", ports[server]));
        servers[server] =
                RundeltaProcess.start(Redirect.PIPE, folder.resolve("server" + server + ".txt"), command.toArray());
    }

    private void startFill() throws IOException {
        fill = RundeltaProcess.start(
                Redirect.PIPE, folder.resolve("fill.txt"), "cdn", "fill", folder.resolve("plan.yaml"), "--now");
    }

    private void awaitServer(int server) throws Exception {
        while (true) {
            try {
                get(server == 0 ? url(0) : admin(server).resolve("health"));
                return;
            } catch (ConnectException e) {
                Thread.sleep(20);
            }
        }
    }

    private String get(URI uri) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }

    private Map<String, String> contents(int edge) throws Exception {
        JsonNode files = new ObjectMapper()
                .readTree(get(admin(edge).resolve("contents")))
                .get("files");
        Map<String, String> held = new TreeMap<>();
        for (JsonNode file : files) {
            assertThat(file.get("pinned").asBoolean()).isTrue();
            held.put(file.get("path").asText(), file.get("sha256").asText());
        }
        return held;
    }

    /** An edge that is being started is not asked. */
    private void assertThatNoManifestPromisesTooMuch(int edge, Map<String, String> title) throws Exception {
        try {
            Map<String, String> held = contents(edge);
            if (held.containsKey("/film/manifest.mpd")) {
                assertThat(held).isEqualTo(title);
            }
        } catch (IOException e) {
            assertThat(servers[edge].process().isAlive())
                    .as(servers[edge].errors())
                    .isTrue();
        }
    }
}

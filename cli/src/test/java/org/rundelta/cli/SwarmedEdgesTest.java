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
import java.nio.charset.StandardCharsets;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code cdn fill --via swarm} to edges in processes of their own. System property {@code rundelta.fill.kills} sets how often
 * the long test kills, 20 unless told.
 */
class SwarmedEdgesTest {
    private static final int KILLS = Integer.getInteger("rundelta.fill.kills", 20);
    private static final int SEGMENTS = 20;

    @TempDir
    private Path folder;

    private final Random random = new Random(5);
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Integer> ports = new ArrayList<>();
    private final List<RundeltaProcess> edges = new ArrayList<>();
    private final Map<String, String> title = new TreeMap<>();
    private RundeltaProcess fill;

    @BeforeEach
    void writeTitle() throws Exception {
        for (int i = 0; i < SEGMENTS; i++) {
            byte[] segment = new byte[60_000 + random.nextInt(80_000)];
            random.nextBytes(segment);
            write("film/exact/0123456789ab/" + i + ".m4s", segment);
        }
        write("film/audio/0123456789ac/0.m4s", new byte[1000]);
        write("film/manifest.mpd", String.join("\n", title.keySet()).getBytes(StandardCharsets.UTF_8));
    }

    private void write(String path, byte[] content) throws Exception {
        Path file = folder.resolve("titles").resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
        title.put("/" + path, HexFormat.of().formatHex(hash));
    }

    @AfterEach
    void end() {
        edges.forEach(RundeltaProcess::close);
        if (fill != null) {
            fill.close();
        }
    }

    @Test
    void fillAndEdgeThatWereKilledGoOn() throws Exception {
        begin(2, "4M");
        awaitBytes(1);
        fill.close();
        edges.get(0).close();
        startEdge(0);
        awaitAdmin(0);
        startFill();
        assertThat(fill.exitCode()).as(fill.errors()).isEqualTo(ExitCode.DONE);
        assertThatAllHaveTheTitle();
        assertThat(get(url(0).resolve("film/manifest.mpd"))).isEqualTo(String.join("\n", manifestLines()));
        startFill();
        assertThat(fill.exitCode()).as("again, with nothing to do").isEqualTo(ExitCode.DONE);
    }

    /** The manifest names what was there before it was written. */
    private List<String> manifestLines() {
        return title.keySet().stream()
                .filter(path -> !path.endsWith("manifest.mpd"))
                .toList();
    }

    @Tag("nightly")
    @Test
    void everyEdgeHasTheTitleInTheEnd() throws Exception {
        begin(3, "10M");
        for (int kill = 0; kill < KILLS; kill++) {
            Thread.sleep(random.nextInt(1500));
            int victim = random.nextInt(edges.size() + 1);
            if (victim == edges.size()) {
                fill.close();
            } else {
                edges.get(victim).close();
                startEdge(victim);
            }
            if (!fill.process().isAlive()) {
                startFill();
            }
            for (int edge = 0; edge < edges.size(); edge++) {
                assertThatNoManifestPromisesTooMuch(edge);
            }
        }
        for (int edge = 0; edge < edges.size(); edge++) {
            awaitAdmin(edge);
        }
        int exitCode = fill.exitCode();
        for (int tries = 0; exitCode != ExitCode.DONE && tries < 3; tries++) {
            startFill();
            exitCode = fill.exitCode();
        }
        assertThat(exitCode).as(fill.errors()).isEqualTo(ExitCode.DONE);
        assertThatAllHaveTheTitle();
    }

    private void begin(int count, String uplink) throws Exception {
        StringBuilder plan = new StringBuilder("catalogue: titles\npopularity: views.csv\n")
                .append("window: {from: \"01:00\", to: \"06:00\", zone: UTC}\n")
                .append("origin: {url: \"http://127.0.0.1:9/\", uplink: " + uplink + "}\nedges:\n");
        StringBuilder views = new StringBuilder("title,region,views\n");
        for (int edge = 0; edge < count; edge++) {
            ports.add(freePort());
            ports.add(freePort());
            startEdge(edge);
            plan.append("  - {id: e" + edge + ", region: r" + edge + ", capacity: 100M, uplink: " + uplink + ", url: \""
                    + url(edge) + "\", admin: \"" + admin(edge) + "\"}\n");
            views.append("film,r" + edge + ",9\n");
        }
        Files.writeString(folder.resolve("plan.yaml"), plan);
        Files.writeString(folder.resolve("views.csv"), views);
        for (int edge = 0; edge < count; edge++) {
            awaitAdmin(edge);
        }
        startFill();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private URI url(int edge) {
        return URI.create("http://127.0.0.1:" + ports.get(2 * edge) + "/");
    }

    private URI admin(int edge) {
        return URI.create("http://127.0.0.1:" + ports.get(2 * edge + 1) + "/");
    }

    private void startEdge(int edge) throws IOException {
        RundeltaProcess process = RundeltaProcess.start(
                Redirect.PIPE,
                folder.resolve("edge" + edge + ".txt"),
                "cdn",
                "edge",
                "--cache",
                folder.resolve("cache" + edge),
                "--origin",
                "http://127.0.0.1:9/",
                "--port",
                ports.get(2 * edge),
                "--admin-port",
                ports.get(2 * edge + 1));
        if (edge == edges.size()) {
            edges.add(process);
        } else {
            edges.set(edge, process);
        }
    }

    private void startFill() throws IOException {
        fill = RundeltaProcess.start(
                Redirect.PIPE,
                folder.resolve("fill.txt"),
                "cdn",
                "fill",
                folder.resolve("plan.yaml"),
                "--now",
                "--via",
                "swarm");
    }

    private void awaitAdmin(int edge) throws Exception {
        while (true) {
            try {
                get(admin(edge).resolve("health"));
                return;
            } catch (ConnectException e) {
                assertThat(edges.get(edge).process().isAlive())
                        .as(edges.get(edge).errors())
                        .isTrue();
                Thread.sleep(20);
            }
        }
    }

    /** Waits until the first edge has some of the title, in whatever form. */
    private void awaitBytes(int most) throws Exception {
        Path unfinished = folder.resolve("cache0").resolve("unfinished");
        while (count(unfinished) < most) {
            assertThat(fill.process().isAlive()).as(fill.errors()).isTrue();
            Thread.sleep(20);
        }
    }

    private static long count(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).count();
        } catch (java.io.UncheckedIOException e) {
            return 0;
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

    private void assertThatAllHaveTheTitle() throws Exception {
        for (int edge = 0; edge < edges.size(); edge++) {
            assertThat(contents(edge)).isEqualTo(title);
        }
    }

    /** An edge that is being started is not asked. */
    private void assertThatNoManifestPromisesTooMuch(int edge) throws Exception {
        try {
            Map<String, String> held = contents(edge);
            if (held.containsKey("/film/manifest.mpd")) {
                assertThat(held).isEqualTo(title);
            }
        } catch (IOException e) {
            assertThat(edges.get(edge).process().isAlive())
                    .as(edges.get(edge).errors())
                    .isTrue();
        }
    }
}

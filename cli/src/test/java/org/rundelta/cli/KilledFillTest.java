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
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An origin and three edges, one of them filled from another, and a viewer at each. One of the servers is killed at random
 * moments, or the fill is; whenever a fill is whole there is one more title. System property {@code rundelta.fill.kills} sets
 * how often, 10 unless told.
 */
class KilledFillTest {
    private static final int KILLS = Integer.getInteger("rundelta.fill.kills", 10);
    private static final int SEGMENTS = 30;
    private static final int EDGES = 3;

    /** Until the next kill, at most: in that time a server that was killed is back, and fills a title. */
    private static final int PAUSE_MS = 1000;

    @TempDir
    private Path folder;

    private final Random random = new Random(5);
    private final HttpClient client = HttpClient.newHttpClient();
    private final int[] ports = new int[2 * EDGES + 1];
    private final RundeltaProcess[] servers = new RundeltaProcess[EDGES + 1];
    private final List<EdgeViewer> viewers = new ArrayList<>();

    /** All files, by their paths. */
    private final Map<String, byte[]> files = new ConcurrentSkipListMap<>();

    private RundeltaProcess fill;
    private int titles;

    @AfterEach
    void end() {
        viewers.forEach(EdgeViewer::close);
        for (RundeltaProcess server : servers) {
            server.close();
        }
        fill.close();
    }

    @Test
    void everyEdgeHasTheTitlesInTheEnd() throws Exception {
        for (int i = 0; i < ports.length; i++) {
            ports[i] = freePort();
        }
        writePlan();
        writeTitle();
        for (int i = 0; i < servers.length; i++) {
            start(i);
        }
        for (int edge = 1; edge <= EDGES; edge++) {
            viewers.add(new EdgeViewer(url(edge), files, edge));
        }
        startFill();
        for (int kill = 0; kill < KILLS; kill++) {
            Thread.sleep(random.nextInt(PAUSE_MS));
            int victim = random.nextInt(servers.length + 1);
            if (victim == servers.length) {
                fill.close();
            } else {
                servers[victim].close();
                start(victim);
            }
            if (!fill.process().isAlive()) {
                goOn();
            }
            viewers.forEach(EdgeViewer::titlesChecked);
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
        Map<String, String> all = hashes();
        for (int edge = 1; edge <= EDGES; edge++) {
            assertThat(contents(edge)).isEqualTo(all);
        }
        for (EdgeViewer viewer : viewers) {
            int before = viewer.titlesChecked();
            while (viewer.titlesChecked() < before + titles) {
                Thread.sleep(10);
            }
        }
    }

    /** With one more title, if all there are have been filled. */
    private void goOn() throws Exception {
        if (fill.exitCode() == ExitCode.DONE) {
            writeTitle();
        }
        startFill();
    }

    private void writeTitle() throws IOException {
        String title = "film" + titles++;
        StringBuilder manifest = new StringBuilder();
        for (int i = 0; i < SEGMENTS; i++) {
            byte[] segment = new byte[20_000 + random.nextInt(80_000)];
            random.nextBytes(segment);
            String path = "/" + title + "/exact/0123456789ab/" + i + ".m4s";
            write(path, segment);
            manifest.append(path).append('\n');
        }
        write("/" + title + "/manifest.mpd", manifest.toString().getBytes(StandardCharsets.UTF_8));
        Files.writeString(
                folder.resolve("views.csv"),
                "title,region,views\n"
                        + IntStream.range(0, titles)
                                .boxed()
                                .flatMap(i -> IntStream.rangeClosed(1, EDGES)
                                        .mapToObj(edge -> "film" + i + ",r" + edge + ",9\n"))
                                .collect(Collectors.joining()));
    }

    private void write(String path, byte[] content) throws IOException {
        Path file = folder.resolve("titles" + path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        files.put(path, content);
    }

    private Map<String, String> hashes() throws Exception {
        Map<String, String> hashes = new TreeMap<>();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(file.getValue());
            hashes.put(file.getKey(), HexFormat.of().formatHex(hash));
        }
        return hashes;
    }

    private void writePlan() throws IOException {
        StringBuilder plan = new StringBuilder("catalogue: titles\npopularity: views.csv\n")
                .append("window: {from: \"01:00\", to: \"06:00\", zone: UTC}\n")
                .append("origin: {url: \"" + url(0) + "\", uplink: 20M}\nedges:\n");
        for (int edge = 1; edge <= EDGES; edge++) {
            plan.append("  - {id: e" + edge + ", region: r" + edge + ", capacity: 10G, uplink: 20M, url: \"" + url(edge)
                    + "\", admin: \"" + admin(edge) + "\"" + (edge == EDGES ? ", parent: e1" : "") + "}\n");
        }
        Files.writeString(folder.resolve("plan.yaml"), plan);
    }

    /** One that stays free while its server is down: connections take others, from 32768 on. */
    private static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(10_000, 32_768);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // taken
            }
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

    /** What is held for good; viewers may have made it hold more. */
    private Map<String, String> contents(int edge) throws Exception {
        JsonNode files = new ObjectMapper()
                .readTree(get(admin(edge).resolve("contents")))
                .get("files");
        Map<String, String> held = new TreeMap<>();
        for (JsonNode file : files) {
            if (file.get("pinned").asBoolean()) {
                held.put(file.get("path").asText(), file.get("sha256").asText());
            }
        }
        return held;
    }
}

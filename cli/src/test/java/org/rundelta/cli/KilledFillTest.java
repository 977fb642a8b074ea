package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
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
    /** Number 0 is the origin. */
    private final List<KillableServer> servers = new ArrayList<>();

    private final List<EdgeViewer> viewers = new ArrayList<>();

    /** All files, by their paths. */
    private final Map<String, byte[]> files = new ConcurrentSkipListMap<>();

    private RundeltaProcess fill;
    private int titles;

    @AfterEach
    void end() {
        viewers.forEach(EdgeViewer::close);
        servers.forEach(KillableServer::close);
        fill.close();
    }

    @Test
    void everyEdgeHasTheTitlesInTheEnd() throws Exception {
        servers.add(KillableServer.origin(folder.resolve("titles"), folder.resolve("server0.txt")));
        for (int edge = 1; edge <= EDGES; edge++) {
            servers.add(KillableServer.edge(
                    folder.resolve("cache" + edge), url(0), folder.resolve("server" + edge + ".txt")));
        }
        writePlan();
        writeTitle();
        for (KillableServer server : servers) {
            server.start();
        }
        for (int edge = 1; edge <= EDGES; edge++) {
            viewers.add(new EdgeViewer(url(edge), files, edge));
        }
        startFill();
        for (int kill = 0; kill < KILLS; kill++) {
            Thread.sleep(random.nextInt(PAUSE_MS));
            int victim = random.nextInt(servers.size() + 1);
            if (victim == servers.size()) {
                fill.close();
            } else {
                servers.get(victim).restart();
            }
            if (!fill.process().isAlive()) {
                goOn();
            }
            viewers.forEach(EdgeViewer::titlesChecked);
        }
        for (KillableServer server : servers) {
            server.await();
        }
        int exitCode = fill.exitCode();
        for (int tries = 0; exitCode != ExitCode.DONE && tries < 3; tries++) {
            startFill();
            exitCode = fill.exitCode();
        }
        assertThat(exitCode).as(fill.errors()).isEqualTo(ExitCode.DONE);
        Map<String, String> all = hashes();
        for (int edge = 1; edge <= EDGES; edge++) {
            assertThat(servers.get(edge).contents()).isEqualTo(all);
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

    private Map<String, String> hashes() {
        Map<String, String> hashes = new TreeMap<>();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            hashes.put(file.getKey(), KillableServer.hash(file.getValue()));
        }
        return hashes;
    }

    private void writePlan() throws IOException {
        StringBuilder plan = new StringBuilder("catalogue: titles\npopularity: views.csv\n")
                .append("window: {from: \"01:00\", to: \"06:00\", zone: UTC}\n")
                .append("origin: {url: \"" + url(0) + "\", uplink: 20M}\nedges:\n");
        for (int edge = 1; edge <= EDGES; edge++) {
            plan.append("  - {id: e" + edge + ", region: r" + edge + ", capacity: 10G, uplink: 20M, url: \"" + url(edge)
                    + "\", admin: \"" + servers.get(edge).admin() + "\"" + (edge == EDGES ? ", parent: e1" : "")
                    + "}\n");
        }
        Files.writeString(folder.resolve("plan.yaml"), plan);
    }

    private URI url(int server) {
        return servers.get(server).url();
    }

    private void startFill() throws IOException {
        fill = RundeltaProcess.start(
                Redirect.PIPE, folder.resolve("fill.txt"), "cdn", "fill", folder.resolve("plan.yaml"), "--now");
    }
}

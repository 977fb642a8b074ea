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
    private final List<KillableServer> edges = new ArrayList<>();
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
        title.put("/" + path, KillableServer.hash(content));
    }

    @AfterEach
    void end() {
        edges.forEach(KillableServer::close);
        if (fill != null) {
            fill.close();
        }
    }

    @Test
    void fillAndEdgeThatWereKilledGoOn() throws Exception {
        begin(2, "4M");
        awaitBytes(1);
        fill.close();
        edges.get(0).restart();
        edges.get(0).await();
        startFill();
        assertThat(fill.exitCode()).as(fill.errors()).isEqualTo(ExitCode.DONE);
        assertThatAllHaveTheTitle();
        assertThat(edges.get(0).get("film/manifest.mpd")).isEqualTo(String.join("\n", manifestLines()));
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
                edges.get(victim).restart();
            }
            if (!fill.process().isAlive()) {
                startFill();
            }
            for (KillableServer edge : edges) {
                assertThatNoManifestPromisesTooMuch(edge);
            }
        }
        for (KillableServer edge : edges) {
            edge.await();
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
        for (int i = 0; i < count; i++) {
            KillableServer edge = KillableServer.edge(
                            folder.resolve("cache" + i),
                            URI.create("http://127.0.0.1:9/"),
                            folder.resolve("edge" + i + ".txt"))
                    .start();
            edges.add(edge);
            plan.append("  - {id: e" + i + ", region: r" + i + ", capacity: 100M, uplink: " + uplink + ", url: \""
                    + edge.url() + "\", admin: \"" + edge.admin() + "\"}\n");
            views.append("film,r" + i + ",9\n");
        }
        Files.writeString(folder.resolve("plan.yaml"), plan);
        Files.writeString(folder.resolve("views.csv"), views);
        for (KillableServer edge : edges) {
            edge.await();
        }
        startFill();
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

    /** Waits until the first edge has some of the title, in whatever form. */
    private void awaitBytes(int most) throws Exception {
        Path unfinished = folder.resolve("cache0").resolve("unfinished");
        while (ChangingFolder.files(unfinished).size() < most) {
            assertThat(fill.process().isAlive()).as(fill.errors()).isTrue();
            Thread.sleep(20);
        }
    }

    private void assertThatAllHaveTheTitle() throws Exception {
        for (KillableServer edge : edges) {
            assertThat(edge.contents()).isEqualTo(title);
        }
    }

    /** An edge that is being started is not asked. */
    private void assertThatNoManifestPromisesTooMuch(KillableServer edge) throws Exception {
        try {
            Map<String, String> held = edge.contents();
            if (held.containsKey("/film/manifest.mpd")) {
                assertThat(held).isEqualTo(title);
            }
        } catch (IOException e) {
            edge.assertRuns();
        }
    }
}

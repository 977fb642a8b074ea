package org.rundelta.fill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rundelta.cache.ScriptedOrigin;
import org.rundelta.cache.ScriptedOrigin.Request;
import org.rundelta.cache.VirtualTimer;

/** Fills of edges that run here, by clocks of the test's. */
class FillRunTest {
    private static final long UPLINK = 8_000_000;
    private static final int SEGMENTS = 20;

    /** What an edge takes at a time of each of the files that come at once, before it waits. */
    private static final long AT_ONCE = 4 * 16_384;

    private static final FillListener QUIET = new FillListener() {
        @Override
        public void progress(long bytesDone, long bytesTotal) {}

        @Override
        public void waiting(FillWindow window) {}
    };

    @TempDir
    private Path folder;

    private final List<AutoCloseable> running = new ArrayList<>();
    private final List<String> paths = new ArrayList<>();
    private Catalogue catalogue;

    @BeforeEach
    void writeTitle() throws Exception {
        Random random = new Random(1);
        for (int i = 0; i < SEGMENTS; i++) {
            byte[] segment = new byte[20_000 + random.nextInt(80_000)];
            random.nextBytes(segment);
            write("film/" + (i % 2 == 0 ? "near" : "exact") + "/0123456789ab/" + i + ".m4s", segment);
        }
        write("film/manifest.mpd", new byte[1000]);
        catalogue = CatalogueFolder.read(folder.resolve("titles"));
    }

    private void write(String path, byte[] content) throws IOException {
        Path file = folder.resolve("titles").resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        paths.add("/" + path);
    }

    @AfterEach
    void end() throws Exception {
        for (int i = running.size() - 1; i >= 0; i--) {
            running.get(i).close();
        }
    }

    private <T extends AutoCloseable> T run(T server) {
        running.add(server);
        return server;
    }

    private void send(Request request, OutputStream out) throws IOException {
        ScriptedOrigin.send(out, 200, Files.readAllBytes(folder.resolve("titles" + request.path())));
    }

    private FillPlan plan(FillNetwork network) {
        List<Views> views = network.edges().stream()
                .map(edge -> new Views("film", edge.region(), 10, ""))
                .toList();
        return FillPlanner.plan(catalogue, views, network, FillRules.DEFAULT);
    }

    /** Open from 01:00 to 06:00; it begins before that, and at some request it is 06:00. */
    private static final class Night implements FillClock, FillListener {
        private final FillWindow window = new FillWindow(LocalTime.of(1, 0), LocalTime.of(6, 0), ZoneOffset.UTC);
        private final int closingRequest;
        private final List<Integer> requestsAtWait = new CopyOnWriteArrayList<>();
        private final List<Integer> requestsAtOpening = new CopyOnWriteArrayList<>();
        private Instant now = Instant.parse("2030-01-01T00:59:00Z");
        private int requests;
        private int sleepsToClosing = -1;
        private long bytesDone;

        Night(int closingRequest) {
            this.closingRequest = closingRequest;
        }

        @Override
        public synchronized Instant now() {
            return now;
        }

        @Override
        public void sleep(long ms) throws InterruptedException {
            Thread.sleep(0, 1); // edges are not in virtual time
            pass(ms);
        }

        private synchronized void pass(long ms) {
            boolean wasOpen = window.isOpen(now);
            now = now.plusMillis(ms);
            if (!wasOpen && window.isOpen(now)) {
                requestsAtOpening.add(requests);
            }
            sleepsToClosing--;
            notifyAll();
        }

        /** Requests that come when it is closed are answered once the fill has seen that and taken its order back. */
        synchronized void asked() throws InterruptedException {
            requests++;
            if (requests == closingRequest) {
                now = Instant.parse("2030-01-01T06:00:00Z");
                sleepsToClosing = 2;
            }
            while (sleepsToClosing > 0) {
                wait();
            }
        }

        @Override
        public synchronized void waiting(FillWindow closed) {
            requestsAtWait.add(requests);
            now = window.isOpen(now.plusSeconds(60)) ? now : Instant.parse("2030-01-02T00:59:00Z");
        }

        @Override
        public synchronized void progress(long done, long total) {
            bytesDone = done;
            assertThat(done).isLessThanOrEqualTo(total);
        }
    }

    @Test
    void whatTheClosingWindowCutsOffGoesOnInTheNext() throws Exception {
        Night night = new Night(8);
        ScriptedOrigin origin = run(new ScriptedOrigin((request, out) -> {
            night.asked();
            send(request, out);
        }));
        FilledEdge edge = run(new FilledEdge("a", folder, origin.uri(), run(new VirtualTimer())));
        FillNetwork network = new FillNetwork(origin.uri().resolve("/"), UPLINK, List.of(edge.edge(UPLINK, null)));
        FillPlan plan = plan(network);

        FillResult result =
                new FillRun(plan, network, folder.resolve("titles"), Optional.of(night.window), night, night).run();

        assertThat(result.edges()).containsExactly(new FillResult.EdgeResult("a", plan.bytes(), plan.bytes(), ""));
        assertThat(night.bytesDone).isEqualTo(plan.bytes());
        assertThat(edge.held()).containsExactlyInAnyOrderElementsOf(paths);
        assertThat(night.requestsAtWait).hasSize(2).isEqualTo(night.requestsAtOpening);
        assertThat(night.requestsAtWait.get(0)).isZero();
        assertThat(night.requestsAtWait.get(1)).as("four are sent at a time").isBetween(8, 8 + 3);
        assertThat(origin.requests()).extracting(Request::path).containsExactlyInAnyOrderElementsOf(paths);
    }

    /** Bytes that came to edges from a source, by a timer that all of them have. */
    private static final class Received {
        private final List<FilledEdge> edges;
        private double leastAhead;
        private double mostAhead;

        Received(FilledEdge... edges) {
            this.edges = List.of(edges);
        }

        /** By how much more has come, in any time so far, than the uplink allows. */
        void measure(long nanos) {
            double ahead = edges.stream().mapToLong(FilledEdge::bytes).sum() - nanos * 1e-9 * UPLINK / Byte.SIZE;
            leastAhead = Math.min(leastAhead, ahead);
            mostAhead = Math.max(mostAhead, ahead - leastAhead);
        }
    }

    /** To the byte: time passes only while the limit holds something back. */
    @Test
    void theUplinkIsUsedAndNotExceeded() throws Exception {
        List<Received> received = new CopyOnWriteArrayList<>();
        VirtualTimer[] timer = new VirtualTimer[1];
        timer[0] = run(new VirtualTimer(() -> received.forEach(each -> each.measure(timer[0].nanoTime()))));
        ScriptedOrigin origin = run(new ScriptedOrigin(this::send));
        FilledEdge a = run(new FilledEdge("a", folder, origin.uri(), timer[0]));
        FilledEdge b = run(new FilledEdge("b", folder, origin.uri(), timer[0]));
        FillNetwork network =
                new FillNetwork(origin.uri().resolve("/"), UPLINK, List.of(a.edge(UPLINK, null), b.edge(UPLINK, null)));
        received.add(new Received(a, b));

        FillPlan plan = plan(network);
        FillResult result = new FillRun(plan, network, folder.resolve("titles"), Optional.empty(), QUIET).run();

        assertThat(result.edges()).hasSize(2).allMatch(edge -> edge.problem().isEmpty());
        assertThat(origin.requests()).hasSize(2 * paths.size());
        assertThat(a.bytes() + b.bytes()).isEqualTo(plan.bytes());
        assertThat(timer[0].nanoTime() * 1e-9)
                .isCloseTo((double) Byte.SIZE * plan.bytes() / UPLINK, Percentage.withPercentage(0.01));
        assertThat(received.get(0).mostAhead).isBetween(1.0, (double) AT_ONCE);
    }
}

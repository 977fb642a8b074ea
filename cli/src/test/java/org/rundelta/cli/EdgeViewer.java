package org.rundelta.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Watches all titles at an edge without a pause, whatever is killed meanwhile. Of what an edge was filled with it asks that the
 * edge has it itself: a manifest, and whatever that names, whole, in part, or by its header alone. While the manifest is not
 * there it asks for any segment, which the edge may then get from the origin.
 */
final class EdgeViewer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Set<Integer> ORIGIN_IS_DOWN = Set.of(502, 504);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI edge;
    private final Map<String, byte[]> files;
    private final Random random;
    private final Set<String> seen = new HashSet<>();
    private final Thread thread = new Thread(this::watch, "viewer");
    private volatile boolean isStopped;
    private volatile Throwable failure;
    private final AtomicInteger titlesChecked = new AtomicInteger();

    /**
     * Begins to watch.
     *
     * @param files of all titles, by their paths; manifests name a path in each line; more may come
     */
    EdgeViewer(URI edge, Map<String, byte[]> files, long seed) {
        this.edge = edge;
        this.files = files;
        random = new Random(seed);
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        try {
            while (!isStopped) {
                for (String path : List.copyOf(files.keySet())) {
                    if (path.endsWith(".mpd")) {
                        watch(path);
                    }
                }
            }
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            failure = e;
        }
    }

    private void watch(String manifest) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = ask("GET", manifest, "Cache-Control", "only-if-cached");
        if (response == null) {
            return;
        }
        if (response.statusCode() != 200) {
            assertThat(response.statusCode()).as(manifest).isEqualTo(504);
            assertThat(seen).as("what was there").doesNotContain(manifest);
            pull(segment(manifest));
            return;
        }
        seen.add(manifest);
        assertThat(response.body()).as(manifest).isEqualTo(files.get(manifest));
        for (String path : paths(response.body())) {
            look(path);
        }
        titlesChecked.incrementAndGet();
    }

    private String segment(String manifest) {
        List<String> paths = paths(files.get(manifest));
        return paths.get(random.nextInt(paths.size()));
    }

    private static List<String> paths(byte[] manifest) {
        return new String(manifest, UTF_8).lines().toList();
    }

    private void pull(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = ask("GET", path, "Accept", "*/*");
        if (response == null) {
            return;
        }
        if (response.statusCode() == 200) {
            assertThat(response.body()).as(path).isEqualTo(files.get(path));
        } else {
            assertThat(response.statusCode()).as(path).isIn(ORIGIN_IS_DOWN);
        }
    }

    /** A file that a manifest names; if the edge is killed meanwhile, once more when it is back. */
    private void look(String path) throws IOException, InterruptedException {
        byte[] all = files.get(path);
        HttpResponse<byte[]> response = null;
        int way = random.nextInt(3);
        int from = random.nextInt(all.length);
        while (response == null && !isStopped) {
            response = switch (way) {
                case 0 -> ask("HEAD", path, "Cache-Control", "only-if-cached");
                case 1 -> ask("GET", path, "Cache-Control", "only-if-cached", "Range", "bytes=" + from + "-");
                default -> ask("GET", path, "Cache-Control", "only-if-cached");
            };
        }
        if (response == null) {
            return;
        }
        assertThat(response.statusCode()).as(path).isEqualTo(way == 1 ? 206 : 200);
        if (way == 0) {
            assertThat(response.headers().firstValueAsLong("content-length"))
                    .as(path)
                    .hasValue(all.length);
        } else {
            assertThat(response.body()).as(path).isEqualTo(Arrays.copyOfRange(all, way == 1 ? from : 0, all.length));
        }
    }

    /** Null if the edge is not there, or was killed while it answered. */
    private HttpResponse<byte[]> ask(String method, String path, String... fields)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(edge.resolve(path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .headers(fields)
                .timeout(PATIENCE)
                .build();
        try {
            return client.send(request, BodyHandlers.ofByteArray());
        } catch (HttpTimeoutException e) {
            throw new IOException(path + " is not answered", e);
        } catch (IOException e) {
            Thread.sleep(10);
            return null;
        }
    }

    /** Fails if anything was wrong; returns how often a title was found whole. */
    int titlesChecked() {
        if (failure != null) {
            throw new AssertionError("a viewer of " + edge + " saw", failure);
        }
        return titlesChecked.get();
    }

    @Override
    public void close() {
        isStopped = true;
        thread.interrupt();
    }
}

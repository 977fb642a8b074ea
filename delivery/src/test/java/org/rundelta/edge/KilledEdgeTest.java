package org.rundelta.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rundelta.cache.ScriptedOrigin;

/**
 * Kills an edge at random moments while it fetches and evicts, and starts it again on what it left. System property {@code
 * rundelta.edge.kills} sets how often, 5 unless told.
 */
class KilledEdgeTest {
    private static final int KILLS = Integer.getInteger("rundelta.edge.kills", 5);
    private static final int FILES = 60;
    private static final int SIZE = 100_000;

    @TempDir
    private Path folder;

    private final Random random = new Random(3);
    private final HttpClient client = HttpClient.newHttpClient();

    private static byte[] content(String path) {
        byte[] bytes = new byte[SIZE];
        new Random(path.hashCode()).nextBytes(bytes);
        return bytes;
    }

    @Test
    void everyAnswerIsRight() throws Exception {
        int held = 0;
        try (ScriptedOrigin origin = new ScriptedOrigin((request, out) ->
                ScriptedOrigin.send(out, 200, content(request.path()), "Cache-Control: max-age=3600"))) {
            for (int kill = 0; kill <= KILLS; kill++) {
                Process edge = EdgeInOwnProcess.start(folder, origin.uri());
                try (BufferedReader out = edge.inputReader()) {
                    URI uri = URI.create(out.readLine());
                    held += checkAll(uri);
                    List<CompletableFuture<Void>> load = load(uri);
                    int answered = random.nextInt(FILES);
                    while (load.stream().filter(CompletableFuture::isDone).count() < answered) {
                        Thread.sleep(1);
                    }
                    edge.destroyForcibly().waitFor();
                    awaitAll(load);
                } finally {
                    edge.destroyForcibly().waitFor();
                }
            }
        }
        assertThat(held).as("files that were held after a kill").isGreaterThan(KILLS);
    }

    /** Whatever is held after a restart is right; returns how many files that are. */
    private int checkAll(URI edge) throws IOException, InterruptedException {
        int held = 0;
        for (int i = 0; i < FILES; i++) {
            String path = "/" + i + ".m4s";
            HttpRequest request = HttpRequest.newBuilder(edge.resolve(path))
                    .header("Cache-Control", "only-if-cached")
                    .build();
            HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() == 200) {
                assertThat(response.body()).isEqualTo(content(path));
                held++;
            }
        }
        return held;
    }

    private List<CompletableFuture<Void>> load(URI edge) {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < FILES; i++) {
            String path = "/" + random.nextInt(FILES) + ".m4s";
            HttpRequest request = HttpRequest.newBuilder(edge.resolve(path)).build();
            all.add(client.sendAsync(request, BodyHandlers.ofByteArray())
                    .thenAccept(response -> assertThat(response.body()).isEqualTo(content(path))));
        }
        return all;
    }

    /** Those that the kill cut off may fail; an answer that came and was wrong may not. */
    private static void awaitAll(List<CompletableFuture<Void>> load) throws InterruptedException {
        for (CompletableFuture<Void> request : load) {
            try {
                request.get();
            } catch (ExecutionException e) {
                assertThat(e.getCause()).isInstanceOf(IOException.class);
            }
        }
    }
}

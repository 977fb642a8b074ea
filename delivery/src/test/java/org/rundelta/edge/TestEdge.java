package org.rundelta.edge;

import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.rundelta.cache.EdgeCache;

/** An edge on a free port of this machine, and a client of it. */
final class TestEdge implements AutoCloseable {
    static final Limits PATIENT = new Limits(Duration.ofMinutes(1), Duration.ofMinutes(1));

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final EdgeServer server;

    private TestEdge(EdgeServer server) {
        this.server = server;
    }

    static TestEdge of(Path folder) throws IOException {
        return of(folder, PATIENT, Map.of(), null);
    }

    static TestEdge of(Path folder, Limits limits, Map<String, byte[]> player, Writer log) throws IOException {
        EdgeOptions options =
                new EdgeOptions(folder, InetAddress.getLoopbackAddress(), 0, 2000, player, Optional.ofNullable(log));
        return new TestEdge(EdgeServer.start(options, limits));
    }

    /** An edge that serves what a cache holds or gets. */
    static TestEdge of(EdgeCache cache) throws IOException {
        Listening where = new Listening(InetAddress.getLoopbackAddress(), 0, 2000, Optional.empty());
        return new TestEdge(EdgeServer.start(where, cache, PATIENT));
    }

    URI uri() {
        return server.uri();
    }

    /** Sends a request with headers, given as names and values by turns. */
    HttpResponse<byte[]> send(String method, String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri().resolve(path)).method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, headers);
    }

    @Override
    public void close() {
        server.close();
    }
}

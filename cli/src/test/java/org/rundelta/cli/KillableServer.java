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
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/** {@code serve} or {@code cdn edge} in a process of its own, which may be killed and started again where it was. */
final class KillableServer implements AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final int port = freePort();
    private final int adminPort = freePort();
    private final List<Object> command;
    private final Path errors;
    private RundeltaProcess process;

    private KillableServer(Path errors, Object... command) {
        this.command = new ArrayList<>(List.of(command));
        this.command.addAll(List.of("--port", port));
        this.errors = errors;
    }

    /** Serves a folder, from {@link #start} on. */
    static KillableServer origin(Path folder, Path errors) {
        return new KillableServer(errors, "serve", folder);
    }

    /** Keeps what an origin has, from {@link #start} on. */
    static KillableServer edge(Path cache, URI origin, Path errors) {
        KillableServer edge = new KillableServer(errors, "cdn", "edge", "--cache", cache, "--origin", origin);
        edge.command.addAll(List.of("--admin-port", edge.adminPort));
        return edge;
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

    KillableServer start() throws IOException {
        process = RundeltaProcess.start(Redirect.PIPE, errors, command.toArray());
        return this;
    }

    /** Kills it, and starts it again. */
    void restart() throws IOException {
        close();
        start();
    }

    /** Waits until it answers. */
    void await() throws IOException, InterruptedException {
        while (true) {
            try {
                get(command.contains("--admin-port") ? admin().resolve("health") : url());
                return;
            } catch (ConnectException e) {
                assertRuns();
                Thread.sleep(20);
            }
        }
    }

    void assertRuns() throws IOException {
        assertThat(process.process().isAlive()).as(process.errors()).isTrue();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    URI admin() {
        return URI.create("http://127.0.0.1:" + adminPort + "/");
    }

    /** What it has under a path. */
    String get(String path) throws IOException, InterruptedException {
        return get(url().resolve(path));
    }

    private static String get(URI uri) throws IOException, InterruptedException {
        return CLIENT.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }

    /** What an edge holds for good, with the {@link #hash} of each; viewers may have made it hold more. */
    Map<String, String> contents() throws IOException, InterruptedException {
        JsonNode files =
                new ObjectMapper().readTree(get(admin().resolve("contents"))).get("files");
        Map<String, String> held = new TreeMap<>();
        for (JsonNode file : files) {
            if (file.get("pinned").asBoolean()) {
                held.put(file.get("path").asText(), file.get("sha256").asText());
            }
        }
        return held;
    }

    static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}

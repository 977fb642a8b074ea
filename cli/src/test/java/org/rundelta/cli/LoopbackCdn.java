package org.rundelta.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rundelta.edge.EdgeOptions;
import org.rundelta.edge.EdgeServer;

/**
 * A CDN on loopback. An origin with two titles, "film" in H.264 and "screen" in our codec with the player. Three edges, each a
 * process of its own: alpha is filled with both titles, beta fetches what is asked for, gamma is filled from alpha, with "film"
 * alone, since nobody near it watches the other. Nginx and, as the last resort, S3, to which both are pushed. A steering server,
 * which prefers them in this order.
 */
final class LoopbackCdn implements Closeable {
    private static final List<String> FOR_S3 =
            List.of("aws.region", "aws.accessKeyId", "aws.secretAccessKey", "aws.endpointUrlS3");

    private final Path folder;
    private final List<Closeable> running = new ArrayList<>();
    private final Map<String, String> edges = new LinkedHashMap<>();
    private URI origin;
    private Edge beta;
    private Edge steering;

    private LoopbackCdn(Path folder) {
        this.folder = folder;
    }

    /**
     * Starts it; where a server is missing, the test that wanted it is skipped.
     *
     * @param folder an empty one
     */
    static LoopbackCdn start(Path folder, Path film, Path screen) throws Exception {
        LoopbackCdn cdn = new LoopbackCdn(folder);
        try {
            cdn.start(film, screen);
            return cdn;
        } catch (Exception | Error e) {
            cdn.close();
            throw e;
        }
    }

    private void start(Path film, Path screen) throws Exception {
        S3Proxy s3 = S3Proxy.start(made("s3"));
        running.add(s3);
        InetAddress here = InetAddress.getLoopbackAddress();
        EdgeServer pages = EdgeServer.start(new EdgeOptions(made("origin"), here, 0, 1000, Map.of(), Optional.empty()));
        running.add(pages::close);
        origin = pages.uri();
        Edge alpha = edge("alpha");
        beta = edge("beta");
        Edge gamma = edge("gamma");
        Nginx nginx = Nginx.start(made("nginx"), made("nginx-files"));
        running.add(nginx);
        edges.put("alpha", alpha.url().toString());
        edges.put("beta", beta.url().toString());
        edges.put("gamma", gamma.url().toString());
        edges.put("nginx", nginx.origin() + "/");
        edges.put("s3", s3.origin() + "/" + S3Proxy.BUCKET + "/");
        List<String> values = List.of("us-east-1", "anyone", "anything", s3.origin());
        FOR_S3.forEach(name -> System.setProperty(name, values.get(FOR_S3.indexOf(name))));
        Players.copyTo(folder.resolve("origin"));
        int port = Nginx.freePort();
        Path rungs = Files.writeString(folder.resolve("rungs.yaml"), "rungs: [{id: only, quality: 60}]");
        publish(film, "film", port, "--codec", "h264", "--ladder", rungs, "--hls");
        publish(screen, "screen", port, "--ladder", "lossless", "--player");
        steering = Edge.start(made("log"), "cdn", "steer", config(), "--port", port, "--admin-port", 0);
        running.add(steering::close);
        CommandRun.of("cdn", "fill", plan(alpha, gamma), "--now").assertDone();
        steering.url();
    }

    private Path made(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    private Edge edge(String name) throws IOException {
        Edge edge = Edge.pull(folder.resolve(name), origin, made("log"));
        running.add(edge::close);
        return edge;
    }

    private void publish(Path source, String title, int steeringPort, Object... options) {
        List<Object> command = new ArrayList<>(
                List.of("package", source, "-o", folder.resolve("origin").resolve(title)));
        command.addAll(List.of("--segment", 1, "--steering", "http://127.0.0.1:" + steeringPort + "/" + title));
        command.addAll(List.of(options));
        edges.forEach((edge, url) -> command.addAll(List.of("--base-url", edge + "=" + url + title + "/")));
        command.addAll(List.of("--push", edges.get("nginx") + title + "/"));
        command.addAll(List.of("--push", "s3://" + S3Proxy.BUCKET + "/" + title));
        CommandRun.of(command.toArray()).assertDone();
    }

    private Path plan(Edge alpha, Edge gamma) throws IOException {
        Files.writeString(folder.resolve("views.csv"), "title,region,views\nfilm,near,9\nfilm,far,9\nscreen,near,9\n");
        return Files.writeString(folder.resolve("plan.yaml"), """
                catalogue: origin
                popularity: views.csv
                window: {from: "01:00", to: "06:00", zone: UTC}
                origin: {url: "%s", uplink: 10G}
                edges:
                  - {id: alpha, region: near, capacity: 1G, uplink: 10G, url: "%s", admin: "%s"}
                  - {id: gamma, region: far, capacity: 1G, uplink: 10G, url: "%s", admin: "%s", parent: alpha}
                """.formatted(
                        origin, alpha.url(), alpha.admin(), gamma.url(), gamma.admin()));
    }

    /** With capacities so far apart that every player gets the edges in the same order. */
    private Path config() throws IOException {
        return Files.writeString(
                folder.resolve("steer.yaml"), """
                ttl: 1
                check-interval: 2
                edges:
                  - {id: alpha, url: "%s", capacity: 1G}
                  - {id: beta, url: "%s", capacity: 1k, pull: true}
                  - {id: gamma, url: "%s", capacity: 0.001}
                  - {id: nginx, url: "%s", capacity: 0.000000001}
                  - {id: s3, url: "%s", origin: true}
                titles: [film, screen]
                """.formatted(edges.values().toArray()));
    }

    /** A file of the origin. */
    String url(String path) {
        return origin + path;
    }

    /** What operators ask of the steering server. */
    String admin(String path) {
        return steering.admin() + path;
    }

    /** The edges that players of a title are sent to now, best first. */
    List<String> answer(String title) throws IOException {
        JsonNode answer;
        try (InputStream in = steering.url().resolve(title).toURL().openStream()) {
            answer = new ObjectMapper().readTree(in);
        }
        List<String> pathways = new ArrayList<>();
        answer.get("PATHWAY-PRIORITY").forEach(id -> pathways.add(id.asText()));
        return pathways;
    }

    /** The process of the edge beta. */
    long betaPid() {
        return beta.process().process().pid();
    }

    /** The edge that a URL is of, or "origin". */
    String edgeOf(String url) {
        return edges.entrySet().stream()
                .filter(edge -> edge.getValue().startsWith(url + "/"))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("origin");
    }

    @Override
    public void close() throws IOException {
        FOR_S3.forEach(System::clearProperty);
        for (Closeable server : running) {
            server.close();
        }
    }
}

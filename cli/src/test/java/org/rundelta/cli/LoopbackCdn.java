package org.rundelta.cli;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rundelta.edge.EdgeOptions;
import org.rundelta.edge.EdgeServer;
import org.rundelta.steering.ConfigFile;
import org.rundelta.steering.SteeringOptions;
import org.rundelta.steering.SteeringServer;

/**
 * A CDN on loopback: an origin with two titles, "film" in H.264 and "screen" in our codec with the player; three edges, two of
 * them {@code serve} and one nginx, and S3 as the last resort, all filled by push; and a steering server, which prefers them in
 * this order.
 */
final class LoopbackCdn implements Closeable {
    private static final List<String> FOR_S3 =
            List.of("aws.region", "aws.accessKeyId", "aws.secretAccessKey", "aws.endpointUrlS3");

    private final Path folder;
    private final List<Closeable> running = new ArrayList<>();
    private Map<String, String> edges;
    private URI origin;
    private Edge beta;
    private SteeringServer steering;

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
        Nginx gamma = Nginx.start(made("gamma"), made("nginx"));
        running.add(gamma);
        beta = Edge.serve(made("beta"), made("log"));
        running.add(beta::close);
        EdgeServer alpha = edge("alpha");
        running.add(alpha::close);
        EdgeServer pages = edge("origin");
        running.add(pages::close);
        origin = pages.uri();
        edges = Map.of(
                "alpha",
                alpha.uri().toString(),
                "beta",
                beta.url().toString(),
                "gamma",
                gamma.origin() + "/",
                "s3",
                s3.origin() + "/" + S3Proxy.BUCKET + "/");
        List<String> values = List.of("us-east-1", "anyone", "anything", s3.origin());
        FOR_S3.forEach(name -> System.setProperty(name, values.get(FOR_S3.indexOf(name))));
        Players.copyTo(folder.resolve("origin"));
        int port = Nginx.freePort();
        Path rungs = Files.writeString(folder.resolve("rungs.yaml"), "rungs: [{id: only, quality: 60}]");
        publish(film, "film", port, "--codec", "h264", "--ladder", rungs);
        publish(screen, "screen", port, "--ladder", "lossless", "--player");
        SteeringOptions options =
                new SteeringOptions(InetAddress.getLoopbackAddress(), port, 0, Optional.empty(), line -> {});
        steering = SteeringServer.start(ConfigFile.read(config()), options);
        running.add(steering::close);
    }

    private Path made(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    private EdgeServer edge(String name) throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        return EdgeServer.start(new EdgeOptions(made(name), here, 0, 1000, Map.of(), Optional.empty()));
    }

    private void publish(Path source, String title, int steeringPort, Object... options) {
        List<Object> command = new ArrayList<>(
                List.of("package", source, "-o", folder.resolve("origin").resolve(title)));
        command.addAll(List.of("--segment", 1, "--steering", "http://127.0.0.1:" + steeringPort + "/" + title));
        command.addAll(List.of(options));
        for (String edge : List.of("alpha", "beta", "gamma", "s3")) {
            command.addAll(List.of("--base-url", edge + "=" + edges.get(edge) + title + "/"));
        }
        command.addAll(List.of("--push", folder.resolve("alpha").resolve(title)));
        command.addAll(List.of("--push", folder.resolve("beta").resolve(title)));
        command.addAll(List.of("--push", edges.get("gamma") + title + "/"));
        command.addAll(List.of("--push", "s3://" + S3Proxy.BUCKET + "/" + title));
        CommandRun.of(command.toArray()).assertDone();
    }

    /** With capacities so far apart that every player gets the edges in the same order. */
    private Path config() throws IOException {
        return Files.writeString(folder.resolve("steer.yaml"), """
                ttl: 1
                check-interval: 1
                edges:
                  - {id: alpha, url: "%s", capacity: 1G}
                  - {id: beta, url: "%s", capacity: 1k}
                  - {id: gamma, url: "%s", capacity: 0.001}
                  - {id: s3, url: "%s", origin: true}
                titles: [film, screen]
                """.formatted(
                        edges.get("alpha"), edges.get("beta"), edges.get("gamma"), edges.get("s3")));
    }

    /** A file of the origin. */
    String url(String path) {
        return origin + path;
    }

    /** What operators ask of the steering server. */
    String admin(String path) {
        return steering.adminUri() + path;
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

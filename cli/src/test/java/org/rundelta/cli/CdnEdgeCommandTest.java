package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rundelta.edge.EdgeOptions;
import org.rundelta.edge.EdgeServer;

class CdnEdgeCommandTest {
    private static final int INTERRUPTED = 130;
    private static final String SEGMENT = "title/0123456789ab/1.m4s";

    @TempDir
    private Path folder;

    private EdgeServer origin(byte[] segment) throws Exception {
        Path file = folder.resolve("titles").resolve(SEGMENT);
        Files.createDirectories(file.getParent());
        Files.write(file, segment);
        return EdgeServer.start(new EdgeOptions(
                folder.resolve("titles"), InetAddress.getLoopbackAddress(), 0, 100, Map.of(), Optional.empty()));
    }

    private static HttpResponse<byte[]> get(URI uri) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray());
    }

    @Test
    void servesWhatTheOriginHasUntilCtrlC() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/kill")), "needs /bin/kill");
        byte[] segment = new byte[50_000];
        EdgeServer origin = origin(segment);
        try (Edge edge = Edge.pull(folder.resolve("cache"), origin.uri(), folder)) {
            assertThat(get(edge.url().resolve("/" + SEGMENT)).body()).isEqualTo(segment);
            origin.close();
            HttpResponse<byte[]> held = awaitHit(edge.url().resolve("/" + SEGMENT));
            assertThat(held.body()).isEqualTo(segment);
            assertThat(held.headers().firstValue("Cache-Control")).hasValue("public, max-age=31536000, immutable");
            assertThat(get(edge.url().resolve("/metrics")).statusCode()).isEqualTo(502);
            edge.process().interrupt();
            assertThat(edge.process().exitCode()).isEqualTo(INTERRUPTED);
        } finally {
            origin.close();
        }
    }

    /** Viewers have all of a file a moment before the edge has put it where it belongs. */
    private static HttpResponse<byte[]> awaitHit(URI uri) throws Exception {
        HttpResponse<byte[]> answer = get(uri);
        while (!answer.headers().firstValue("Cache-Status").equals(Optional.of("rundelta; hit"))) {
            assertThat(answer.statusCode()).isEqualTo(200);
            Thread.sleep(5);
            answer = get(uri);
        }
        return answer;
    }

    @Test
    void aFullDiskKeepsNothingFromViewers() throws Exception {
        byte[] segment = new byte[200_000];
        new Random(1).nextBytes(segment);
        try (EdgeServer origin = origin(segment);
                FullDisk disk = FullDisk.mount(folder.resolve("disk"));
                Edge edge = Edge.pull(disk.path(), origin.uri(), folder)) {
            for (int i = 0; i < 5; i++) {
                assertThat(get(edge.url().resolve("/" + SEGMENT)).body()).isEqualTo(segment);
            }
            assertThat(edge.process().errors().lines().filter(line -> line.contains("No space left")))
                    .singleElement()
                    .isEqualTo("rundelta: cache: cannot keep files: No space left on device;"
                            + " make room, or lower --max-size");
            awaitFiles(disk.path(), 0);
            disk.grow();
            assertThat(get(edge.url().resolve("/" + SEGMENT)).body()).isEqualTo(segment);
            awaitFiles(disk.path(), 1);
        }
    }

    private static void awaitFiles(Path cache, int count) throws Exception {
        long found = -1;
        while (found != count) {
            Thread.sleep(5);
            found = ChangingFolder.files(cache).stream()
                    .filter(file -> !file.endsWith("lock"))
                    .count();
        }
    }

    @Test
    void saysInOneLineWhatIsWrong() throws Exception {
        Path cache = folder.resolve("cache");
        assertThat(CommandRun.of("cdn").assertWrongUsage()).contains("Missing required subcommand");
        assertThat(CommandRun.of("cdn", "edge", "--cache", cache).assertWrongUsage())
                .contains("--origin");
        assertThat(CommandRun.of("cdn", "edge", "--cache", cache, "--origin", "http://o/", "--max-size", "much")
                        .assertWrongUsage())
                .contains("'much' is no size; give bytes, as 500M, 10G or 1.5T");
        for (String origin : new String[] {"ftp://o/", "o:80", "http:///x", "http://u:p@o/", "http://o/?a"}) {
            assertThat(CommandRun.of("cdn", "edge", "--cache", cache, "--origin", origin)
                            .assertFailsWithOneLine())
                    .startsWith("an origin or parent is no URL of a server: ")
                    .doesNotContain("u:p");
        }
        Path file = Files.createFile(folder.resolve("file"));
        assertThat(CommandRun.of("cdn", "edge", "--cache", file, "--origin", "http://o/")
                        .assertFailsWithOneLine())
                .contains("file");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(CommandRun.of(
                                    "cdn",
                                    "edge",
                                    "--cache",
                                    cache,
                                    "--origin",
                                    "http://o/",
                                    "--port",
                                    taken.getLocalPort())
                            .assertFailsWithOneLine())
                    .endsWith("Address already in use; choose another --host or --port");
        }
    }

    @Test
    void folderOfOtherFilesIsLeftAlone() throws Exception {
        Path others = Files.createDirectories(folder.resolve("titles").resolve("en"));
        Path film = Files.writeString(others.resolve("film.mp4"), "film");
        assertThat(CommandRun.of("cdn", "edge", "--cache", others.getParent(), "--origin", "http://127.0.0.1:1/")
                        .assertFailsWithOneLine())
                .isEqualTo(others.getParent() + " holds en, which is no edge's: name an empty folder as --cache, or one"
                        + " that an edge had");
        assertThat(film).hasContent("film");
        try (Stream<Path> files = Files.list(others.getParent())) {
            assertThat(files).containsExactly(others);
        }
        assertThat(CommandRun.of("cdn", "edge", "--cache", film, "--origin", "http://127.0.0.1:1/")
                        .assertFailsWithOneLine())
                .isEqualTo(film + ": is not a folder; name a folder");
    }

    @Test
    void adminPortThatIsNoneIsOneLine() {
        assertThat(CommandRun.of(
                                "cdn",
                                "edge",
                                "--cache",
                                folder.resolve("cache"),
                                "--origin",
                                "http://127.0.0.1:1/",
                                "--port",
                                0,
                                "--admin-port",
                                99_999)
                        .assertFailsWithOneLine())
                .isEqualTo("port 99999 is not from 0 to 65535");
    }
}

package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CdnSteerCommandTest {
    private static final int INTERRUPTED = 130;

    @TempDir
    private Path folder;

    @Test
    void steersUntilCtrlC() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/kill")), "needs /bin/kill");
        Files.writeString(Files.createDirectories(folder.resolve("titles/film")).resolve("manifest.mpd"), "<MPD/>");
        try (Edge edge = Edge.serve(folder.resolve("titles"), folder)) {
            Path config = Files.writeString(
                    folder.resolve("steer.yaml"),
                    "edges: [{id: alpha, url: " + edge.url() + "}, {id: beta, url: 'http://127.0.0.1:" + unused()
                            + "/'}]\ntitles: [film]\n");
            Path state = folder.resolve("steer.json");
            try (Edge steer =
                    Edge.start(folder, "cdn", "steer", config, "--port", 0, "--admin-port", 0, "--state", state)) {
                assertThat(get(steer.url().resolve("film"))).contains("\"PATHWAY-PRIORITY\":[\"alpha\"]");
                steer.process().interrupt();
                assertThat(steer.process().exitCode()).isEqualTo(INTERRUPTED);
                assertThat(steer.process().errors())
                        .contains("edge beta at http://127.0.0.1:", "cannot be connected to");
            }
        }
    }

    private static int unused() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String get(URI uri) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    @Test
    void saysInOneLineWhatIsWrong() throws IOException {
        assertThat(CommandRun.of("cdn", "steer", folder.resolve("none")).assertFailsWithOneLine())
                .contains("none: no such file or folder");
        assertThat(line("edges: []\ntitles: [film]")).endsWith("steer.yaml: there are no edges; list some");
        assertThat(line("edges: [{id: alpha, url: 'http://127.0.0.1:" + unused() + "/'}]\ntitles: [film]"))
                .endsWith("no edge answers; check their urls, and that they are running");
        assertThat(CommandRun.of("cdn").assertWrongUsage()).startsWith("Missing required subcommand");
    }

    @Test
    void stateThatCannotBeWrittenIsKnownAtOnce() throws IOException {
        Path config = Files.writeString(
                folder.resolve("steer.yaml"),
                "edges: [{id: alpha, url: 'http://127.0.0.1:" + unused() + "/'}]\ntitles: [film]");
        Path state = folder.resolve("missing").resolve("state.json");
        assertThat(CommandRun.of("cdn", "steer", config, "--port", 0, "--admin-port", 0, "--state", state)
                        .assertFailsWithOneLine())
                .startsWith(state.toString());
    }

    private String line(String config) throws IOException {
        Path file = Files.writeString(folder.resolve("steer.yaml"), config);
        return CommandRun.of("cdn", "steer", file, "-q", "--port", 0, "--admin-port", 0)
                .assertFailsWithOneLine();
    }
}

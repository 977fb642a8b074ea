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

class ServeCommandTest {
    private static final int INTERRUPTED = 130;

    @TempDir
    private Path folder;

    @Test
    void servesUntilCtrlC() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/kill")), "needs /bin/kill");
        Path title = Files.createDirectory(folder.resolve("title"));
        Files.writeString(title.resolve("manifest.mpd"), "<MPD/>");
        try (Edge edge = Edge.serve(folder, folder, "--access-log", "-")) {
            URI url = edge.url();
            RundeltaProcess serve = edge.process();
            assertThat(get(url.resolve("title/manifest.mpd"))).isEqualTo("<MPD/>");
            assertThat(get(url)).contains("href=\"/title/\"");
            assertThat(get(url.resolve("title/"))).contains("<rundelta-player ", "src=\"rundelta-player.js\"");
            assertThat(get(url.resolve("title/rundelta-player.js"))).contains("rundelta-player");
            serve.interrupt();
            assertThat(serve.exitCode()).isEqualTo(INTERRUPTED);
            assertThat(serve.errors().lines())
                    .anyMatch(line -> line.contains("\"GET /title/manifest.mpd HTTP/") && line.contains("\" 200 6 "));
        }
    }

    private static String get(URI uri) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    @Test
    void saysInOneLineWhatIsWrong() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThat(CommandRun.of("serve", folder.resolve("none")).assertFailsWithOneLine())
                .contains("none: no such file or folder");
        assertThat(CommandRun.of("serve", file).assertFailsWithOneLine()).contains("file: is not a folder");
        assertThat(CommandRun.of("serve", folder, "--port", 70000).assertFailsWithOneLine())
                .isEqualTo("port 70000 is not from 0 to 65535");
        assertThat(CommandRun.of("serve", folder, "--host", "192.0.2.1").assertFailsWithOneLine())
                .contains("192.0.2.1:8000: ", "; choose another --host or --port");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(CommandRun.of("serve", folder, "--port", taken.getLocalPort())
                            .assertFailsWithOneLine())
                    .isEqualTo("127.0.0.1:" + taken.getLocalPort()
                            + ": Address already in use; choose another --host or --port");
        }
    }
}

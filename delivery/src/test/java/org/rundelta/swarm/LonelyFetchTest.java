package org.rundelta.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A fetch that knows no peer asks its tracker again before the tracker wants it to. */
@Timeout(60)
class LonelyFetchTest {
    private static final int HOUR = 3600;

    @TempDir
    Path folder;

    @Test
    void peerThatComesAfterTheFirstAnswerIsFoundSoon() throws Exception {
        Path title = TestFiles.random(folder.resolve("title"), 6, "1.m4s", 50_000);
        try (ServerSocket tracker = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                TestPeers swarm = new TestPeers(TestTorrents.of(title, url(tracker)))) {
            // The seed's own announce is the first, the fetch's first finds nobody.
            Thread answers = new Thread(() -> answerAll(tracker, swarm));
            answers.setDaemon(true);
            answers.start();
            swarm.seed(folder, false, 0);
            swarm.fetch(folder.resolve("target"), 0).awaitComplete();
        }
        TestFiles.assertSame(title, folder.resolve("target/title"));
    }

    @Test
    void trackerMayForbidIt() throws Exception {
        TrackerAnswer answer = read(Map.of("interval", HOUR, "min interval", 60));
        assertThat(answer.dueSeconds(true, 2)).isEqualTo(60);
        assertThat(answer.dueSeconds(true, 128)).isEqualTo(128);
        assertThat(answer.dueSeconds(true, 2 * HOUR)).isEqualTo(HOUR);
        assertThat(answer.dueSeconds(false, 2)).isEqualTo(HOUR);
        assertThat(read(Map.of("interval", HOUR)).dueSeconds(true, 2)).isEqualTo(2);
        assertThat(read(Map.of("interval", HOUR, "min interval", -7)).dueSeconds(true, 2))
                .isEqualTo(2);
        assertThat(read(Map.of("interval", 9, "min interval", HOUR)).dueSeconds(true, 2))
                .isEqualTo(9);
    }

    private static TrackerAnswer read(Map<String, Integer> answer) throws SwarmException {
        return TrackerAnswer.read(Bencode.encode(answer));
    }

    private static URI url(ServerSocket tracker) {
        return URI.create("http://127.0.0.1:" + tracker.getLocalPort() + "/announce");
    }

    private static void answerAll(ServerSocket tracker, TestPeers swarm) {
        try {
            for (int asked = 0; !tracker.isClosed(); asked++) {
                answer(tracker, asked < 2 ? List.of() : swarm.addresses().subList(0, 1));
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private static void answer(ServerSocket tracker, List<InetSocketAddress> peers) throws IOException {
        try (Socket socket = tracker.accept()) {
            BufferedReader request =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            assertThat(request.readLine()).startsWith("GET /announce?");
            byte[] answer = Bencode.encode(Map.of("interval", HOUR, "peers", CompactPeers.ipv4(peers)));
            OutputStream out = socket.getOutputStream();
            out.write(("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + answer.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(answer);
        }
    }
}

package org.rundelta.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections that are held, slow or half open do not keep others from being served, and end. */
class ManyConnectionsTest {
    private static final int MANY = 1000;
    private static final int LARGE = 20_000_000;

    private static final String REQUEST = "GET /large.m4s HTTP/1.1\r\nHost: edge\r\n\r\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.write(folder.resolve("large.m4s"), new byte[LARGE]);
        Files.writeString(folder.resolve("small.m4s"), "media");
    }

    private TestEdge edge(Duration idle, Duration header) throws IOException {
        return TestEdge.of(folder, new Limits(idle, header), Map.of(), null);
    }

    private static void assertServed(TestEdge edge) throws IOException {
        assertThat(RawClient.get(edge.uri(), "/small.m4s")).endsWith("\r\n\r\nmedia");
    }

    private static Socket open(TestEdge edge, String begin) throws IOException {
        Socket socket = RawClient.connect(edge.uri());
        socket.getOutputStream().write(begin.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static void close(List<Socket> sockets) throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void athousandAreHeld() throws IOException {
        try (TestEdge edge = TestEdge.of(folder)) {
            List<Socket> held = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                // Silent, in the middle of a header, or not reading a large response.
                held.add(open(edge, i % 20 == 0 ? REQUEST : i % 2 == 0 ? "" : "GET /sma"));
            }
            assertServed(edge);
            for (int i = 1; i < MANY; i += 2) {
                Socket socket = held.get(i);
                socket.getOutputStream()
                        .write("ll.m4s HTTP/1.1\r\nHost: edge\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(socket.getInputStream().readAllBytes()).asString().endsWith("\r\n\r\nmedia");
            }
            close(held);
        }
    }

    @Test
    void idleOnesEnd() throws Exception {
        try (TestEdge edge = edge(Duration.ofMillis(300), Duration.ofMinutes(1))) {
            List<Socket> all = List.of(open(edge, ""), open(edge, "GET /sma"), open(edge, "GET / HTTP/1.1\r\nHost: e"));
            for (Socket socket : all) {
                assertThat(RawClient.status(
                                new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1)))
                        .isIn(0, 400, 408);
            }
            close(all);
            Socket unread = open(edge, REQUEST);
            Thread.sleep(1500);
            assertThat(readToTheEnd(unread)).isLessThan(LARGE);
            assertServed(edge);
        }
    }

    @Test
    void headersThatDripEnd() throws Exception {
        try (TestEdge edge = edge(Duration.ofMinutes(1), Duration.ofMillis(400));
                Socket socket = open(edge, "GET / HTTP/1.1\r\n")) {
            assertThat(isEndedWhileDripping(socket)).isTrue();
            assertServed(edge);
        }
    }

    private static boolean isEndedWhileDripping(Socket socket) throws Exception {
        socket.setSoTimeout(20);
        for (int i = 0; i < 1000; i++) {
            try {
                socket.getOutputStream().write('a');
                if (socket.getInputStream().read() < 0) {
                    return true;
                }
            } catch (java.net.SocketTimeoutException e) {
                // nothing yet
            } catch (SocketException e) {
                return true;
            }
        }
        return false;
    }

    @Test
    void slowReadersGetAllAndKeepNobodyWaiting() throws Exception {
        try (TestEdge edge = TestEdge.of(folder)) {
            List<Socket> slow = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                Socket socket = open(edge, REQUEST.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
                socket.getInputStream().readNBytes(1000);
                slow.add(socket);
            }
            assertServed(edge);
            assertThat(readToTheEnd(slow.get(99))).isGreaterThan(LARGE - 1000);
            close(slow);
        }
    }

    private static long readToTheEnd(Socket socket) throws IOException {
        long count = 0;
        byte[] buffer = new byte[1 << 16];
        try (socket) {
            InputStream in = socket.getInputStream();
            for (int read; (read = in.read(buffer)) >= 0; ) {
                count += read;
            }
        } catch (SocketException e) {
            return count; // reset
        }
        return count;
    }
}

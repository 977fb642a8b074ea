package org.rundelta.push;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers as servers may write them (RFC 9112), and as they may not. */
@Timeout(30)
class HttpConnectionsTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    private Script server;
    private HttpConnections http;

    /** Answers each request with the next of its answers, over as many connections as are made. Those that begin with "close " are the last of their connection, with "early close " without reading the body of the request. */
    private static final class Script implements Closeable {
        private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final Queue<String> answers = new ConcurrentLinkedQueue<>();
        private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
        private final List<Socket> connections = Collections.synchronizedList(new ArrayList<>());

        Script() throws IOException {
            start(this::accept);
        }

        private static void start(Runnable work) {
            Thread thread = new Thread(work, "script");
            thread.setDaemon(true);
            thread.start();
        }

        private void accept() {
            try {
                while (true) {
                    Socket connection = listening.accept();
                    connections.add(connection);
                    start(() -> serve(connection));
                }
            } catch (IOException e) {
                // the test is over
            }
        }

        private void serve(Socket connection) {
            try (connection) {
                for (String request = request(connection); request != null; request = request(connection)) {
                    requests.add(request);
                    String answer = answers.remove();
                    boolean isLast = answer.contains("close ");
                    connection
                            .getOutputStream()
                            .write(answer.replaceFirst("^.*close ", "").getBytes(ISO_8859_1));
                    if (isLast) {
                        return;
                    }
                }
            } catch (IOException e) {
                // as if it had closed
            }
        }

        private String request(Socket connection) throws IOException {
            InputStream in = connection.getInputStream();
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
                int next = in.read();
                if (next < 0) {
                    return null;
                }
                head.write(next);
            }
            String text = head.toString(ISO_8859_1);
            if (answers.element().startsWith("early ")) {
                return text;
            }
            int at = text.indexOf("Content-Length: ");
            int length = at < 0 ? 0 : Integer.parseInt(text.substring(at + 16, text.indexOf('\r', at)));
            return text + new String(in.readNBytes(length), ISO_8859_1);
        }

        @Override
        public void close() throws IOException {
            listening.close();
            for (Socket connection : connections) {
                connection.close();
            }
        }
    }

    @BeforeEach
    void start() throws IOException {
        server = new Script();
        http = new HttpConnections(URI.create("http://127.0.0.1:" + server.listening.getLocalPort() + "/"));
    }

    @AfterEach
    void stop() throws IOException {
        http.close();
        server.close();
    }

    private String get(String answer) throws IOException {
        server.answers.add(answer);
        return http.send("GET", "/x", "", HttpConnections.Body.NONE, LONG, (head, body) -> head.status() + body.text());
    }

    @Test
    void aBodyMayBeRefusedBeforeItIsSent() throws IOException {
        server.answers.add("early close HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n");
        ByteBuffer large = ByteBuffer.allocate(1 << 26);
        HttpConnections.Body body = out -> {
            while (large.hasRemaining()) {
                out.write(large);
            }
        };
        int status = http.send(
                "PUT",
                "/x",
                "Content-Length: " + large.capacity() + "\r\n",
                body,
                LONG,
                (head, answer) -> head.status());
        assertThat(status).isEqualTo(413);
    }

    @Test
    void readsBodiesHoweverTheyEnd() throws IOException {
        assertThat(get(OK + "content-length:  5\r\n\r\nmedia")).isEqualTo("200media");
        assertThat(get(OK + "Content-Length: 0\r\n\r\n")).isEqualTo("200");
        assertThat(get(OK + "Transfer-Encoding: chunked\r\n\r\n3;a=b\r\nmed\r\n2\r\nia\r\n0\r\nTrailer: x\r\n\r\n"))
                .isEqualTo("200media");
        assertThat(get("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + OK + "Content-Length: 2\r\n\r\nab"))
                .isEqualTo("200ab");
        assertThat(get("HTTP/1.1 204 No Content\r\n\r\n")).isEqualTo("204");
        assertThat(server.connections).as("one for all of them").hasSize(1);
        assertThat(get("close " + OK + "\r\nto the end")).isEqualTo("200to the end");
        assertThat(get("close HTTP/1.0 404 Not Found\r\nContent-Length: 4\r\n\r\nnone"))
                .isEqualTo("404none");
        assertThat(server.connections).hasSize(2);
    }

    @Test
    void nothingFollowsTheHeadOfHead() throws IOException {
        server.answers.add(OK + "Content-Length: 70000\r\n\r\n");
        assertThat(http.<Long>send(
                        "HEAD",
                        "/x",
                        "",
                        HttpConnections.Body.NONE,
                        LONG,
                        (head, body) -> head.length().getAsLong() + body.count()))
                .isEqualTo(70_000);
        assertThat(get(OK + "Content-Length: 1\r\n\r\na")).isEqualTo("200a");
        assertThat(server.connections).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "close ",
                "close HTTP/1.1 200 OK\r\nContent-Len",
                "close HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nmed",
                "close HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nmed",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nmedia\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nmedia",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 4\r\n\r\nmedia",
                "HTTP/2 200\r\n\r\n",
                "SSH-2.0-OpenSSH\r\n"
            })
    void answersThatAreNone(String answer) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> get(answer))
                .withMessageContaining("it");
    }

    /** As nginx does after so many requests, or a while. */
    @Test
    void aConnectionThatTheServerClosedIsReplaced() throws IOException {
        server.answers.add("close " + OK + "Content-Length: 0\r\n\r\n");
        server.answers.add(OK + "Content-Length: 0\r\n\r\n");
        byte[] bytes = "media".repeat(1000).getBytes(UTF_8);
        for (int request = 0; request < 2; request++) {
            int status = http.send(
                    "PUT",
                    "/x",
                    "Content-Length: " + bytes.length + "\r\n",
                    out -> out.write(ByteBuffer.wrap(bytes)),
                    LONG,
                    (head, body) -> head.status());
            assertThat(status).isEqualTo(200);
        }
        assertThat(server.connections).hasSize(2);
        assertThat(server.requests).hasSize(2).allMatch(request -> request.endsWith(new String(bytes, UTF_8)));
    }

    /** As sockets do when the program is stopped and goes on: a server that got no more would wait for the rest. */
    @Test
    void whatIsWrittenInPartIsWrittenOn() throws IOException {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        HttpConnections.Body.of("media".getBytes(UTF_8)).send(new WritableByteChannel() {
            @Override
            public int write(ByteBuffer bytes) {
                sent.write(bytes.get());
                return 1;
            }

            @Override
            public boolean isOpen() {
                return true;
            }

            @Override
            public void close() {}
        });
        assertThat(sent.toString(UTF_8)).isEqualTo("media");
    }

    @Test
    void aServerThatTakesNothingIsGivenUp() throws IOException {
        byte[] large = new byte[1 << 26];
        try (ServerSocket deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                HttpConnections slow =
                        new HttpConnections(URI.create("http://127.0.0.1:" + deaf.getLocalPort() + "/"))) {
            String length = "Content-Length: " + large.length + "\r\n";
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> slow.send(
                            "PUT",
                            "/x",
                            length,
                            HttpConnections.Body.of(large),
                            Duration.ofMillis(300),
                            (head, answer) -> 0))
                    .withMessageContaining("it takes too long");
        }
    }

    @Test
    void aServerThatNeverAnswersIsGivenUp() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> {
                    server.answers.add("");
                    http.send("GET", "/x", "", HttpConnections.Body.NONE, Duration.ofMillis(1), (head, body) -> 0);
                })
                .withMessageContaining("it takes too long");
    }
}

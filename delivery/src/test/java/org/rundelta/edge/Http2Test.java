package org.rundelta.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTP/2 as two clients speak it: Java's upgrades, curl knows it beforehand. */
class Http2Test {
    private static final int HEADERS = 1;
    private static final int SETTINGS = 4;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    private static final byte[] MEDIA = new byte[3_000_000];

    @TempDir
    private Path folder;

    private TestEdge edge;

    @BeforeEach
    void start() throws IOException {
        new Random(1).nextBytes(MEDIA);
        Files.write(folder.resolve("1.m4s"), MEDIA);
        Files.writeString(folder.resolve("manifest.mpd"), "<MPD/>");
        edge = TestEdge.of(folder);
    }

    @AfterEach
    void stop() {
        edge.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(edge.uri().resolve(path)).version(HttpClient.Version.HTTP_2);
    }

    @Test
    void upgrades() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        client.send(request("/manifest.mpd").build(), BodyHandlers.discarding()); // upgrades
        List<CompletableFuture<HttpResponse<byte[]>>> all = IntStream.range(0, 100)
                .mapToObj(i -> client.sendAsync(
                        request("/1.m4s").header("Range", "bytes=" + i + "-").build(), BodyHandlers.ofByteArray()))
                .toList();
        for (int i = 0; i < all.size(); i++) {
            HttpResponse<byte[]> response = all.get(i).get();
            assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(response.statusCode()).isEqualTo(206);
            assertThat(response.body()).isEqualTo(Arrays.copyOfRange(MEDIA, i, MEDIA.length));
        }
        HttpResponse<byte[]> head = client.send(
                request("/1.m4s")
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofByteArray());
        assertThat(head.headers().firstValueAsLong("content-length")).hasValue(MEDIA.length);
        assertThat(head.body()).isEmpty();
        assertThat(client.send(request("/%2e%2e/1.m4s").build(), BodyHandlers.discarding())
                        .statusCode())
                .isIn(400, 404);
    }

    @Test
    void whoAsksForMuchAndReadsNothingIsCutOff() throws Exception {
        Limits limits = new Limits(Duration.ofSeconds(1), Duration.ofMinutes(1));
        try (TestEdge impatient = TestEdge.of(folder, limits, Map.of(), null);
                Socket socket = RawClient.connect(impatient.uri())) {
            ByteArrayOutputStream sent = new ByteArrayOutputStream();
            sent.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            sent.writeBytes(frame(SETTINGS, 0, 0));
            byte[] header = header("/1.m4s");
            for (int stream = 1; stream < 200; stream += 2) {
                sent.writeBytes(frame(HEADERS, END_STREAM | END_HEADERS, stream, header));
            }
            socket.getOutputStream().write(sent.toByteArray());
            byte[] got = socket.getInputStream().readAllBytes(); // ends
            assertThat(got).hasSizeBetween(65_535, 200_000); // no more than the window that a client has at first
            assertThat(RawClient.get(impatient.uri(), "/manifest.mpd")).endsWith("<MPD/>");
        }
    }

    /** RFC 9113, 4.1. */
    private static byte[] frame(int type, int flags, int stream, byte... payload) {
        return ByteBuffer.allocate(9 + payload.length)
                .putInt(payload.length << 8 | type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    /** GET, by http, of a path, as HPACK writes it without a table of its own (RFC 7541, 6). */
    private static byte[] header(String path) {
        ByteBuffer header = ByteBuffer.allocate(100).put((byte) 0x82).put((byte) 0x86);
        for (String[] field : new String[][] {{"\4", path}, {"\1", "edge"}}) {
            header.put((byte) field[0].charAt(0)).put((byte) field[1].length());
            header.put(field[1].getBytes(StandardCharsets.US_ASCII));
        }
        return Arrays.copyOf(header.array(), header.position());
    }

    @Test
    void isKnownBeforehand() throws Exception {
        assertThat(curl("1.m4s")).isEqualTo("2 200");
        assertThat(folder.resolve("got")).hasBinaryContent(MEDIA);
        assertThat(curl("a/../../../../../../etc/passwd")).isIn("2 400", "2 404");
        assertThat(curl("%2e%2e/%2e%2e/%2e%2e/etc/passwd")).isIn("2 400", "2 404");
    }

    /** Version and status. */
    private String curl(String path) throws IOException {
        Path curl = Path.of("/usr/bin/curl");
        assumeTrue(Files.isExecutable(curl), "needs curl");
        Process process = new ProcessBuilder(
                        curl.toString(),
                        "-sS",
                        "--http2-prior-knowledge",
                        "--path-as-is",
                        "-w",
                        "%{http_version} %{http_code}",
                        "-o",
                        folder.resolve("got").toString(),
                        edge.uri() + path)
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
}

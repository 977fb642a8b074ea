package org.rundelta.player;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rundelta.dash.ManifestException;
import org.rundelta.dash.MpdReader;

/** What a viewer would expect of a player whose server misbehaves: it goes on if it can, else says why not. */
class FaultyServerTest {
    private static final int SEGMENTS = 5;
    private static final String THIRD = "v./3.m4s";

    private final CountDownLatch end = new CountDownLatch(1);
    private TestTitle title;
    private TestServer server;

    @BeforeEach
    void serve() throws IOException {
        title = new TestTitle(SEGMENTS).numbered("").manifest("");
        server = new TestServer(title.files);
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.close();
    }

    private static ClientReport play(URI manifest) throws IOException, ManifestException {
        return play(manifest, Fault.NOT_FOUND);
    }

    /** Only where a timeout is what the test waits for is it short: any server may be slow on a busy machine. */
    private static ClientReport play(URI manifest, Fault fault) throws IOException, ManifestException {
        ClientOptions options = ClientOptions.of(manifest)
                .withBuffer(Duration.ofSeconds(4))
                .withTimeout(fault.isSilence() ? Duration.ofMillis(400) : Duration.ofSeconds(30))
                .fast()
                .withoutReplacing();
        return StreamingClient.play(options, ClientListener.SILENT);
    }

    /** Ways to fail. */
    private enum Fault {
        NOT_FOUND,
        SERVER_ERROR,
        SILENT,
        HANGING,
        CUT_SHORT,
        REDIRECTED_FOR_EVER,
        NOT_MP4,
        ANOTHER_SEGMENT,
        EMPTY,
        NO_RANGE;

        boolean isSilence() {
            return this == SILENT || this == HANGING;
        }
    }

    private void answer(Fault fault, HttpExchange exchange) throws IOException {
        byte[] whole = title.file("v0/3.m4s");
        switch (fault) {
            case NOT_FOUND -> exchange.sendResponseHeaders(404, -1);
            case SERVER_ERROR -> exchange.sendResponseHeaders(503, -1);
            case SILENT -> hang();
            case HANGING -> {
                exchange.sendResponseHeaders(200, whole.length);
                exchange.getResponseBody().write(whole, 0, 100);
                exchange.getResponseBody().flush();
                hang();
            }
            case CUT_SHORT -> {
                exchange.sendResponseHeaders(200, whole.length);
                exchange.getResponseBody().write(whole, 0, 100);
                exchange.getResponseBody().flush();
            }
            case REDIRECTED_FOR_EVER -> {
                exchange.getResponseHeaders()
                        .set("Location", exchange.getRequestURI().getPath());
                exchange.sendResponseHeaders(302, -1);
            }
            case NOT_MP4 ->
                TestServer.send(exchange, 200, "<html>sorry, not here</html>".getBytes(StandardCharsets.UTF_8));
            case ANOTHER_SEGMENT -> TestServer.send(exchange, 200, title.file("v0/4.m4s"));
            case EMPTY -> TestServer.send(exchange, 200, Arrays.copyOf(whole, 20));
            case NO_RANGE -> exchange.sendResponseHeaders(416, -1);
        }
    }

    private void hang() throws IOException {
        try {
            end.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IOException("enough");
    }

    /** One rung of one segment is lost for good: a lower one is played. */
    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"SILENT", "HANGING", "CUT_SHORT"},
            mode = EnumSource.Mode.EXCLUDE)
    void aLowerRung(Fault fault) throws IOException, ManifestException {
        server.fault = (exchange, path) -> {
            boolean isBad = path.matches("v[12]/3.m4s");
            if (isBad) {
                answer(fault, exchange);
            }
            return isBad;
        };
        ClientReport report = play(server.uri("manifest.mpd"), fault);
        assertThat(report.playback().fetched()).hasSize(SEGMENTS);
        assertThat(report.sources().get(2).representation()).isEqualTo("v0");
        assertThat(report.failures()).isPositive();
    }

    /** It fails once only. */
    @ParameterizedTest
    @EnumSource(Fault.class)
    void aSecondTryOrALowerRung(Fault fault) throws IOException, ManifestException {
        AtomicInteger failed = new AtomicInteger();
        server.fault = (exchange, path) -> {
            boolean isBad = path.matches(THIRD) && failed.getAndIncrement() == 0;
            if (isBad) {
                answer(fault, exchange);
            }
            return isBad;
        };
        ClientReport report = play(server.uri("manifest.mpd"), fault);
        assertThat(report.playback().fetched()).hasSize(SEGMENTS);
        assertThat(report.failures()).isLessThanOrEqualTo(1);
    }

    /** All of a server fails in the middle: the other is used from then on. */
    @ParameterizedTest
    @EnumSource(Fault.class)
    void theNextBaseUrl(Fault fault) throws IOException, ManifestException {
        try (TestServer other = new TestServer(title.files)) {
            String urls = "<BaseURL serviceLocation='near'>" + server.uri("") + "</BaseURL><BaseURL"
                    + " serviceLocation='far'>" + other.uri("") + "</BaseURL>";
            Map<String, byte[]> files = new HashMap<>(title.files);
            files.put(
                    "manifest.mpd",
                    new TestTitle(SEGMENTS).numbered("").manifest(urls).file("manifest.mpd"));
            server.files = files;
            server.fault = (exchange, path) -> {
                boolean isBad = path.matches(THIRD);
                if (isBad) {
                    answer(fault, exchange);
                }
                return isBad;
            };
            ClientReport report = play(server.uri("manifest.mpd"), fault);
            assertThat(report.sources())
                    .extracting(ClientReport.Source::pathway)
                    .containsExactly("near", "near", "far", "far", "far");
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void oneLineWhenNothingIsLeft(Fault fault) {
        server.fault = (exchange, path) -> {
            boolean isBad = path.matches(THIRD);
            if (isBad) {
                answer(fault, exchange);
            }
            return isBad;
        };
        assertThatThrownBy(() -> play(server.uri("manifest.mpd"), fault))
                .isInstanceOf(IOException.class)
                .hasMessageMatching("http://127.0.0.1:[0-9]+/v[0-9]/3.m4s: .{10,}")
                .hasMessageNotContaining("\n");
    }

    @Test
    void aServerThatIsGone() throws IOException {
        URI uri = server.uri("manifest.mpd");
        server.close();
        assertThatThrownBy(() -> play(uri))
                .isInstanceOf(IOException.class)
                .hasMessage(uri + ": cannot connect; check the address, and that the server is running");
    }

    /** All is sent where a part was asked for: the part is taken from it. */
    @Test
    void aServerWithoutRanges() throws IOException, ManifestException {
        Map<String, byte[]> files = new TestTitle(SEGMENTS).indexed("").manifest("").files;
        server.files = files;
        server.fault = (exchange, path) -> {
            TestServer.send(exchange, 200, files.get(path));
            return true;
        };
        ClientReport report = play(server.uri("manifest.mpd"));
        assertThat(report.playback().fetched()).hasSize(SEGMENTS);
        assertThat(report.failures()).isZero();
    }

    @Test
    void manifestsThatAreNone() {
        server.files = Map.of(
                "large.mpd", new byte[MpdReader.MAX_BYTES + 1],
                "entities.mpd", """
                <!DOCTYPE MPD [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><MPD>&b;</MPD>""".getBytes(StandardCharsets.UTF_8),
                "external.mpd", """
                <!DOCTYPE MPD [<!ENTITY a SYSTEM "file:///etc/passwd">]><MPD>&a;</MPD>""".getBytes(StandardCharsets.UTF_8),
                "page.mpd", "<html/>".getBytes(StandardCharsets.UTF_8),
                "files.mpd",
                        new String(title.file("manifest.mpd"), StandardCharsets.UTF_8)
                                .replace("<Period", "<BaseURL>file:///etc/</BaseURL><Period")
                                .getBytes(StandardCharsets.UTF_8));
        assertRefused("large.mpd", "over the limit of 8388608 bytes");
        assertRefused("entities.mpd", "a document type declaration is not allowed");
        assertRefused("external.mpd", "a document type declaration is not allowed");
        assertRefused("page.mpd", "not an MPD");
        assertRefused("files.mpd", "cannot be fetched");
    }

    private void assertRefused(String name, String reason) {
        assertThatThrownBy(() -> play(server.uri(name)))
                .as(name)
                .isInstanceOfAny(IOException.class, ManifestException.class)
                .hasMessageContaining(reason);
    }
}

package org.rundelta.player;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rundelta.codec.CodecConfig;
import org.rundelta.codec.Decoder;
import org.rundelta.dash.ManifestException;
import org.rundelta.mp4.FragmentReader;
import org.rundelta.mp4.Sample;
import org.rundelta.mp4.Track;

class StreamingClientTest {
    private static final int SEGMENTS = 6;

    private static ClientReport play(URI manifest) throws IOException, ManifestException {
        ClientOptions options = ClientOptions.of(manifest)
                .withBuffer(Duration.ofSeconds(4))
                .fast()
                .withoutReplacing();
        return StreamingClient.play(options, ClientListener.SILENT);
    }

    private static TestTitle title(String kind) throws IOException {
        TestTitle title = new TestTitle(SEGMENTS);
        return switch (kind) {
            case "numbered" -> title.numbered("");
            case "timed" -> title.timed("");
            case "indexed" -> title.indexed("");
            case "listed" -> title.listed("");
            default -> title.numbered("one/").indexed("two/").timed("three/");
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"numbered", "timed", "indexed", "listed", "periods"})
    void playsEveryLayout(String kind) throws IOException, ManifestException {
        try (TestServer server = new TestServer(title(kind).manifest("").files)) {
            ClientReport report = play(server.uri("manifest.mpd"));
            int segments = kind.equals("periods") ? 3 * SEGMENTS : SEGMENTS;
            PlaybackReport playback = report.playback();
            assertThat(playback.fetched()).hasSize(segments);
            assertThat(report.sources()).hasSize(segments);
            assertThat(report.failures()).isZero();
            assertThat(playback.playedMs()).isCloseTo(segments * 1000.0, within(1e-6));
            assertThat(playback.fetched().get(segments - 1).rung()).isEqualTo(TestTitle.rungs() - 1);
            assertThat(report.sources().get(segments - 1).representation()).isEqualTo("v2");
            assertThat(playback.fetched()).allMatch(each -> each.bufferMs() <= 3000);
        }
    }

    @Test
    void playsFiles(@TempDir Path folder) throws IOException, ManifestException {
        for (Map.Entry<String, byte[]> file :
                title("periods").manifest("").files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        ClientReport report = play(folder.resolve("manifest.mpd").toUri());
        assertThat(report.playback().fetched()).hasSize(3 * SEGMENTS);
        assertThat(report.playback().title().name())
                .isEqualTo(folder.getFileName().toString());
    }

    /** All the audio, each segment once, with the video in which it begins. */
    @Test
    void audioFollowsTheVideo() throws IOException, ManifestException {
        try (TestServer server = new TestServer(title("timed").manifest("").files)) {
            play(server.uri("manifest.mpd"));
            List<String> media = server.requests.stream()
                    .filter(path -> path.endsWith(".m4s"))
                    .map(path -> path.replaceFirst("v./", "v/"))
                    .toList();
            assertThat(media)
                    .containsExactly(
                            "a/1.m4s",
                            "a/2.m4s",
                            "v/t090000.m4s",
                            "a/3.m4s",
                            "v/t090900.m4s",
                            "a/4.m4s",
                            "v/t091800.m4s",
                            "a/5.m4s",
                            "v/t092700.m4s",
                            "a/6.m4s",
                            "a/7.m4s",
                            "v/t093600.m4s",
                            "a/8.m4s",
                            "v/t094500.m4s");
        }
    }

    /** Waiting costs no time; the report tells what it would have been. */
    @Test
    void fastLeavesOutWaitingOnly() throws IOException, ManifestException {
        try (TestServer server = new TestServer(new TestTitle(30).numbered("").manifest("").files)) {
            long start = System.nanoTime();
            ClientReport report = play(server.uri("manifest.mpd"));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
            assertThat(report.playback().fetched().get(29).requestedMs()).isGreaterThan(25_000);
            assertThat(report.playback().totalMs()).isBetween(30_000.0, 60_000.0);
        }
    }

    @Test
    void realTimeTakesItsTime() throws IOException, ManifestException {
        try (TestServer server = new TestServer(new TestTitle(4).numbered("").manifest("").files)) {
            ClientOptions options = ClientOptions.of(server.uri("manifest.mpd")).withBuffer(Duration.ofSeconds(2));
            long start = System.nanoTime();
            ClientReport report = StreamingClient.play(options, ClientListener.SILENT);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(1900));
            assertThat(report.playback().fetched()).hasSize(4);
        }
    }

    /** All of three periods and their audio, from 0 on; nothing beside it. */
    @Test
    void savesWhatIsPlayed(@TempDir Path folder) throws Exception {
        Path movie = folder.resolve("played.mp4");
        TestTitle title = new TestTitle(SEGMENTS).timed("one/").indexed("two/").timed("three/");
        try (TestServer server = new TestServer(title.manifest("").files)) {
            StreamingClient.play(
                    ClientOptions.of(server.uri("manifest.mpd")).fast().saved(movie), ClientListener.SILENT);
        }
        try (FragmentReader reader = FragmentReader.open(movie)) {
            assertThat(reader.init().durationMs()).isEqualTo(3000 * SEGMENTS + 400);
            Track video = reader.init().tracks().get(0);
            Decoder decoder = new Decoder(CodecConfig.parse(video.entry().config()));
            for (int frame = 0; frame < 3 * SEGMENTS * TestTitle.FRAMES; frame++) {
                Sample sample = reader.next(video.id());
                assertThat(sample.decodeTime()).isEqualTo(frame * video.timescale() / TestTitle.FRAMES);
                decoder.decode(sample.data());
            }
            assertThat(reader.next(video.id())).isNull();
            int audio = reader.init().tracks().get(1).id();
            List<Double> seconds = new ArrayList<>();
            for (Sample sample = reader.next(audio); sample != null; sample = reader.next(audio)) {
                seconds.add(sample.decodeTime() / 48_000.0);
            }
            assertThat(seconds).hasSize(16).startsWith(0.0, 0.8).contains(2.0 * SEGMENTS, 2.0 * SEGMENTS + 0.8);
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(movie);
        }
    }

    @Test
    void whatCannotBeSaved(@TempDir Path folder) throws IOException {
        TestTitle title = new TestTitle(2).numbered("").manifest("");
        String text = new String(title.file("manifest.mpd"), StandardCharsets.UTF_8);
        for (String[] each : new String[][] {
            {"id='v1'", "id='v1' codecs='avc1.42c00a'", "id='v2'", "id='v2' codecs='rdv1.1.0'", "coded as avc1 and rdv1"
            },
            {"video/mp4", "video/webm", "", "", "representation v0 is not in MP4"},
        }) {
            String other = text.replace(each[0], each[1]).replace(each[2], each[3]);
            title.files.put("manifest.mpd", other.getBytes(StandardCharsets.UTF_8));
            try (TestServer server = new TestServer(title.files)) {
                ClientOptions options =
                        ClientOptions.of(server.uri("manifest.mpd")).fast().saved(folder.resolve("played.mp4"));
                assertThatThrownBy(() -> StreamingClient.play(options, ClientListener.SILENT))
                        .isInstanceOf(ManifestException.class)
                        .hasMessageContaining(each[4])
                        .hasMessageEndingWith("; leave out --save");
                assertThat(server.requests).containsExactly("manifest.mpd");
            }
        }
    }

    @Test
    void baseUrlsResolveAgainstWhereTheManifestWasFound() throws IOException, ManifestException {
        TestTitle title = new TestTitle(2).numbered("deep/er/").manifest("<BaseURL>../x/.././y/</BaseURL>");
        Map<String, byte[]> files = new HashMap<>();
        title.files.forEach((path, bytes) -> files.put("y/" + path, bytes));
        try (TestServer server = new TestServer(files)) {
            server.fault = (exchange, path) -> {
                if (path.equals("elsewhere.mpd")) {
                    exchange.getResponseHeaders().set("Location", "/a/manifest.mpd?token=1");
                    exchange.sendResponseHeaders(302, -1);
                    return true;
                }
                if (path.equals("a/manifest.mpd")) {
                    TestServer.send(exchange, 200, title.file("manifest.mpd"));
                    return true;
                }
                return false;
            };
            ClientReport report = play(server.uri("elsewhere.mpd"));
            assertThat(report.sources().get(0).baseUrl()).isEqualTo(server.uri("y/deep/er/"));
        }
    }

    @Test
    void refusals() throws IOException {
        TestTitle title = new TestTitle(1).numbered("").manifest("");
        try (TestServer server = new TestServer(title.files)) {
            assertThatThrownBy(() -> play(server.uri("none.mpd")))
                    .isInstanceOf(IOException.class)
                    .hasMessage(server.uri("none.mpd") + ": not found (HTTP 404); check the address");
            assertThatThrownBy(() -> play(server.uri("v0/1.m4s")))
                    .isInstanceOf(ManifestException.class)
                    .hasMessageStartingWith(server.uri("v0/1.m4s") + ": malformed MPD");
        }
        assertThatThrownBy(() -> play(URI.create("ftp://127.0.0.1/manifest.mpd")))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("a title is at http, https, or a path of this machine");
    }
}

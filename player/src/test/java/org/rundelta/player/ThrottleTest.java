package org.rundelta.player;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rundelta.abr.AbrRule;
import org.rundelta.abr.AbrRules;
import org.rundelta.abr.ReserveRule;
import org.rundelta.dash.ManifestException;
import org.rundelta.mp4.FragmentReader;
import org.rundelta.simulate.NetworkTrace;
import org.rundelta.simulate.Simulator;
import org.rundelta.simulate.TraceThrottle;

/** Over a trace the client gets what the simulator says. */
class ThrottleTest {
    private static final int SEGMENTS = 40;
    private static final Duration BUFFER = Duration.ofSeconds(12);
    private static final double BUFFER_MS = 12_000;

    /** Enough for the second rung, then for none, then for all. */
    private static final NetworkTrace TRACE = new NetworkTrace(
            "drawn",
            "steps",
            List.of(
                    new NetworkTrace.Period(9000, 60, 80),
                    new NetworkTrace.Period(7000, 6, 300),
                    new NetworkTrace.Period(12_000, 300, 20)));

    private static final int FEW = 8;

    /** First enough for the lowest rung, then for all. */
    private static final NetworkTrace RISING = new NetworkTrace(
            "drawn", "rising", List.of(new NetworkTrace.Period(1300, 40, 5), new NetworkTrace.Period(90_000, 5000, 5)));

    private static ClientOptions options(TestServer server) {
        return ClientOptions.of(server.uri("manifest.mpd")).withBuffer(BUFFER).fast();
    }

    @ParameterizedTest
    @ValueSource(strings = {"throughput", "bola", "bolae", "dynamic", "foresight"})
    void agreesWithTheSimulator(String abr) throws IOException, ManifestException {
        try (TestServer server =
                new TestServer(new TestTitle(SEGMENTS).indexed("").manifest("").files)) {
            ClientOptions options = options(server).withAbr(abr);
            PlaybackReport real = StreamingClient.play(
                            options.withThrottle(new TraceThrottle(TRACE)), ClientListener.SILENT)
                    .playback();
            AbrRule rule = new ReserveRule(AbrRules.make(abr, real.title(), BUFFER_MS));
            PlaybackReport simulated = Simulator.play(real.title(), TRACE, rule, BUFFER_MS, true);
            assertThat(real.bitrateKbps()).isCloseTo(simulated.bitrateKbps(), within(0.1 * simulated.bitrateKbps()));
            assertThat(real.stallRatio()).isCloseTo(simulated.stallRatio(), within(0.05));
        }
    }

    @Test
    void framesAreDecodedAndCounted() throws IOException, ManifestException {
        try (TestServer server = new TestServer(new TestTitle(6).timed("").manifest("").files)) {
            assertThat(StreamingClient.play(options(server).decoded(), ClientListener.SILENT)
                            .frames())
                    .isEqualTo(6 * TestTitle.FRAMES);
        }
    }

    @Test
    void whatIsNotOursIsNotDecoded() throws IOException {
        TestTitle title = new TestTitle(2).numbered("").manifest("");
        title.files.replaceAll((path, bytes) -> path.endsWith("init.mp4")
                ? new String(bytes, StandardCharsets.ISO_8859_1)
                        .replace("rdv1", "avc1")
                        .replace("rdvC", "avcC")
                        .getBytes(StandardCharsets.ISO_8859_1)
                : bytes);
        try (TestServer server = new TestServer(title.files)) {
            assertThatThrownBy(() -> StreamingClient.play(options(server).decoded(), ClientListener.SILENT))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("only rdv1 is decoded here, not avc1");
        }
    }

    private ClientReport replacing(TestServer server, Path movie) throws IOException, ManifestException {
        ClientOptions options = options(server)
                .withThrottle(new TraceThrottle(RISING))
                .decoded()
                .saved(movie);
        return StreamingClient.play(options, ClientListener.SILENT);
    }

    /** What is shown in the end is decoded and saved; audio is fetched once. */
    @Test
    void replacesWhatIsLow(@TempDir Path folder) throws Exception {
        TestTitle title = new TestTitle(FEW).timed("").manifest("");
        Path movie = folder.resolve("played.mp4");
        List<ClientReport.Source> sources;
        try (TestServer server = new TestServer(title.files)) {
            ClientReport report = replacing(server, movie);
            assertThat(report.playback().replaced()).isPositive();
            List<Integer> rungs = report.playback().fetched().stream()
                    .map(PlaybackReport.Fetched::rung)
                    .toList();
            assertThat(rungs).isSorted().endsWith(2, 2, 2, 2, 2);
            sources = report.sources();
            assertThat(sources)
                    .extracting(
                            source -> Integer.valueOf(source.representation().substring(1)))
                    .containsExactlyElementsOf(rungs);
            assertThat(server.requests).doesNotHaveDuplicates();
            long shown = sources.stream().mapToLong(ClientReport.Source::bytes).sum();
            long all = server.requests.stream()
                    .filter(path -> path.endsWith(".m4s"))
                    .mapToLong(path -> title.file(path).length)
                    .sum();
            assertThat(shown + report.discardedBytes()).isEqualTo(all);
            assertThat(report.frames()).isEqualTo(FEW * TestTitle.FRAMES);
        }
        try (FragmentReader reader = FragmentReader.open(movie)) {
            int video = reader.init().tracks().get(0).id();
            for (int segment = 0; segment < FEW; segment++) {
                byte[] file = title.file(
                        String.format("%s/t%06d.m4s", sources.get(segment).representation(), 90_000 + 900 * segment));
                for (int frame = 0; frame < TestTitle.FRAMES; frame++) {
                    assertThat(latin(file)).contains(latin(reader.next(video).data()));
                }
            }
            assertThat(reader.next(video)).isNull();
        }
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** What was fetched before in another rung is nowhere in the best. */
    @Test
    void whatCannotBeReplacedIsShownAsItIs(@TempDir Path folder) throws Exception {
        try (TestServer server = new TestServer(new TestTitle(FEW).timed("").manifest("").files)) {
            server.fault = (exchange, path) -> {
                boolean isFirst =
                        server.requests.stream().noneMatch(before -> before.matches(path.replace("v2/", "v[01]/")));
                if (path.startsWith("v2/t") && !isFirst) {
                    exchange.sendResponseHeaders(404, -1);
                }
                return path.startsWith("v2/t") && !isFirst;
            };
            ClientReport report = replacing(server, folder.resolve("played.mp4"));
            assertThat(report.playback().fetched()).hasSize(FEW);
            assertThat(report.playback().replaced()).isZero();
            assertThat(report.failures()).isPositive();
            assertThat(report.discardedBytes()).isZero();
            assertThat(report.frames()).isEqualTo(FEW * TestTitle.FRAMES);
        }
    }
}

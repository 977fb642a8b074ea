package org.rundelta.player;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rundelta.abr.AbrRules;
import org.rundelta.dash.ManifestException;
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
            PlaybackReport simulated =
                    Simulator.play(real.title(), TRACE, AbrRules.make(abr, real.title(), BUFFER_MS), BUFFER_MS);
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
}

package org.rundelta.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;
import org.rundelta.abr.Decision;
import org.rundelta.abr.Title;

/**
 * Whatever bytes a trace or a movie description has, it is read or refused with a {@link SimulationException} of one line,
 * and what is read can be played. CONTRIBUTING.md says how to fuzz with it; otherwise the kept inputs are replayed.
 */
class TraceGuidedFuzzTest {
    private static final Title TITLE = Drawn.even(3, 1000, 1, 2);

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "[{\"duration_ms\":1000,\"bandwidth_kbps\":0.5,\"latency_ms\":20}]",
                        "duration_ms,bandwidth_kbps,latency_ms\n1000,2.5,20\n10,0,0\n",
                        "duration_ms,bandwidth_kbps\n1000,2.5\n",
                        "1\n1\n100\n250\n",
                        "{\"segment_duration_ms\":3000,\"bitrates_kbps\":[2,4],\"segment_sizes_bits\":[[1,2],[3,4]]}")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @Timeout(15)
    @FuzzTest
    void tracesAndMoviesAreReadOrRefused(byte[] document) {
        try {
            NetworkTrace trace = TraceReader.read(document, "set", "name", "fuzzed");
            Simulator.play(TITLE, trace, seen -> Decision.of(0), 4000);
        } catch (SimulationException e) {
            assertThat(e.getMessage().lines()).as(e.getMessage()).hasSize(1);
        }
        try {
            assertThat(TitleReader.movie(document, "name", "fuzzed").segments()).isPositive();
        } catch (SimulationException e) {
            assertThat(e.getMessage().lines()).as(e.getMessage()).hasSize(1);
        }
    }
}

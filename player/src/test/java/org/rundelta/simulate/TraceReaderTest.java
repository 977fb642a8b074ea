package org.rundelta.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rundelta.simulate.NetworkTrace.Period;

class TraceReaderTest {
    private static NetworkTrace read(String text) throws SimulationException {
        return TraceReader.read(text.getBytes(StandardCharsets.UTF_8), "set", "name", "the/file");
    }

    @Test
    void json() throws SimulationException {
        NetworkTrace trace = read("""
                [{"duration_ms": 1000, "bandwidth_kbps": 0, "latency_ms": 20},
                 {"latency_ms": 5, "bandwidth_kbps": 250.5, "duration_ms": 10, "other": 7}]""");
        assertThat(trace.periods()).containsExactly(new Period(1000, 0, 20), new Period(10, 250.5, 5));
    }

    @Test
    void csvWithAndWithoutLatency() throws SimulationException {
        assertThat(read("duration_ms,bandwidth_kbps,latency_ms\r\n1000,2.5,20\n\n10, 7, 0\n")
                        .periods())
                .containsExactly(new Period(1000, 2.5, 20), new Period(10, 7, 0));
        assertThat(read("duration_ms,bandwidth_kbps\n1000,2.5\n").periods()).containsExactly(new Period(1000, 2.5, 0));
    }

    /** A packet of 12,000 bits at each time; three in the first 100 ms, none in the next, one in the last 50. */
    @Test
    void mahimahi() throws SimulationException {
        assertThat(read("1\n1\n100\n250\n").periods())
                .containsExactly(new Period(100, 360, 0), new Period(100, 0, 0), new Period(50, 240, 0));
    }

    @Test
    void mahimahiCarriesEveryPacket() throws SimulationException {
        String text = IntStream.range(1, 1000).mapToObj(String::valueOf).collect(Collectors.joining("\n"));
        double bits = read(text).periods().stream()
                .mapToDouble(period -> period.durationMs() * period.bandwidthKbps())
                .sum();
        assertThat(bits).isEqualTo(999 * 12_000.0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hello                                                        | is no network trace
            ''                                                           | is no network trace
            []                                                           | 0 periods
            [{"duration_ms": 1}]                                         | malformed in line 1
            [null]                                                       | null
            [{"duration_ms":1,"bandwidth_kbps":-1,"latency_ms":0}]       | malformed in period 0: the bandwidth
            [{"duration_ms":1,"bandwidth_kbps":1e10,"latency_ms":0}]     | malformed in period 0: the bandwidth
            [{"duration_ms":1000,"bandwidth_kbps":0,"latency_ms":0}]     | nothing would play
            [{"duration_ms":0.01,"bandwidth_kbps":9,"latency_ms":0}]     | last 0.01 ms together
            {"segment_duration_ms": 3000}                                | malformed in line 1
            """)
    void refusals(String text, String reason) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(SimulationException.class)
                .hasMessageStartingWith("the/file: ")
                .hasMessageContaining(reason);
    }

    @Test
    void refusalsNameTheLine() {
        assertThatThrownBy(() -> read("duration_ms,bandwidth_kbps\n1,2\nx,3\n"))
                .hasMessage("the/file: malformed in line 3: x is not a number");
        assertThatThrownBy(() -> read("duration_ms,bandwidth_kbps\n1,2,3\n"))
                .hasMessage("the/file: malformed in line 2: 3 columns, not 2");
        assertThatThrownBy(() -> read("5\n4\n"))
                .hasMessageStartingWith("the/file: malformed in line 2: 4 is not a time in ms");
    }
}

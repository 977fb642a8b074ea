package org.rundelta.abr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Decisions worked out by hand. Segments of 2 s, at 100, 200, 400 and 800 kbit/s, a buffer of 20 s. */
class RulesTest {
    private static final double[] BITRATES = {100, 200, 400, 800};
    private static final double BUFFER_MS = 20_000;

    private static Title title(double... bitrates) {
        double[] durations = new double[100];
        Arrays.fill(durations, 2000);
        double[][] sizes = new double[durations.length][];
        Arrays.fill(sizes, Arrays.stream(bitrates).map(rate -> 2000 * rate).toArray());
        return new Title("title", durations, bitrates, sizes);
    }

    private static AbrRule rule(String name) {
        return AbrRules.make(name, title(BITRATES), BUFFER_MS);
    }

    /** A second of this throughput, without latency. */
    private static Download download(int rung, double kbps) {
        return new Download(0, rung, 1000 * kbps, 1000 * kbps, 1000, 0);
    }

    private static Observation seen(int segment, double bufferMs, double kbps) {
        ThroughputEstimate throughput = new ThroughputEstimate(2000);
        throughput.add(download(0, kbps));
        return new Observation(segment, bufferMs, throughput);
    }

    private static int choose(String name, int segment, double bufferMs, double kbps) {
        AbrRule rule = rule(name);
        rule.finished(download(0, kbps), bufferMs);
        return rule.decide(seen(segment, bufferMs, kbps)).rung();
    }

    @ParameterizedTest
    @CsvSource({"10000, 444, 1", "10000, 445, 2", "10000, 5000, 3", "10000, 50, 0"})
    void throughputTakesNineTenths(double bufferMs, double kbps, int rung) {
        assertThat(choose("throughput", 50, bufferMs, kbps)).isEqualTo(rung);
    }

    /** With nine tenths of 800 kbit/s, 1.2 s bring 864,000 bits; a segment of the third rung has 800,000. */
    @ParameterizedTest
    @CsvSource({"1200, 2", "1100, 1", "500, 0"})
    void throughputMindsAnInsufficientBuffer(double bufferMs, int rung) {
        assertThat(choose("throughput", 50, bufferMs, 800)).isEqualTo(rung);
    }

    @Test
    void throughputAbandonsWhatTakesTooLong() {
        AbrRule rule = rule("throughput");
        rule.decide(seen(50, 10_000, 1000));
        Download slow = new Download(50, 3, 1_600_000, 100_000, 500, 0);
        assertThat(rule.abandon(slow, 10_000))
                .as("200 kbit/s sustain the lowest rung")
                .isZero();
        assertThat(rule.abandon(new Download(50, 3, 1_600_000, 500_000, 500, 0), 10_000))
                .isEqualTo(AbrRule.KEEP);
        assertThat(rule.abandon(new Download(50, 3, 1_600_000, 90_000, 450, 0), 10_000))
                .as("too early to tell")
                .isEqualTo(AbrRule.KEEP);
    }

    /**
     * V is 18 s / (ln 8 + 5) = 2.543 s. Two rungs score the same where the buffer is V (5 + u), u = (b u' - b' u) / (b - b') of
     * their bitrates and utilities: with a ratio of two, V (5 + u - ln 2) of the lower u: 10.95, 12.71 and 14.48 s.
     */
    @ParameterizedTest
    @CsvSource({"10900, 0", "11000, 1", "12700, 1", "12750, 2", "14400, 2", "14500, 3"})
    void bolaGoesByTheBuffer(double bufferMs, int rung) {
        assertThat(choose("bola", 50, bufferMs, 10_000)).isEqualTo(rung);
    }

    @Test
    void bolaClimbsOneAboveWhatIsSustained() {
        assertThat(choose("bola", 50, 18_000, 250)).isEqualTo(2);
    }

    @Test
    void bolaeStartsWithWhatIsSustained() {
        assertThat(choose("bolae", 1, 2000, 450)).isEqualTo(2);
    }

    /** Of the highest level asked at, 18 s, the reservoir is 6.75 s, and 16.2 s are the upper end. */
    @ParameterizedTest
    @CsvSource({"6700, 0", "8000, 0", "8200, 1", "10700, 1", "10900, 2", "16100, 2", "16200, 3"})
    void bbaRisesInALine(double bufferMs, int rung) {
        assertThat(choose("bba", 50, bufferMs, 1)).isEqualTo(rung);
    }

    @ParameterizedTest
    @MethodSource("org.rundelta.abr.AbrRules#names")
    void plentyAndNothing(String name) {
        assertThat(rule(name).decide(new Observation(0, 0, new ThroughputEstimate(2000))))
                .isEqualTo(Decision.of(0));
        AbrRule rich = rule(name);
        for (int i = 0; i < 20; i++) {
            rich.finished(download(3, 50_000), 18_000);
            rich.decide(seen(30 + i, 18_000, 50_000));
        }
        assertThat(rich.decide(seen(50, 18_000, 50_000)).rung()).isEqualTo(3);
        AbrRule poor = rule(name);
        for (int i = 0; i < 20; i++) {
            poor.finished(download(0, 50), 100);
            poor.decide(seen(30 + i, 100, 50));
        }
        assertThat(poor.decide(seen(50, 100, 50)).rung()).isZero();
    }

    /** What is large is taken small, what is small large: the sizes, not the bitrates, decide. */
    @Test
    void foresightKnowsTrueSizes() {
        double[] durations = new double[40];
        Arrays.fill(durations, 2000);
        double[][] sizes = new double[durations.length][];
        for (int i = 0; i < sizes.length; i++) {
            double factor = i % 10 == 5 ? 30 : 0.1;
            sizes[i] = Arrays.stream(BITRATES).map(rate -> 2000 * rate * factor).toArray();
        }
        Title title = new Title("bursts", durations, BITRATES, sizes);
        for (int segment : new int[] {14, 15}) {
            AbrRule rule = AbrRules.make("foresight", title, BUFFER_MS);
            for (int i = 0; i < 10; i++) {
                rule.finished(download(0, 1000), 9000);
            }
            int rung = rule.decide(seen(segment, 9000, 1000)).rung();
            assertThat(rung).as("segment %d", segment).isEqualTo(segment == 15 ? 0 : 3);
        }
    }

    /** A short dip with much in the buffer is waited out; one that empties it is not. */
    @Test
    void foresightWaitsDipsOut() {
        AbrRule rule = rule("foresight");
        for (int i = 0; i < 10; i++) {
            rule.finished(download(3, 3000), 18_000);
        }
        rule.decide(seen(50, 18_000, 3000));
        Download dip = new Download(50, 3, 1_600_000, 100_000, 1000, 0);
        assertThat(rule.abandon(dip, 17_000)).isEqualTo(AbrRule.KEEP);
        assertThat(rule.abandon(dip, 2_000)).isLessThan(3).isNotEqualTo(AbrRule.KEEP);
    }

    @Test
    void oneRungIsNoChoice() {
        for (String name : AbrRules.names()) {
            assertThat(AbrRules.make(name, title(500), BUFFER_MS)
                            .decide(seen(50, 10_000, 9000))
                            .rung())
                    .as(name)
                    .isZero();
        }
    }

    @Test
    void unknownNames() {
        assertThatThrownBy(() -> rule("best"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("no ABR rule is called best; there are throughput, bola");
    }
}

package org.rundelta.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rundelta.abr.AbrRule;
import org.rundelta.abr.AbrRules;
import org.rundelta.abr.Decision;
import org.rundelta.abr.Title;
import org.rundelta.player.PlaybackReport;
import org.rundelta.player.PlaybackReport.Fetched;
import org.rundelta.simulate.NetworkTrace.Period;

class SimulatorTest {
    private static final AbrRule LOWEST = seen -> Decision.of(0);

    private static NetworkTrace trace(Period... periods) {
        return new NetworkTrace("set", "trace", List.of(periods));
    }

    /** Segments of 2 s take 0.1 s and 1 s; the buffer is full at 4 s, so the third waits until it plays down to 2 s. */
    @Test
    void playsByHand() {
        Title title = Drawn.even(4, 2000, 500);
        PlaybackReport report = Simulator.play(title, trace(new Period(1000, 1000, 100)), LOWEST, 4000);
        assertThat(report.fetched())
                .containsExactly(
                        new Fetched(0, 0, 1100, 0),
                        new Fetched(0, 1100, 2200, 2000),
                        new Fetched(0, 3100, 4200, 2000),
                        new Fetched(0, 5100, 6200, 2000));
        assertThat(report.startupMs()).isEqualTo(1100);
        assertThat(report.stalls()).isZero();
        assertThat(report.totalMs()).isEqualTo(9100);
    }

    /** A bit a millisecond, then nothing for 5 s in the middle of the second segment. */
    @Test
    void stallsByHand() {
        Title title = Drawn.even(2, 1000, 1);
        PlaybackReport report =
                Simulator.play(title, trace(new Period(1500, 1, 0), new Period(5000, 0, 0)), LOWEST, 4000);
        assertThat(report.startupMs()).isEqualTo(1000);
        assertThat(report.stalledMs()).isEqualTo(5000);
        assertThat(report.stalls()).isEqualTo(1);
        assertThat(report.stallRatio()).isEqualTo(5000.0 / 8000);
        assertThat(report.score()).isEqualTo(-5 * 5000.0 / 8000);
    }

    /** Of a latency that changes, the share that is left is waited for at the new one. */
    @Test
    void latencyChangesWhileItPasses() {
        Title title = Drawn.even(1, 1000, 1);
        PlaybackReport report =
                Simulator.play(title, trace(new Period(50, 100, 200), new Period(9000, 100, 40)), LOWEST, 4000);
        assertThat(report.startupMs()).isEqualTo(50 + 0.75 * 40 + 10);
    }

    /** Two rungs of 100 and 150 kbit/s, at a megabit a second; the rule takes the upper one from the fourth segment on. */
    private static PlaybackReport replacing(int segments, NetworkTrace network) {
        double[] durations = new double[segments];
        double[][] sizes = new double[segments][];
        Arrays.fill(durations, 2000);
        Arrays.fill(sizes, new double[] {200_000, 300_000});
        Title title = new Title("two", durations, new double[] {100, 150}, sizes);
        AbrRule rising = seen -> Decision.of(seen.segment() < 3 ? 0 : 1);
        return Simulator.play(title, network, rising, 10_000, true);
    }

    /** The buffer holds 9 s when the sixth does not fit: the second is to be shown in 1 s, the third in 3 s. */
    @Test
    void replacesWhileTheBufferIsFull() {
        PlaybackReport report = replacing(6, trace(new Period(1000, 1000, 0)));
        assertThat(report.fetched())
                .containsExactly(
                        new Fetched(0, 0, 200, 0),
                        new Fetched(1, 200, 1500, 2000),
                        new Fetched(1, 400, 1800, 3800),
                        new Fetched(1, 600, 900, 5600),
                        new Fetched(1, 900, 1200, 7300),
                        new Fetched(1, 2200, 2500, 8000));
        assertThat(report.replaced()).isEqualTo(2);
    }

    /** Behind the last segment there is time, too; what is about to be shown is left alone. */
    @Test
    void replacesAtTheEnd() {
        PlaybackReport report = replacing(4, trace(new Period(1000, 1000, 0)));
        assertThat(report.fetched()).extracting(Fetched::rung).containsExactly(0, 1, 1, 1);
        assertThat(report.replaced()).isEqualTo(2);
    }

    /** The network stops when the replacement has begun; it is given up, and not tried again. */
    @Test
    void replacementsThatAreTooLate() {
        PlaybackReport report =
                replacing(4, trace(new Period(1000, 1000, 0), new Period(10_000, 1, 0), new Period(9000, 1000, 0)));
        assertThat(report.fetched()).extracting(Fetched::rung).containsExactly(0, 0, 0, 1);
        assertThat(report.replaced()).isZero();
        assertThat(report.totalMs()).isEqualTo(8200);
    }

    static IntStream seeds() {
        return IntStream.range(0, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void timeAddsUpWhateverIsPlayed(int seed) {
        Random random = new Random(seed);
        Title title = Drawn.title(random);
        NetworkTrace trace = Drawn.trace(random);
        double most = 2 * title.longestSegmentMs() + random.nextInt(20_000);
        for (String name : AbrRules.names()) {
            PlaybackReport report = Simulator.play(title, trace, AbrRules.make(name, title, most), most);
            assertThat(report.fetched()).as(name).hasSize(title.segments());
            assertThat(report.playedMs()).as(name).isCloseTo(title.lengthMs(), within(1e-6));
            double bufferMs = 0;
            for (int i = 0; i < report.fetched().size(); i++) {
                Fetched each = report.fetched().get(i);
                assertThat(each.rung()).as(name).isBetween(0, title.rungs() - 1);
                assertThat(each.bufferMs()).as(name).isBetween(0.0, most - title.durationMs(i) + 1e-6);
                assertThat(each.arrivedMs()).as(name).isGreaterThan(each.requestedMs());
                bufferMs = Math.max(0, each.bufferMs() - (each.arrivedMs() - each.requestedMs())) + title.durationMs(i);
            }
            double endMs = report.fetched().get(title.segments() - 1).arrivedMs() + bufferMs;
            assertThat(report.totalMs()).as(name).isCloseTo(endMs, within(1e-3));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void threadsChangeNothing(int seed) throws InterruptedException {
        Random random = new Random(seed);
        SimulationBatch batch = new SimulationBatch(
                List.of(Drawn.title(random), Drawn.title(random)),
                List.of(Drawn.trace(random), Drawn.trace(random), Drawn.trace(random)),
                List.of("throughput", "bolae"),
                20_000,
                true);
        List<PlaybackReport> one = batch.run(1, SimulationBatch.Run::report);
        assertThat(one).hasSize(batch.size());
        assertThat(batch.run(3, SimulationBatch.Run::report)).isEqualTo(one);
    }

    @Test
    void aBufferHoldsTwoSegments() {
        Title title = Drawn.even(4, 2000, 500);
        assertThatThrownBy(() -> Simulator.play(title, trace(new Period(1000, 1000, 100)), LOWEST, 3999))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "a buffer of 3.999 s does not hold two segments of even, which last up to 2.0 s; allow a longer"
                                + " one");
    }
}

package org.rundelta.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.rundelta.abr.AbrRules;
import org.rundelta.abr.Title;
import org.rundelta.simulate.NetworkTrace;
import org.rundelta.simulate.NetworkTrace.Period;
import org.rundelta.simulate.Simulator;
import org.rundelta.simulate.TraceFolder;

/**
 * Simulated playback, in hours of viewing per minute on one core, stalls not counted:
 * {@code java -jar benchmarks/target/benchmarks.jar SimulatorBenchmark}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MINUTES)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class SimulatorBenchmark {
    private static final String DRAWN = "drawn";
    private static final double[] BITRATES_KBPS = {230, 330, 480, 690, 990, 1430, 2060, 2960, 5030, 6000};
    private static final int SEGMENT_MS = 3000;
    private static final int SEGMENTS = 200;
    private static final int TITLES_PER_HOUR = 3_600_000 / (SEGMENT_MS * SEGMENTS);
    private static final double MAX_BUFFER_MS = 25_000;

    @Param({"bola", "bolae", "dynamic", "foresight"})
    public String abr;

    /** A folder of network traces, which are played in turn. */
    @Param(DRAWN)
    public String traces;

    private Title title;
    private List<NetworkTrace> networks;
    private int next;

    @Setup
    public void load() throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        title = title(random);
        networks = traces.equals(DRAWN) ? networks(random) : TraceFolder.read(Path.of(traces));
    }

    /** A title of ten minutes, whose segments are of half to one and a half times their nominal sizes. */
    private static Title title(SplittableRandom random) {
        double[] durations = new double[SEGMENTS];
        Arrays.fill(durations, SEGMENT_MS);
        double[][] sizes = new double[SEGMENTS][];
        for (int segment = 0; segment < SEGMENTS; segment++) {
            double activity = 0.5 + random.nextDouble();
            sizes[segment] = Arrays.stream(BITRATES_KBPS)
                    .map(rate -> rate * SEGMENT_MS * activity)
                    .toArray();
        }
        return new Title(DRAWN, durations, BITRATES_KBPS, sizes);
    }

    /** Networks of five minutes around 0.5 to 5 Mbit/s, whose bandwidth takes a step each second. */
    private static List<NetworkTrace> networks(SplittableRandom random) {
        List<NetworkTrace> drawn = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            double meanKbps = 500 * Math.pow(10, random.nextDouble());
            double factor = 1;
            List<Period> periods = new ArrayList<>();
            for (int second = 0; second < 300; second++) {
                factor = Math.pow(factor, 0.9) * (0.7 + 0.6 * random.nextDouble());
                periods.add(new Period(1000, meanKbps * factor, 70));
            }
            drawn.add(new NetworkTrace(DRAWN, String.valueOf(i), periods));
        }
        return drawn;
    }

    /** An hour: so many titles, one after the other. */
    @Benchmark
    public double play() {
        double score = 0;
        for (int i = 0; i < TITLES_PER_HOUR; i++) {
            NetworkTrace network = networks.get(next++ % networks.size());
            score += Simulator.play(title, network, AbrRules.make(abr, title, MAX_BUFFER_MS), MAX_BUFFER_MS)
                    .score();
        }
        return score;
    }
}

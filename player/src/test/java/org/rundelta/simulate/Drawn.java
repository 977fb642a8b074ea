package org.rundelta.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.rundelta.abr.Title;
import org.rundelta.simulate.NetworkTrace.Period;

/** Titles and traces for tests, of whole numbers or drawn at random. */
final class Drawn {
    private Drawn() {}

    /** A title whose segments all have their nominal sizes. */
    static Title even(int segments, double segmentMs, double... bitratesKbps) {
        double[] durations = new double[segments];
        double[][] sizes = new double[segments][bitratesKbps.length];
        for (int segment = 0; segment < segments; segment++) {
            durations[segment] = segmentMs;
            for (int rung = 0; rung < bitratesKbps.length; rung++) {
                sizes[segment][rung] = bitratesKbps[rung] * segmentMs;
            }
        }
        return new Title("even", durations, bitratesKbps, sizes);
    }

    /** A title of 1 to 60 segments of 0.5 to 6 s in 1 to 8 rungs, whose sizes vary a hundredfold. */
    static Title title(Random random) {
        int rungs = 1 + random.nextInt(8);
        double[] bitrates = new double[rungs];
        double bitrate = 50 + random.nextInt(500);
        for (int rung = 0; rung < rungs; rung++) {
            bitrates[rung] = bitrate;
            bitrate *= 1 + random.nextInt(3) * random.nextDouble();
        }
        double[] durations = new double[1 + random.nextInt(60)];
        double[][] sizes = new double[durations.length][rungs];
        for (int segment = 0; segment < durations.length; segment++) {
            durations[segment] = 500 + random.nextInt(5500);
            double activity = Math.pow(100, random.nextDouble() - 0.7);
            for (int rung = 0; rung < rungs; rung++) {
                sizes[segment][rung] = 100 + bitrates[rung] * durations[segment] * activity;
            }
        }
        return new Title("drawn", durations, bitrates, sizes);
    }

    /** A trace of 1 to 50 periods, some of them without bandwidth, the last with some. */
    static NetworkTrace trace(Random random) {
        List<Period> periods = new ArrayList<>();
        for (int i = random.nextInt(50); i > 0; i--) {
            double bandwidth = random.nextInt(4) == 0 ? 0 : random.nextInt(10_000);
            periods.add(new Period(random.nextInt(10_000), bandwidth, random.nextInt(300)));
        }
        periods.add(new Period(1000, 100 + random.nextInt(5000), random.nextInt(300)));
        return new NetworkTrace("drawn", "trace", periods);
    }
}

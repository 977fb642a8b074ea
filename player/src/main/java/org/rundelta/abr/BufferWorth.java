package org.rundelta.abr;

import java.util.Arrays;

/**
 * What a buffer level is worth once a segment is there: the utility, less stalls, that the best choices for the segments
 * after it are expected to bring, by dynamic programming over throughput and buffer level, backwards from a horizon. The
 * unit is the utility of a segment of mean duration.
 */
final class BufferWorth {
    private static final int HORIZON = 16;
    private static final int STEPS = 24;

    /** What stalling as long as a segment lasts costs. */
    private static final double STALL = 10;

    /**
     * What a segment's duration of buffer is worth at the horizon: what could be downloaded in that time; more where the
     * network varies, and more where it hardly carries the lowest rungs, since stalls are near.
     */
    private static final double WORTH = 0.85;

    private static final double WORTH_OF_VARIANCE = 2.5;
    private static final double FEW_LOWEST = 6;
    private static final double MOST_FACTOR = 3;
    private static final double USUAL_SPREAD = 0.4;
    private static final double MOST_SPREADS = 1.5;

    /** How much less a full buffer adds than an empty one. */
    private static final double SATURATION = 0.5;

    private final Title title;
    private final double maxBufferMs;
    private final double stepMs;
    private final double segmentMs;
    private final double[] gains;
    private final double[] downloadsMs;
    private final double[][] now = new double[ThroughputForecast.levels()][STEPS + 1];
    private final double[][] expected = new double[ThroughputForecast.levels()][STEPS + 1];
    private double latencyMs;

    BufferWorth(Title title, double maxBufferMs) {
        this.title = title;
        this.maxBufferMs = maxBufferMs;
        stepMs = maxBufferMs / STEPS;
        segmentMs = title.segmentMs();
        gains = new double[title.rungs()];
        downloadsMs = new double[title.rungs()];
    }

    /** Computes it for the buffer after {@code segment}. */
    void compute(int segment, ThroughputForecast forecast, double latency) {
        latencyMs = latency;
        int end = Math.min(title.segments(), segment + HORIZON);
        for (int level = 0; level < now.length; level++) {
            atHorizon(now[level], end, forecast.kbps(level), forecast.spread());
        }
        for (int next = end - 1; next > segment; next--) {
            expect();
            for (int level = 0; level < now.length; level++) {
                choose(next, level, forecast.kbps(level));
            }
        }
        expect();
    }

    private void atHorizon(double[] worth, int end, double kbps, double spread) {
        double poor = Math.max(1, Math.min(MOST_FACTOR, FEW_LOWEST * title.bitrateKbps(0) / kbps));
        double factor = 1 + (poor - 1) * Math.min(MOST_SPREADS, spread / USUAL_SPREAD);
        double slope = factor * (WORTH + WORTH_OF_VARIANCE * spread * spread) * maxBufferMs / title.segmentMs();
        for (int step = 0; step <= STEPS; step++) {
            double full = (double) step / STEPS;
            worth[step] = end == title.segments() ? 0 : slope * (full - SATURATION * full * full / 2);
        }
    }

    /** From the worth at each throughput to what is expected after each. */
    private void expect() {
        for (int level = 0; level < now.length; level++) {
            double[] next = ThroughputForecast.after(level);
            double[] row = expected[level];
            Arrays.fill(row, 0);
            for (int to = 0; to < next.length; to++) {
                add(row, next[to], now[to]);
            }
        }
    }

    /** A loop of its own, without anything else, for compilers that do several steps at once. */
    private static void add(double[] row, double weight, double[] worth) {
        for (int step = 0; step <= STEPS; step++) {
            row[step] += weight * worth[step];
        }
    }

    /** The best rung at each buffer level; with more buffer it is seldom a lower one, so the search goes on from there. */
    private void choose(int segment, int level, double kbps) {
        int rungs = list(segment, kbps);
        double durationMs = title.durationMs(segment);
        double[] row = expected[level];
        int rung = 0;
        for (int step = 0; step <= STEPS; step++) {
            double bufferMs = Math.min(step * stepMs, maxBufferMs - durationMs);
            double best = worth(gains[rung], bufferMs - downloadsMs[rung], durationMs, row);
            while (rung + 1 < rungs) {
                double higher = worth(gains[rung + 1], bufferMs - downloadsMs[rung + 1], durationMs, row);
                if (higher <= best) {
                    break;
                }
                best = higher;
                rung++;
            }
            now[level][step] = best;
        }
    }

    /** Lists the rungs of a segment, without those that are no smaller than a higher one; how many there are. */
    private int list(int segment, double kbps) {
        int rungs = 0;
        for (int rung = 0; rung < title.rungs(); rung++) {
            double ms = downloadMs(segment, rung, kbps);
            while (rungs > 0 && downloadsMs[rungs - 1] >= ms) {
                rungs--;
            }
            gains[rungs] = gain(segment, rung);
            downloadsMs[rungs] = ms;
            rungs++;
        }
        return rungs;
    }

    /** How long a segment takes that is requested now. */
    double downloadMs(int segment, int rung, double kbps) {
        return latencyMs + title.sizeBits(segment, rung) / kbps;
    }

    /** What it is worth to have a segment after so long, and all after it, with the throughput at a level. */
    double of(int segment, int rung, double downloadMs, double bufferMs, int level) {
        return worth(gain(segment, rung), bufferMs - downloadMs, title.durationMs(segment), expected[level]);
    }

    private double gain(int segment, int rung) {
        return title.utility(rung) * title.durationMs(segment) / segmentMs;
    }

    /** @param left of the buffer when the segment is there; below 0 what it stalled */
    private double worth(double gain, double left, double durationMs, double[] row) {
        double stall = left < 0 ? -left * STALL / segmentMs : 0;
        return gain - stall + at(row, Math.max(0, left) + durationMs);
    }

    private double at(double[] row, double bufferMs) {
        double place = bufferMs / stepMs;
        if (place >= STEPS) {
            return row[STEPS];
        }
        int step = (int) place;
        return row[step] + (place - step) * (row[step + 1] - row[step]);
    }
}

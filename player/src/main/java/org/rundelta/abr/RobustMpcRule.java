package org.rundelta.abr;

/**
 * Robust model-predictive control: of all choices for the next five segments the one with the most utility, less stalls and
 * switches, if the throughput is the harmonic mean of the last five downloads over one plus the greatest error that this
 * had: Yin, Jindal, Sekar and Sinopoli, A Control-Theoretic Approach for Dynamic Adaptive Video Streaming (SIGCOMM 2015).
 */
final class RobustMpcRule implements AbrRule {
    private static final int HORIZON = 5;
    private static final double STALL = 5;
    private static final double SWITCH = 1;

    private final Title title;
    private final double maxBufferMs;
    private final double[] throughputs = new double[HORIZON];
    private final double[] errors = new double[HORIZON];
    private int downloads;
    private double kbps;
    private double latencyMs;
    private int last;
    private double bestValue;
    private int best;

    RobustMpcRule(Title title, double maxBufferMs) {
        this.title = title;
        this.maxBufferMs = maxBufferMs;
    }

    @Override
    public void finished(Download download, double bufferMs) {
        int place = downloads % HORIZON;
        double throughput = download.throughputKbps();
        errors[place] = downloads == 0 ? 0 : Math.abs(harmonicMean() - throughput) / throughput;
        throughputs[place] = throughput;
        downloads++;
        last = download.rung();
    }

    private double harmonicMean() {
        int count = Math.min(downloads, HORIZON);
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += 1 / throughputs[i];
        }
        return count / sum;
    }

    @Override
    public Decision decide(Observation seen) {
        if (downloads == 0) {
            return Decision.of(0);
        }
        double error = 0;
        for (double each : errors) {
            error = Math.max(error, each);
        }
        kbps = harmonicMean() / (1 + error);
        latencyMs = seen.throughput().latencyMs();
        int end = Math.min(title.segments(), seen.segment() + HORIZON);
        bestValue = Double.NEGATIVE_INFINITY;
        best = 0;
        for (int rung = 0; rung < title.rungs(); rung++) {
            double value = steady(seen, rung, end);
            if (value > bestValue) {
                bestValue = value;
                best = rung;
            }
        }
        for (int rung = title.rungs() - 1; rung >= 0; rung--) {
            search(seen.segment(), rung, last, seen.bufferMs(), 0, end, rung);
        }
        return Decision.of(best);
    }

    /** The value of one rung throughout, a first bound for the search. */
    private double steady(Observation seen, int rung, int end) {
        double value = 0;
        double bufferMs = seen.bufferMs();
        for (int segment = seen.segment(); segment < end; segment++) {
            value += value(segment, rung, segment == seen.segment() ? last : rung, bufferMs);
            bufferMs = after(segment, rung, bufferMs);
        }
        return value;
    }

    /** Tries all that follows, as long as it could still be better than the best so far. */
    private void search(int segment, int rung, int before, double bufferMs, double sum, int end, int first) {
        double value = sum + value(segment, rung, before, bufferMs);
        int left = end - segment - 1;
        if (value + left * title.utility(title.rungs() - 1) <= bestValue) {
            return;
        }
        if (left == 0) {
            bestValue = value;
            best = first;
            return;
        }
        double next = after(segment, rung, bufferMs);
        for (int higher = title.rungs() - 1; higher >= 0; higher--) {
            search(segment + 1, higher, rung, next, value, end, first);
        }
    }

    private double value(int segment, int rung, int before, double bufferMs) {
        double stallMs = Math.max(0, downloadMs(segment, rung) - bufferMs);
        return title.utility(rung)
                - STALL * stallMs / title.segmentMs()
                - SWITCH * Math.abs(title.utility(rung) - title.utility(before));
    }

    private double after(int segment, int rung, double bufferMs) {
        double left = Math.max(0, bufferMs - downloadMs(segment, rung));
        return Math.min(left + title.durationMs(segment), maxBufferMs - title.segmentMs());
    }

    private double downloadMs(int segment, int rung) {
        return latencyMs + title.sizeBits(segment, rung) / kbps;
    }
}

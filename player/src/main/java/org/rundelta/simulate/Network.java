package org.rundelta.simulate;

import java.util.List;

/** A network that follows a trace, at some moment of it. */
final class Network {
    private final double[] durations;
    private final double[] bandwidths;
    private final double[] latencies;
    private int index;
    private double leftMs;
    private double nowMs;
    private double elapsedMs;

    Network(List<NetworkTrace.Period> periods) {
        int count = periods.size();
        durations = new double[count];
        bandwidths = new double[count];
        latencies = new double[count];
        for (int i = 0; i < count; i++) {
            durations[i] = periods.get(i).durationMs();
            bandwidths[i] = periods.get(i).bandwidthKbps();
            latencies[i] = periods.get(i).latencyMs();
        }
        leftMs = durations[0];
    }

    /** Milliseconds since the start. */
    double nowMs() {
        return nowMs;
    }

    /** Lets time pass. */
    void pass(double ms) {
        double rest = ms;
        while (rest > leftMs) {
            rest -= leftMs;
            nextPeriod();
        }
        spend(rest);
    }

    /** Waits for the first byte of an answer; of a latency that changes meanwhile, what is left of it changes, too. */
    void request() {
        elapsedMs = 0;
        double share = 1;
        while (share * latencies[index] > leftMs) {
            elapsedMs += leftMs;
            share -= leftMs / latencies[index];
            nextPeriod();
        }
        double ms = share * latencies[index];
        elapsedMs += ms;
        spend(ms);
    }

    /** Milliseconds since the last request. Sums of its own, so that they do not get coarser as time goes on. */
    double elapsedMs() {
        return elapsedMs;
    }

    /**
     * Transfers bits until all are there, or both of the other limits are reached.
     *
     * @param bits that are wanted, above 0
     * @param leastBits after which it may end
     * @param leastMs after which it may end
     * @return the bits that came
     */
    double transfer(double bits, double leastBits, double leastMs) {
        double left = bits;
        double stillBits = leastBits;
        double stillMs = leastMs;
        double came = 0;
        double ms = 0;
        while (left > 0 && (stillBits > 0 || stillMs > 0)) {
            double bandwidth = bandwidths[index];
            double wanted = Math.min(left, Math.max(stillBits, stillMs * bandwidth));
            boolean isLast = bandwidth > 0 ? wanted <= leftMs * bandwidth : stillBits <= 0 && stillMs <= leftMs;
            double partBits = isLast ? wanted : leftMs * bandwidth;
            double partMs = isLast ? (bandwidth > 0 ? wanted / bandwidth : stillMs) : leftMs;
            came += partBits;
            ms += partMs;
            if (isLast) {
                spend(partMs);
                break;
            }
            left -= partBits;
            stillBits -= partBits;
            stillMs -= partMs;
            nextPeriod();
        }
        elapsedMs += ms;
        return came;
    }

    private void spend(double ms) {
        leftMs -= ms;
        nowMs += ms;
    }

    private void nextPeriod() {
        nowMs += leftMs;
        index = index + 1 == durations.length ? 0 : index + 1;
        leftMs = durations[index];
    }
}

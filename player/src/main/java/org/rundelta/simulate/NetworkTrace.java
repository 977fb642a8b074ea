package org.rundelta.simulate;

import java.util.List;

/**
 * What a network carried over time, from the start again when it ends.
 *
 * @param set the folder it is from
 * @param name of the file
 * @param periods in order of time, with some that carry something
 */
public record NetworkTrace(String set, String name, List<Period> periods) {
    /** Periods shorter than this on average would only take time to simulate. */
    private static final double SHORTEST_MEAN_MS = 1;

    private static final double LOWEST_MEAN_KBPS = 0.1;

    /**
     * Some time with one bandwidth.
     *
     * @param durationMs 0 or more
     * @param bandwidthKbps 0 or more
     * @param latencyMs between a request and its first byte, 0 or more
     */
    public record Period(double durationMs, double bandwidthKbps, double latencyMs) {
        /** Far above every network, and far below where sums lose their last digits. */
        private static final double MOST = 1e9;

        /** @throws IllegalArgumentException if a number is negative or out of all proportion */
        public Period {
            check(durationMs, "duration in ms");
            check(bandwidthKbps, "bandwidth in kbit/s");
            check(latencyMs, "latency in ms");
        }

        private static void check(double value, String what) {
            if (!(value >= 0 && value <= MOST)) {
                throw new IllegalArgumentException("the " + what + " " + value + " is not from 0 to 10^9");
            }
        }
    }

    /** @throws IllegalArgumentException if it carries (nearly) nothing, or consists of crumbs */
    public NetworkTrace {
        periods = List.copyOf(periods);
        double ms = 0;
        double bits = 0;
        for (Period period : periods) {
            ms += period.durationMs;
            bits += period.durationMs * period.bandwidthKbps;
        }
        if (ms < SHORTEST_MEAN_MS * periods.size() || periods.isEmpty()) {
            throw new IllegalArgumentException("its " + periods.size() + " periods last " + ms + " ms together");
        }
        if (bits < LOWEST_MEAN_KBPS * ms) {
            throw new IllegalArgumentException("it carries " + bits + " bits in " + ms + " ms; nothing would play");
        }
    }
}

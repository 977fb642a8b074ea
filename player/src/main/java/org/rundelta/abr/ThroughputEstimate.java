package org.rundelta.abr;

/**
 * Throughput and latency to expect, from the downloads so far: of two exponentially weighted means, with half-lives of 3 and
 * 8 seconds of download, the more cautious. Latencies are weighted by downloads, not by time, so their half-lives are as
 * many segments as these seconds hold.
 */
public final class ThroughputEstimate {
    private static final double FAST_MS = 3000;
    private static final double SLOW_MS = 8000;

    private final Mean fast = new Mean(FAST_MS);
    private final Mean slow = new Mean(SLOW_MS);
    private final Mean fastLatency;
    private final Mean slowLatency;

    /** A mean in which a sample weighs half as much once {@code halfLife} of weight came after it. */
    private static final class Mean {
        private final double halfLife;
        private double sum;
        private double weight;

        Mean(double halfLife) {
            this.halfLife = halfLife;
        }

        void add(double sample, double sampleWeight) {
            double kept = Math.pow(0.5, sampleWeight / halfLife);
            sum = kept * sum + (1 - kept) * sample;
            weight += sampleWeight;
        }

        /** Corrected for having begun at zero. */
        double value() {
            return sum / (1 - Math.pow(0.5, weight / halfLife));
        }
    }

    /** @param segmentMs how long a segment lasts */
    public ThroughputEstimate(double segmentMs) {
        fastLatency = new Mean(FAST_MS / segmentMs);
        slowLatency = new Mean(SLOW_MS / segmentMs);
    }

    /** Learns from a download that ended. */
    public void add(Download download) {
        double throughput = download.throughputKbps();
        fast.add(throughput, download.transferMs());
        slow.add(throughput, download.transferMs());
        fastLatency.add(download.firstByteMs(), 1);
        slowLatency.add(download.firstByteMs(), 1);
    }

    /** Whether there was a download yet; without one nothing is expected. */
    public boolean isKnown() {
        return fast.weight > 0;
    }

    /** The smaller of the means. */
    public double kbps() {
        return Math.min(fast.value(), slow.value());
    }

    /** The greater of the means. */
    public double latencyMs() {
        return Math.max(fastLatency.value(), slowLatency.value());
    }
}

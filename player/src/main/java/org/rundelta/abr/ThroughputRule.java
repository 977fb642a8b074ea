package org.rundelta.abr;

/**
 * The best rung that nine tenths of the expected throughput sustain, within the insufficient buffer rule. A download that
 * would take too long is abandoned. As in dash.js: Spiteri, Sitaraman and Sparacio, From Theory to Practice (MMSys 2018).
 */
final class ThroughputRule implements AbrRule {
    private static final double SAFETY = 0.9;

    /** Before a download has lasted that long, nothing is concluded from its throughput. */
    private static final double GRACE_MS = 500;

    /** A download is too long from so many durations of the segment on. */
    private static final double TOO_LONG = 1.8;

    private final Title title;
    private final InsufficientBuffer insufficientBuffer;
    private double latencyMs;

    ThroughputRule(Title title) {
        this.title = title;
        insufficientBuffer = new InsufficientBuffer(title);
    }

    @Override
    public Decision decide(Observation seen) {
        if (!seen.throughput().isKnown()) {
            return Decision.of(0);
        }
        latencyMs = seen.throughput().latencyMs();
        int rung = SustainableRung.of(title, SAFETY * seen.throughput().kbps(), latencyMs);
        return Decision.of(insufficientBuffer.limit(rung, seen));
    }

    @Override
    public int abandon(Download soFar, double bufferMs) {
        if (soFar.elapsedMs() < GRACE_MS || soFar.transferMs() <= 0 || soFar.receivedBits() <= 0) {
            return KEEP;
        }
        double throughput = soFar.throughputKbps();
        double expectedMs = soFar.elapsedMs() + soFar.remainingBits() / throughput;
        if (expectedMs <= TOO_LONG * title.segmentMs()) {
            return KEEP;
        }
        int lower = SustainableRung.of(title, SAFETY * throughput, latencyMs);
        boolean saves = lower < soFar.rung() && NominalSize.of(title, soFar, lower) < soFar.remainingBits();
        return saves ? lower : KEEP;
    }
}

package org.rundelta.abr;

/**
 * The insufficient buffer rule of dash.js: no rung whose segment would not arrive before the buffer is empty, with a share
 * of the expected throughput that falls from {@value #FIRST_SAFETY} to {@value #SAFETY} as the playback goes on.
 */
final class InsufficientBuffer {
    private static final double FIRST_SAFETY = 0.9;
    private static final double SAFETY = 0.5;

    private final Title title;
    private double safety = FIRST_SAFETY;

    InsufficientBuffer(Title title) {
        this.title = title;
    }

    /** The best rung up to {@code wanted} that may be fetched. */
    int limit(int wanted, Observation seen) {
        double latency = seen.throughput().latencyMs();
        double safeBits =
                safety * (seen.bufferMs() - latency) * seen.throughput().kbps();
        safety = Math.max(SAFETY, safety * FIRST_SAFETY);
        for (int rung = 0; rung < wanted; rung++) {
            if (title.bitrateKbps(rung + 1) * title.segmentMs() > safeBits) {
                return rung;
            }
        }
        return wanted;
    }
}

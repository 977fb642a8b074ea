package org.rundelta.cdn;

/** The line through which an edge fetches, one thing after the other, and what viewers wait for because of it. */
final class Uplink {
    private final double bytesPerSecond;
    private double busyUntil;

    Uplink(double bitsPerSecond) {
        bytesPerSecond = bitsPerSecond / Byte.SIZE;
    }

    /** Fetches so much; returns after how many seconds it begins to come in. */
    double fetch(double now, long bytes) {
        double begins = Math.max(now, busyUntil);
        busyUntil = begins + bytes / bytesPerSecond;
        return CdnOptions.ORIGIN_LATENCY_SECONDS + begins - now;
    }

    /**
     * How long a viewer waits for so much, which is passed on while it comes in.
     *
     * @param missed how much of it does not come from the edge
     * @param after how many seconds that begins to come in
     */
    double startup(double bytes, double missed, double after) {
        double transfer = Math.max(bytes * Byte.SIZE / CdnOptions.VIEWER_BITRATE, missed / bytesPerSecond);
        return CdnOptions.EDGE_LATENCY_SECONDS + after + transfer;
    }
}

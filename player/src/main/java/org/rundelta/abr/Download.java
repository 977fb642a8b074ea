package org.rundelta.abr;

/**
 * A download of a segment: under way, finished, or abandoned.
 *
 * @param segment that is fetched
 * @param rung of it
 * @param sizeBits of the whole segment
 * @param receivedBits of these, so far
 * @param elapsedMs since it was requested
 * @param firstByteMs of these, the time until the first byte came (latency)
 */
public record Download(
        int segment, int rung, double sizeBits, double receivedBits, double elapsedMs, double firstByteMs) {
    private static final double SHORTEST_MS = 0.001;

    public boolean isComplete() {
        return receivedBits >= sizeBits;
    }

    /** Whether it is complete, and took no longer than that. */
    public boolean isCompleteIn(double ms) {
        return isComplete() && elapsedMs <= ms;
    }

    /** Bits that are still to come. */
    public double remainingBits() {
        return sizeBits - receivedBits;
    }

    /** How long bits have been coming. */
    public double transferMs() {
        return elapsedMs - firstByteMs;
    }

    /** How fast they came; those that came at once, in the shortest time that counts. */
    public double throughputKbps() {
        return receivedBits / Math.max(transferMs(), SHORTEST_MS);
    }
}

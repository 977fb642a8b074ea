package org.rundelta.swarm;

/** Bytes a second of late: each second's count weighs more than all before it did. */
final class RateMeter {
    private static final double WEIGHT = 0.3;

    private long total;
    private long counted;
    private double bytesPerSecond;
    private boolean isFirst = true;

    void add(int bytes) {
        total += bytes;
    }

    /** Ends an interval. */
    void tick(double seconds) {
        double now = (total - counted) / seconds;
        bytesPerSecond += (now - bytesPerSecond) * (isFirst ? 1 : WEIGHT);
        isFirst &= total == counted;
        counted = total;
    }

    long total() {
        return total;
    }

    double bytesPerSecond() {
        return bytesPerSecond;
    }
}

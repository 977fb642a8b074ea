package org.rundelta.swarm;

/** A rate limit: what is taken may exceed what is there once, and then has to be made good before more can be had. */
final class TokenBucket {
    private static final double NANOS = 1e9;
    private static final double BURST_SECONDS = 0.05;
    private static final int MIN_BURST = PeerWire.REQUEST_BYTES;

    private final double bytesPerNano;
    private final double burst;
    private double tokens;
    private long updatedNanos;

    /** @param bytesPerSecond 0 for no limit */
    TokenBucket(long bytesPerSecond, long nowNanos) {
        bytesPerNano = bytesPerSecond / NANOS;
        burst = Math.max(MIN_BURST, bytesPerSecond * BURST_SECONDS);
        updatedNanos = nowNanos;
    }

    boolean isLimited() {
        return bytesPerNano > 0;
    }

    /** Whether some may be taken now. */
    boolean hasSome(long nowNanos) {
        refill(nowNanos);
        return !isLimited() || tokens > 0;
    }

    void take(int bytes) {
        tokens -= bytes;
    }

    /** When {@link #hasSome} will be true, from now; 0 if it is. */
    long nanosToSome(long nowNanos) {
        return hasSome(nowNanos) ? 0 : (long) Math.ceil((1 - tokens) / bytesPerNano);
    }

    private void refill(long nowNanos) {
        tokens = Math.min(burst, tokens + (nowNanos - updatedNanos) * bytesPerNano);
        updatedNanos = nowNanos;
    }
}

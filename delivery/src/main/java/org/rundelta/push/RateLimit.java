package org.rundelta.push;

import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;

/** Holds back what is read, so that all targets together get no more than so many bytes a second. */
final class RateLimit {
    private final long bytesPerSecond;
    private long freeNanos = System.nanoTime();

    /** @param bytesPerSecond 0 for no limit */
    RateLimit(long bytesPerSecond) {
        this.bytesPerSecond = bytesPerSecond;
    }

    /** Returns when these bytes may be on their way. */
    void take(int bytes) throws InterruptedIOException {
        if (bytesPerSecond == 0) {
            return;
        }
        try {
            TimeUnit.NANOSECONDS.sleep(reserve(bytes));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private synchronized long reserve(int bytes) {
        long now = System.nanoTime();
        freeNanos = Math.max(freeNanos, now) + TimeUnit.SECONDS.toNanos(1) * bytes / bytesPerSecond;
        return freeNanos - now;
    }
}

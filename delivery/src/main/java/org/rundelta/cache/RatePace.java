package org.rundelta.cache;

import java.util.concurrent.TimeUnit;

/** So many bytes a second, of all fetches together that have it. */
final class RatePace implements FetchOrder.Pace {
    private final PaceTimer timer;
    private double nanosPerByte;
    private long freeNanos;

    RatePace(PaceTimer timer) {
        this.timer = timer;
        freeNanos = timer.nanoTime();
    }

    /** From now on, this many. */
    synchronized void limit(long bitsPerSecond) {
        nanosPerByte = (double) TimeUnit.SECONDS.toNanos(Byte.SIZE) / bitsPerSecond;
    }

    @Override
    public void after(int count, Runnable next) {
        timer.after(reserve(count), next);
    }

    private synchronized long reserve(int count) {
        long now = timer.nanoTime();
        freeNanos = Math.max(freeNanos, now) + (long) (count * nanosPerByte);
        return freeNanos - now;
    }
}

package org.rundelta.cache;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** So many bytes a second, of all fetches together that have it. */
final class RatePace implements FetchOrder.Pace {
    private final double nanosPerByte;
    private final ScheduledExecutorService timer;
    private long freeNanos = System.nanoTime();

    RatePace(long bitsPerSecond, ScheduledExecutorService timer) {
        nanosPerByte = (double) TimeUnit.SECONDS.toNanos(Byte.SIZE) / bitsPerSecond;
        this.timer = timer;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the timer ends with the cache
    public void after(int count, Runnable next) {
        timer.schedule(next, reserve(count), TimeUnit.NANOSECONDS);
    }

    private synchronized long reserve(int count) {
        long now = System.nanoTime();
        freeNanos = Math.max(freeNanos, now) + (long) (count * nanosPerByte);
        return freeNanos - now;
    }
}

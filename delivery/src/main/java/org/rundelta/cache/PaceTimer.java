package org.rundelta.cache;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The time by which fills are paced. */
interface PaceTimer {
    /** Nanoseconds since some fixed moment. */
    long nanoTime();

    /** Does something when so much time has passed. */
    void after(long nanos, Runnable action);

    /** The time of this machine. */
    static PaceTimer of(ScheduledExecutorService timer) {
        return new PaceTimer() {
            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            @SuppressWarnings("FutureReturnValueIgnored") // the timer ends with the cache
            public void after(long nanos, Runnable action) {
                timer.schedule(action, nanos, TimeUnit.NANOSECONDS);
            }
        };
    }
}

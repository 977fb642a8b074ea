package org.rundelta.push;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Holds the newest state of a title until all targets have it. Safe for use by several threads. */
final class LiveMailbox {
    private LiveState newest;
    private boolean isLast;

    synchronized void put(LiveState state) {
        newest = state;
        notifyAll();
    }

    /** Says that there will be no newer state. */
    synchronized void end() {
        isLast = true;
        notifyAll();
    }

    /** Waits for a state that is newer than this one, which may be null; null if there will be none. */
    synchronized LiveState after(LiveState state) throws InterruptedException {
        while (!isNewerThan(state) && !isLast) {
            wait();
        }
        return isNewerThan(state) ? newest : null;
    }

    @SuppressWarnings("ReferenceEquality") // each state is put once
    synchronized boolean isNewerThan(LiveState state) {
        return newest != state;
    }

    /** Waits so long, or until it is said that there will be no newer state; gives whether it is. */
    synchronized boolean awaitEnd(Duration time) throws InterruptedException {
        long endNanos = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0 && !isLast; left = endNanos - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return isLast;
    }
}

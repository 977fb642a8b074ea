package org.rundelta.player;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * Real time, in which waiting takes as long as it says; or with waiting left out, so that a playback takes only as long as
 * its downloads: time then runs ahead by what was to be waited.
 *
 * <p>All time between {@link #lap} and the next belongs to one step of the playback, so none is lost between steps.
 */
final class WallClock implements PlaybackClock {
    private static final double NANOS_PER_MS = TimeUnit.MILLISECONDS.toNanos(1);

    private boolean isFast;
    private boolean isVirtual;
    private final long startNanos = System.nanoTime();
    private double skippedMs;
    private double lapMs;

    /**
     * A clock that begins at 0.
     *
     * @param isFast whether waiting is left out
     * @param isVirtual whether, then, time passes by what is waited for alone, and how long anything takes counts for
     *     nothing
     */
    WallClock(boolean isFast, boolean isVirtual) {
        this.isFast = isFast;
        this.isVirtual = isFast && isVirtual;
    }

    boolean isFast() {
        return isFast;
    }

    /** From now on waiting takes as long as it says. */
    void slowDown() {
        skippedMs -= isVirtual ? realMs() : 0;
        isFast = false;
        isVirtual = false;
    }

    private double realMs() {
        return (System.nanoTime() - startNanos) / NANOS_PER_MS;
    }

    @Override
    public double nowMs() {
        return (isVirtual ? 0 : realMs()) + skippedMs;
    }

    @Override
    public double waitMs(double ms) throws IOException {
        waitUntil(lapMs + ms);
        return lap();
    }

    /** Waits within a step. */
    void waitUntil(double ms) throws IOException {
        double left = ms - nowMs();
        if (isFast) {
            skippedMs += Math.max(0, left);
        } else if (left > 0) {
            sleep((long) (left * NANOS_PER_MS));
        }
    }

    private static void sleep(long nanos) throws IOException {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            throw new InterruptedPlayException(e);
        }
    }

    /** Where waiting is left out, so is other work that has no part in the playback, and took from then until now. */
    void leaveOut(double sinceMs) {
        skippedMs -= isFast ? nowMs() - sinceMs : 0;
    }

    /** Ends a step; returns how long it took. */
    double lap() {
        double began = lapMs;
        lapMs = nowMs();
        return lapMs - began;
    }

    /** How long the step has taken so far. */
    double sinceLapMs() {
        return nowMs() - lapMs;
    }
}

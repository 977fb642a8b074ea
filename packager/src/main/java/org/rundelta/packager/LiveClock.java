package org.rundelta.packager;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/** Real time for a live title: the time of its first frame is now, no frame comes before it is due, and no audio before the video. */
final class LiveClock {
    private static final long LONG_NANOS = TimeUnit.HOURS.toNanos(1);

    private Instant start;
    private long startNanos;
    /** Where the frame ends that the video has come to. */
    private double reachedSeconds;

    private boolean isOver;
    private boolean isStopped;

    /** The first frame is there. */
    synchronized void begin() {
        start = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        startNanos = System.nanoTime();
    }

    /** When that was. */
    synchronized Instant start() {
        return start;
    }

    /** Has the video end with the frame that is there. */
    synchronized void stop() {
        isStopped = true;
        notifyAll();
    }

    /** The video has come to a frame that ends here. */
    synchronized void reach(double seconds) {
        reachedSeconds = seconds;
        notifyAll();
    }

    /** There will be no more video, whyever. */
    synchronized void end() {
        isOver = true;
        notifyAll();
    }

    synchronized boolean isStopped() {
        return isStopped;
    }

    /** How long ago a media time was due; negative if it is yet to come. */
    synchronized Duration since(double seconds) {
        return Duration.ofNanos(System.nanoTime() - startNanos - (long) (seconds * 1e9));
    }

    /** Waits until a frame of video is due; false if the title was stopped before. */
    synchronized boolean awaitFrame(double seconds) throws InterruptedIOException {
        long left = -since(seconds).toNanos();
        while (!isStopped && left > 0) {
            await(left);
            left = -since(seconds).toNanos();
        }
        return !isStopped;
    }

    /** Waits until the video has come to a time; false if it never will. */
    synchronized boolean awaitVideo(double seconds) throws InterruptedIOException {
        while (seconds >= reachedSeconds && !isOver) {
            await(LONG_NANOS);
        }
        return seconds < reachedSeconds;
    }

    private void await(long nanos) throws InterruptedIOException {
        try {
            TimeUnit.NANOSECONDS.timedWait(this, nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}

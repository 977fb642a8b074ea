package org.rundelta.player;

import org.rundelta.abr.Download;

/**
 * Measures the download of a segment, which may consist of several files, and asks the watcher now and then whether it
 * shall go on. What counts as transfer is the time in which bytes came that are of use; all else, failed attempts too, is
 * latency.
 */
final class DownloadMeter {
    /** A download is looked at again after so many bits and so long, as in simulations. */
    private static final double PROGRESS_BITS = 12_000;

    private static final double PROGRESS_MS = 50;

    private final WallClock clock;
    private final int segment;
    private int rung;
    private SegmentFetcher.Watcher watcher = SegmentFetcher.Watcher.PATIENT;
    private double doneBits;
    private double doneMs;
    private double missingBits;
    private double expectedBits;
    private double partBits;
    private double partStartMs;
    private double askedBits;
    private double askedMs;

    DownloadMeter(WallClock clock, int segment) {
        this.clock = clock;
        this.segment = segment;
    }

    /** Has somebody watch from now on: what comes is of a rung that may be abandoned. */
    void watch(int newRung, SegmentFetcher.Watcher newWatcher) {
        rung = newRung;
        watcher = newWatcher;
    }

    /**
     * A file begins to come.
     *
     * @param bits of it, as far as is known
     */
    void began(double bits) {
        partBits = 0;
        partStartMs = clock.nowMs();
        expectedBits = bits;
        askedBits = 0;
        askedMs = partStartMs;
    }

    /** Bytes came; whether to go on. */
    boolean came(int bytes) {
        partBits += (double) bytes * Byte.SIZE;
        if (partBits >= expectedBits || partBits - askedBits < PROGRESS_BITS || clock.nowMs() - askedMs < PROGRESS_MS) {
            return true;
        }
        askedBits = partBits;
        askedMs = clock.nowMs();
        return watcher.goesOn(soFar());
    }

    /** Nobody wants the rest of the file; what came counts. */
    void abandoned() {
        missingBits = Math.max(1, expectedBits - partBits);
        ended();
    }

    /** The file cannot be had. */
    void failed() {
        missingBits = Math.max(1, expectedBits);
    }

    /** The file is there. */
    void ended() {
        doneBits += partBits;
        doneMs += clock.nowMs() - partStartMs;
        partBits = 0;
        expectedBits = 0;
    }

    /** What has come of the download until now. */
    private Download soFar() {
        double elapsedMs = clock.sinceLapMs();
        double transferMs = doneMs + clock.nowMs() - partStartMs;
        double size = doneBits + Math.max(expectedBits, partBits);
        return new Download(segment, rung, size, doneBits + partBits, elapsedMs, elapsedMs - transferMs);
    }

    /** All of it, at its end; the step of the clock ends with it. */
    Download total() {
        double elapsedMs = clock.lap();
        return new Download(
                segment, rung, doneBits + missingBits, doneBits, elapsedMs, Math.max(0, elapsedMs - doneMs));
    }
}

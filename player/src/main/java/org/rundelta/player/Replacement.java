package org.rundelta.player;

import java.util.List;
import org.rundelta.abr.ThroughputEstimate;
import org.rundelta.abr.Title;

/**
 * A segment in the buffer that is fetched anew, in the rung that is being fetched now, while there is nothing else to fetch.
 * It is the first of a lower rung that is likely to be there in time: before it is shown, and before the buffer is
 * half empty.
 *
 * @param segment that it is
 * @param rung in which it is fetched, above the one it has
 * @param mostMs how long that may take
 */
record Replacement(int segment, int rung, double mostMs) {
    /** How much longer than expected it may take. */
    private static final double CAUTION = 2;

    /** The share of the most that the buffer holds that is kept, while there is more to fetch. */
    private static final double KEPT = 0.5;

    /** Null if there is none. */
    static Replacement find(
            Title title,
            List<PlaybackReport.Fetched> fetched,
            MediaBuffer buffer,
            double maxBufferMs,
            ThroughputEstimate throughput) {
        int next = fetched.size();
        int rung = next == 0 ? 0 : fetched.get(next - 1).rung();
        double startsInMs = buffer.levelMs();
        double spendableMs = next == title.segments() ? startsInMs : startsInMs - KEPT * maxBufferMs;
        Replacement first = null;
        for (int segment = next - 1; segment > next - buffer.segments(); segment--) {
            startsInMs -= title.durationMs(segment);
            double mostMs = Math.min(startsInMs, spendableMs);
            double expectedMs = throughput.latencyMs() + title.sizeBits(segment, rung) / throughput.kbps();
            if (fetched.get(segment).rung() < rung && CAUTION * expectedMs <= mostMs) {
                first = new Replacement(segment, rung, mostMs);
            }
        }
        return first;
    }
}

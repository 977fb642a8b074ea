package org.rundelta.player;

import java.net.URI;
import java.util.List;

/**
 * What came of playing a title over a network.
 *
 * @param playback what a viewer got; it began with the request for the first segment
 * @param openMs how long it took before that to get the manifest and the indexes
 * @param sources of the segments that were played, in the same order as {@link PlaybackReport#fetched}
 * @param discardedBytes of segments that were replaced
 * @param failures attempts that failed, and were made good
 * @param liveLatencyMs how far behind live it was shown, at the last segment; NaN for what is not live
 * @param frames that were decoded
 */
public record ClientReport(
        PlaybackReport playback,
        double openMs,
        List<Source> sources,
        long discardedBytes,
        int failures,
        double liveLatencyMs,
        long frames) {
    /**
     * Where a segment came from.
     *
     * @param representation its id
     * @param mainBytes of main content, without initialization segments
     * @param audioBytes of the audio that begins in it, likewise
     * @param pathway named so by the manifest, or null
     * @param baseUrl against which its URL was resolved
     */
    public record Source(String representation, long mainBytes, long audioBytes, String pathway, URI baseUrl) {
        /** All that came. */
        public long bytes() {
            return mainBytes + audioBytes;
        }
    }

    public ClientReport {
        sources = List.copyOf(sources);
    }
}

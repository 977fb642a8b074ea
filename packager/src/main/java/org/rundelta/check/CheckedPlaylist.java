package org.rundelta.check;

import java.time.Duration;
import java.util.List;
import org.rundelta.hls.MediaPlaylist;
import org.rundelta.hls.MediaSegment;
import org.rundelta.hls.PeakBitrate;
import org.rundelta.mp4.SampleEntry;

/**
 * A media playlist whose files are all there.
 *
 * @param bytes of each segment
 * @param entry how its samples are coded; null if it has no initialization segment
 */
record CheckedPlaylist(MediaPlaylist playlist, List<Long> bytes, SampleEntry entry) {
    private List<Duration> durations() {
        return playlist.segments().stream().map(MediaSegment::duration).toList();
    }

    /** Bits per second at the most. */
    long peak() {
        return PeakBitrate.of(bytes, durations(), playlist.targetDuration());
    }

    /** Bits per second over all. */
    long average() {
        return PeakBitrate.average(bytes, durations());
    }
}

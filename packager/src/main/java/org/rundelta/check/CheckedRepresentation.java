package org.rundelta.check;

import java.time.Duration;
import java.util.List;
import org.rundelta.dash.Mpd;
import org.rundelta.dash.Segment;

/**
 * The times of a representation.
 *
 * @param timescale ticks per second
 * @param offset media time at the start of the period, in ticks
 * @param segments in order of time; none if they could not be told
 */
record CheckedRepresentation(String id, long timescale, long offset, List<Segment> segments) {
    /** Since the start of the period; media that are not presented count as the start. */
    Duration start(int segment) {
        return duration(segments.get(segment).time());
    }

    /** When each segment starts. */
    List<Duration> starts() {
        return segments.stream().map(segment -> duration(segment.time())).toList();
    }

    /** When all ends, since the start of the period. */
    Duration end() {
        if (segments.isEmpty()) {
            return Duration.ZERO;
        }
        Segment last = segments.get(segments.size() - 1);
        return duration(last.time() + last.duration());
    }

    private Duration duration(long time) {
        return Mpd.duration(Math.max(0, time - offset), timescale);
    }
}

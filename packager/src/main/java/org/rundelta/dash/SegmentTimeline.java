package org.rundelta.dash;

import java.util.ArrayList;
import java.util.List;

/**
 * When the segments of a representation start and how long they last (ISO/IEC 23009-1, 5.3.9.6).
 *
 * @param runs in order of time
 */
public record SegmentTimeline(List<S> runs) {
    public SegmentTimeline {
        runs = Check.list(runs);
    }

    /**
     * The shortest timeline of these segments: a time only at the start and after a gap, equal durations merged.
     *
     * @param times media times in ticks, increasing
     * @param durations in ticks, as many
     * @throws IllegalArgumentException if there are not as many of one as of the other, a time is negative or a
     *     duration not positive
     */
    public static SegmentTimeline of(long[] times, long[] durations) {
        Check.that(times.length == durations.length, times.length + " times for " + durations.length + " durations");
        List<S> runs = new ArrayList<>();
        for (int first = 0; first < times.length; ) {
            int last = first;
            while (last + 1 < times.length
                    && durations[last + 1] == durations[first]
                    && follows(last + 1, times, durations)) {
                last++;
            }
            Long time = first > 0 && follows(first, times, durations) ? null : (Long) times[first];
            runs.add(new S(time, durations[first], last - first));
            first = last + 1;
        }
        return new SegmentTimeline(runs);
    }

    private static boolean follows(int segment, long[] times, long[] durations) {
        return times[segment] == times[segment - 1] + durations[segment - 1];
    }
}

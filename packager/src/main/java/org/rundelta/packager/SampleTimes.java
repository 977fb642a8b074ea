package org.rundelta.packager;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Says at which times a title is looked at before it is encoded: a pure function of its index, so that its primer does not
 * depend on how many threads look.
 */
final class SampleTimes {
    /** Seconds of the input that may be decoded only to get at samples, or this part of it if that is more. */
    private static final int SECONDS_ON_THE_WAY = 10;

    private static final int PART_ON_THE_WAY = 8;

    private SampleTimes() {}

    /**
     * Where some of the segments begin, evenly spread, or the seek points before them where the way from there is too far.
     *
     * @param segments of the title
     * @param most times wanted
     * @return in ascending order, no time twice, beginning with 0
     */
    static List<Long> of(SourceIndex index, Segmenter segmenter, long segments, long most) {
        long count = Math.min(segments, most);
        long budget = Math.max(SECONDS_ON_THE_WAY * segmenter.timescale(), index.endTime() / PART_ON_THE_WAY);
        List<Long> times = new ArrayList<>();
        long position = 0;
        for (long k = 0; k < count; k++) {
            long time = segmenter.start(k * segments / count);
            long seekPoint = Math.max(position, index.seekPoints()[index.lastUpTo(time)]);
            long onTheWay = time - seekPoint;
            if (onTheWay > budget) {
                time = seekPoint;
            } else {
                budget -= onTheWay;
            }
            if (k == 0 || time != position) {
                times.add(time);
            }
            position = time;
        }
        return times;
    }

    /** Times in groups that share a seek point: one decoder comes by all of a group, several would go the same way. */
    static List<List<Long>> bySeekPoint(SourceIndex index, List<Long> times) {
        return List.copyOf(times.stream()
                .collect(Collectors.groupingBy(index::lastUpTo, TreeMap::new, Collectors.toList()))
                .values());
    }
}

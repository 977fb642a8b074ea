package org.rundelta.dash;

import java.time.Duration;
import java.util.List;

/**
 * A stretch of time in which the same adaptation sets are there (ISO/IEC 23009-1, 5.3.2).
 *
 * @param id unique in the MPD, or null
 * @param start since the start of the presentation, or null: where the period before ends
 * @param duration or null: up to the start of the next period or the end of the presentation
 * @param baseUrls alternatives, possibly none
 * @param segmentList what its sets have in common, or null; they have it in themselves, too
 * @param segmentTemplate likewise
 * @param adaptationSets possibly none
 */
public record Period(
        String id,
        Duration start,
        Duration duration,
        List<BaseUrl> baseUrls,
        SegmentList segmentList,
        SegmentTemplate segmentTemplate,
        List<AdaptationSet> adaptationSets) {
    /** A period whose sets have nothing in common. */
    public Period(
            String id, Duration start, Duration duration, List<BaseUrl> baseUrls, List<AdaptationSet> adaptationSets) {
        this(id, start, duration, baseUrls, null, null, adaptationSets);
    }

    /** @throws IllegalArgumentException if a time is negative */
    public Period {
        baseUrls = Check.list(baseUrls);
        adaptationSets = Check.list(adaptationSets);
        if (segmentList != null || segmentTemplate != null) {
            adaptationSets = adaptationSets.stream()
                    .map(set -> set.completedBy(segmentList, segmentTemplate))
                    .toList();
        }
        Check.notNegative("Period@start", start);
        Check.notNegative("Period@duration", duration);
    }

    /** The same, of which it is not said how long it lasts. */
    Period withoutDuration() {
        return new Period(id, start, null, baseUrls, segmentList, segmentTemplate, adaptationSets);
    }
}

package org.rundelta.dash;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.rundelta.dash.LocatedSegments.MediaSegment;

/**
 * The segments of a representation one by one (ISO/IEC 23009-1, 5.3.9.3). A null is an absent attribute: a list above may
 * complete it, else the default of the standard holds.
 *
 * @param timescale ticks per second, an unsigned 32-bit number; by default 1
 * @param presentationTimeOffset the media time in ticks that is shown at the start of the period; by default 0
 * @param duration of every segment in ticks, in place of a timeline; neither with a single segment
 * @param startNumber the number of the first segment; by default 1
 * @param initialization where the initialization segment is; null if it is not said
 * @param timeline the times of the segments, in place of one duration
 * @param urls where the media segments are, in order of time; none if a list above says
 */
public record SegmentList(
        Long timescale,
        Long presentationTimeOffset,
        Long duration,
        Long startNumber,
        SegmentBase.Initialization initialization,
        SegmentTimeline timeline,
        List<Url> urls) {
    /**
     * Where a segment is.
     *
     * @param media URL relative to the base URL, or null: that itself
     * @param mediaRange bytes of it, or null for all
     */
    public record Url(String media, ByteRange mediaRange) {
        FileRange place() {
            return new FileRange(Objects.requireNonNullElse(media, ""), mediaRange);
        }
    }

    /** @throws IllegalArgumentException if a number is out of range */
    public SegmentList {
        Check.range("SegmentList@timescale", timescale, 1, Check.MAX_UNSIGNED_INT);
        Check.range("SegmentList@presentationTimeOffset", presentationTimeOffset, 0, Long.MAX_VALUE);
        Check.range("SegmentList@duration", duration, 1, Check.MAX_UNSIGNED_INT);
        Check.range("SegmentList@startNumber", startNumber, 0, Check.MAX_UNSIGNED_INT);
        urls = Check.list(urls);
    }

    /** What holds where there is this list, and that in the level above; either may be null. */
    static SegmentList completed(SegmentList own, SegmentList above) {
        return own == null ? above : above == null ? own : own.completedBy(above);
    }

    /** What is absent here taken from the list of the level above (5.3.9.1). */
    private SegmentList completedBy(SegmentList above) {
        boolean timed = duration != null || timeline != null;
        return new SegmentList(
                timescale != null ? timescale : above.timescale,
                presentationTimeOffset != null ? presentationTimeOffset : above.presentationTimeOffset,
                timed ? duration : above.duration,
                startNumber != null ? startNumber : above.startNumber,
                initialization != null ? initialization : above.initialization,
                timed ? timeline : above.timeline,
                urls.isEmpty() ? above.urls : urls);
    }

    /** Its segments, as far as there are both a time and a URL. */
    LocatedSegments locate(TimeWindow window) throws ManifestException {
        SegmentTemplate times =
                new SegmentTemplate(timescale, presentationTimeOffset, duration, startNumber, null, null, timeline);
        List<MediaSegment> media = new ArrayList<>();
        for (Segment segment : times(times, window)) {
            long index = segment.number() - times.startNumberOrDefault();
            if (index < urls.size()) {
                media.add(new MediaSegment(segment, urls.get((int) index).place()));
            }
        }
        return new LocatedSegments(
                times.timescaleOrDefault(),
                times.presentationTimeOffsetOrDefault(),
                initialization == null ? null : initialization.place(),
                media);
    }

    private List<Segment> times(SegmentTemplate times, TimeWindow window) throws ManifestException {
        boolean isWhole = urls.size() == 1 && duration == null && timeline == null && window.until() != null;
        if (!isWhole) {
            return times.segmentsIn(window);
        }
        long ticks = Math.round(window.until().toMillis() * times.timescaleOrDefault() / 1000.0);
        return List.of(new Segment(times.startNumberOrDefault(), times.presentationTimeOffsetOrDefault(), ticks));
    }
}

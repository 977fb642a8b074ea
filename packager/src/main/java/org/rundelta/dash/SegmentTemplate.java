package org.rundelta.dash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How the segments of representations are timed and named (ISO/IEC 23009-1, 5.3.9.4). A null is an absent attribute: a
 * template above may complete it, else the default of the standard holds.
 *
 * @param timescale ticks per second, an unsigned 32-bit number; by default 1
 * @param presentationTimeOffset the media time in ticks that is shown at the start of the period; by default 0
 * @param duration of every segment in ticks, in place of a timeline
 * @param startNumber the number of the first segment; by default 1
 * @param initialization URL template of the initialization segment
 * @param media URL template of the media segments
 * @param timeline the times of the segments, in place of one duration
 */
public record SegmentTemplate(
        Long timescale,
        Long presentationTimeOffset,
        Long duration,
        Long startNumber,
        String initialization,
        String media,
        SegmentTimeline timeline) {
    /** @throws IllegalArgumentException if a number is out of range */
    public SegmentTemplate {
        Check.range("SegmentTemplate@timescale", timescale, 1, Check.MAX_UNSIGNED_INT);
        Check.range("SegmentTemplate@presentationTimeOffset", presentationTimeOffset, 0, Long.MAX_VALUE);
        Check.range("SegmentTemplate@duration", duration, 1, Check.MAX_UNSIGNED_INT);
        Check.range("SegmentTemplate@startNumber", startNumber, 0, Check.MAX_UNSIGNED_INT);
    }

    /**
     * A template of segments that follow each other as given, the first with number 1 and shown at the start of the
     * period.
     *
     * @param times media times in ticks, increasing
     * @param durations in ticks, as many
     */
    public static SegmentTemplate timed(
            long timescale, long[] times, long[] durations, String initialization, String media) {
        Long offset = times.length == 0 || times[0] == 0 ? null : (Long) times[0];
        SegmentTimeline timeline = SegmentTimeline.of(times, durations);
        return new SegmentTemplate(timescale, offset, null, 1L, initialization, media, timeline);
    }

    /** What holds where there is this template, and that in the level above; either may be null. */
    static SegmentTemplate completed(SegmentTemplate own, SegmentTemplate above) {
        return own == null ? above : above == null ? own : own.completedBy(above);
    }

    /** Every attribute that is absent here taken from the template of the level above (5.3.9.1). */
    SegmentTemplate completedBy(SegmentTemplate above) {
        boolean timed = duration != null || timeline != null;
        return new SegmentTemplate(
                timescale != null ? timescale : above.timescale,
                presentationTimeOffset != null ? presentationTimeOffset : above.presentationTimeOffset,
                timed ? duration : above.duration,
                startNumber != null ? startNumber : above.startNumber,
                initialization != null ? initialization : above.initialization,
                media != null ? media : above.media,
                timed ? timeline : above.timeline);
    }

    /**
     * All media segments in order of time.
     *
     * @param periodDuration or null if unknown; only needed without a timeline, or with one that is open at its end
     * @throws ManifestException if the times contradict each other, the end is not known, or there are more than a
     *     million segments
     */
    public List<Segment> segments(Duration periodDuration) throws ManifestException {
        return segmentsIn(TimeWindow.of(periodDuration));
    }

    /** Those in a window; without one a very long period may have too many. */
    List<Segment> segmentsIn(TimeWindow window) throws ManifestException {
        return SegmentTimes.segments(this, window);
    }

    /**
     * The URL of the initialization segment as the template gives it, not yet resolved; null if there is none.
     *
     * @throws ManifestException if the template is malformed or has an identifier not allowed there, or the URL is too long
     */
    public String initializationUrl(Representation representation) throws ManifestException {
        if (initialization == null) {
            return null;
        }
        UrlTemplate template = UrlTemplate.parse(initialization);
        if (template.dependsOnSegment()) {
            throw new ManifestException("malformed MPD: SegmentTemplate@initialization " + initialization
                    + " depends on the media segment");
        }
        return template.expand(representation, null);
    }

    /**
     * The URLs of all media segments as the template gives them, not yet resolved.
     *
     * @param periodDuration as for {@link #segments}
     * @throws ManifestException as {@link #segments}, and if the template is missing or malformed, or the URLs are too
     *     long for memory
     */
    public List<String> mediaUrls(Representation representation, Duration periodDuration) throws ManifestException {
        return mediaUrls(representation, segments(periodDuration));
    }

    /** The URLs of these segments. */
    List<String> mediaUrls(Representation representation, List<Segment> segments) throws ManifestException {
        if (media == null) {
            throw new ManifestException(
                    "malformed MPD: representation " + representation.id() + " has no SegmentTemplate@media");
        }
        UrlTemplate template = UrlTemplate.parse(media);
        List<String> urls = new ArrayList<>();
        long characters = 0;
        for (Segment segment : segments) {
            String url = template.expand(representation, segment);
            characters += url.length();
            if (characters > UrlTemplate.MAX_CHARACTERS) {
                throw new ManifestException("MPD over the limit: URLs of more than " + UrlTemplate.MAX_CHARACTERS
                        + " characters for representation " + representation.id());
            }
            urls.add(url);
        }
        return urls;
    }

    long timescaleOrDefault() {
        return Objects.requireNonNullElse(timescale, 1L);
    }

    long presentationTimeOffsetOrDefault() {
        return Objects.requireNonNullElse(presentationTimeOffset, 0L);
    }

    long startNumberOrDefault() {
        return Objects.requireNonNullElse(startNumber, 1L);
    }
}

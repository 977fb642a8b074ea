package org.rundelta.packager;

import java.util.List;
import org.rundelta.mp4.Track;

/**
 * One encoding of the video or of an audio track.
 *
 * @param id of the rung, or what the audio is called
 * @param description what viewers choose it by
 * @param track that its samples belong to
 * @param frameRate of video, null if unknown
 * @param segments in order of time, at least one
 */
record Rendition(
        String id, TrackDescription description, Track track, FrameRate frameRate, List<EncodedSegment> segments) {
    /** Presentation time, in ticks, at which a segment begins; what is not presented counts as the beginning. */
    long start(EncodedSegment segment) {
        return Math.max(0, segment.time() - track.mediaStart());
    }

    /** Presentation time, in ticks, at which a segment ends. */
    long end(EncodedSegment segment) {
        return Math.max(0, segment.time() + segment.duration() - track.mediaStart());
    }

    /** How long a segment is presented, in ticks. */
    long duration(EncodedSegment segment) {
        return end(segment) - start(segment);
    }

    /** Presentation time, in ticks, at which all ends. */
    long end() {
        return end(segments.get(segments.size() - 1));
    }

    /** Milliseconds, rounded up, after which all ends. */
    long endMs() {
        return (end() * 1000 + track.timescale() - 1) / track.timescale();
    }
}

package org.rundelta.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.rundelta.mp4.SampleInfo;

/**
 * What {@code inspect} finds out about a track of an MP4 file. What is null is not known.
 *
 * @param kind {@code video}, {@code audio}, or the handler type of another track
 * @param codec four-character code of the sample entry
 * @param width in pixels
 * @param height in pixels
 * @param sampleRate in Hz
 * @param timescale ticks per second
 * @param seconds duration of its samples
 * @param bytes of its samples, boxes not counted
 * @param bitsPerSecond average of its samples
 * @param frameTypes how many frames of each type there are, and their bytes; of video in fragments
 * @param segments none if the file is not fragmented
 * @param frames with {@code --frames}, of video in fragments
 * @param note why its samples are not listed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TrackReport(
        Long id,
        String kind,
        String codec,
        Long width,
        Long height,
        Long channels,
        Long sampleRate,
        Long timescale,
        String language,
        Double seconds,
        Long samples,
        Long keyframes,
        Long bytes,
        Long bitsPerSecond,
        List<FrameTypeReport> frameTypes,
        List<SegmentReport> segments,
        List<FrameReport> frames,
        String note) {

    /** This track with the samples of its fragments. */
    TrackReport with(TrackContents contents, boolean listFrames) {
        boolean video = kind.equals("video");
        double duration = contents.seconds();
        return new TrackReport(
                id,
                kind,
                codec,
                width,
                height,
                channels,
                sampleRate,
                timescale,
                language,
                duration,
                contents.samples().count(),
                contents.samples().filter(SampleInfo::sync).count(),
                contents.bytes(),
                duration > 0 ? (Long) Math.round(contents.bytes() * 8 / duration) : null,
                video ? contents.frameTypes() : List.of(),
                contents.segmentReports(),
                video && listFrames ? contents.frameReports() : null,
                null);
    }

    /** This track, with the reason why the samples of its fragments are not known. */
    TrackReport without(String reason) {
        return new TrackReport(
                id,
                kind,
                codec,
                width,
                height,
                channels,
                sampleRate,
                timescale,
                language,
                seconds,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                null,
                reason);
    }

    /** Frames of one type: {@code key}, {@code delta} or {@code repeat}. */
    record FrameTypeReport(String type, long frames, long bytes) {}

    /**
     * One segment: from a keyframe at the start of a movie fragment up to the next such.
     *
     * @param number from 1
     * @param start in seconds
     * @param bytes of its samples
     */
    record SegmentReport(
            long number, double start, double seconds, long fragments, long samples, long keyframes, long bytes) {}

    /**
     * One frame.
     *
     * @param index from 0
     * @param time in seconds
     */
    record FrameReport(long index, double time, double seconds, String type, long bytes) {}
}

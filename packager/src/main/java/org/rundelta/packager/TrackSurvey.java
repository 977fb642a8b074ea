package org.rundelta.packager;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.LongStream;
import org.rundelta.mp4.FragmentReader;
import org.rundelta.mp4.InitSegment;
import org.rundelta.mp4.Mp4Exception;
import org.rundelta.mp4.SampleInfo;
import org.rundelta.mp4.Track;

/**
 * What the tables of a fragmented file say of its video, before any frame is decoded: so a file that lacks a part is found
 * out before its first frame is handed on.
 *
 * @param start decode time of the first frame, in ticks
 * @param index where decoding can begin, in ticks since the first frame
 * @param frames at least one
 */
record TrackSurvey(long start, SourceIndex index, long frames) {
    /** Durations in the file's header are in milliseconds, rounded one way or the other. */
    private static final long ROUNDING_MS = 1;

    private static final int MILLISECONDS = 1000;

    /**
     * Reads the tables of all tracks.
     *
     * @param reader at the beginning; is at the end afterwards
     * @param video one of its tracks
     * @param file for messages
     * @throws IOException if frames are missing
     */
    static TrackSurvey of(FragmentReader reader, Track video, Path file) throws IOException, Mp4Exception {
        TrackSurvey survey = walk(reader, video, file);
        double endMs = milliseconds(survey.start + survey.index.endTime(), video);
        InitSegment init = reader.init();
        for (Track other : init.tracks()) {
            if (other.id() != video.id()) {
                endMs = Math.max(endMs, milliseconds(end(reader, other), other));
            }
        }
        if (endMs + ROUNDING_MS < init.durationMs() + milliseconds(survey.start, video)) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "%s: ends at %.3f s and not at %.3f s, it was cut short; fetch or encode it again",
                    file,
                    endMs / MILLISECONDS,
                    (double) init.durationMs() / MILLISECONDS));
        }
        return survey;
    }

    private static TrackSurvey walk(FragmentReader reader, Track track, Path file) throws IOException, Mp4Exception {
        SampleInfo first = reader.skip(track.id());
        if (first == null) {
            throw new IOException(file + ": has no frames; fetch or encode it again");
        }
        if (!first.sync()) {
            throw new IOException(
                    file + ": does not begin with a keyframe, its beginning is missing; fetch or encode it again");
        }
        long start = first.decodeTime();
        LongStream.Builder seekPoints = LongStream.builder();
        long frames = 0;
        SampleInfo previous = null;
        for (SampleInfo sample = first; sample != null; sample = reader.skip(track.id())) {
            checkFollows(sample, previous, track, file);
            if (sample.sync()) {
                seekPoints.add(sample.decodeTime() - start);
            }
            previous = sample;
            frames++;
        }
        long duration = previous.decodeTime() + previous.duration() - start;
        return new TrackSurvey(start, new SourceIndex(seekPoints.build().toArray(), duration, true), frames);
    }

    private static void checkFollows(SampleInfo sample, SampleInfo previous, Track track, Path file)
            throws IOException {
        if (sample.compositionOffset() != 0) {
            throw new IOException(
                    file + ": its frames are shown in another order than they are decoded, which no frames of"
                            + " this codec are; encode it again");
        }
        if (previous == null) {
            return;
        }
        long end = previous.decodeTime() + previous.duration();
        if (sample.decodeTime() > end) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "%s: the frames from %.3f s to %.3f s are missing; fetch or encode it again",
                    file,
                    milliseconds(end, track) / MILLISECONDS,
                    milliseconds(sample.decodeTime(), track) / MILLISECONDS));
        }
        if (sample.decodeTime() == previous.decodeTime()) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "%s: two frames have the time %.3f s; encode it again",
                    file,
                    milliseconds(end, track) / MILLISECONDS));
        }
    }

    private static long end(FragmentReader reader, Track track) throws IOException, Mp4Exception {
        long end = 0;
        for (SampleInfo sample = reader.skip(track.id()); sample != null; sample = reader.skip(track.id())) {
            end = sample.decodeTime() + sample.duration();
        }
        return end;
    }

    private static double milliseconds(long ticks, Track track) {
        return (double) ticks * MILLISECONDS / track.timescale();
    }
}

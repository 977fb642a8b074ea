package org.rundelta.packager;

import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.rundelta.mp4.Sample;
import org.rundelta.mp4.Track;

/**
 * Cuts coded video into segments, each beginning at the first keyframe whose time, divided by the wanted duration, gives
 * another whole number than that of the segment before. A last one shorter than half of that belongs to the one before.
 */
final class VideoCopy implements Closeable {
    private final MediaInput input;
    private final Duration segment;
    private final Path folder;
    private final boolean keyframesOnly;
    private final List<EncodedSegment> segments = new ArrayList<>();
    /** In order of decoding; the frames from the last cut on, and those before that are not written yet. */
    private final List<CodedSample> frames = new ArrayList<>();

    private final List<CodedSample> before = new ArrayList<>();
    private CodedSource source;

    /**
     * @param folder for the segments, which exists
     * @param keyframesOnly whether to leave out all other frames, for trick play
     */
    VideoCopy(MediaInput input, Duration segment, Path folder, boolean keyframesOnly) {
        this.keyframesOnly = keyframesOnly;
        this.input = input;
        this.segment = segment;
        this.folder = folder;
    }

    MediaInput input() {
        return input;
    }

    /** Reads the input to its end, or until it is not wanted any more. */
    VideoCopy run(BooleanSupplier isWanted) throws IOException {
        source = keyframesOnly ? new Keyframes(input.openCoded()) : input.openCoded();
        Segmenter segmenter = new Segmenter(segment, source.timescale());
        long number = 0;
        long keyframe = 0;
        long latest = 0;
        for (CodedSample frame = source.next(); frame != null && isWanted.getAsBoolean(); frame = source.next()) {
            if (frame.time() < keyframe) {
                throw openGop(keyframe);
            }
            if (frame.keyframe()) {
                if (frame.time() < latest) {
                    throw openGop(frame.time());
                }
                keyframe = frame.time();
                if (segmenter.number(keyframe) != number) {
                    writeBefore(true);
                    number = segmenter.number(keyframe);
                }
            }
            latest = Math.max(latest, frame.time());
            frames.add(frame);
        }
        long end = frames.stream()
                .mapToLong(last -> last.time() + last.duration())
                .max()
                .orElse(0);
        writeBefore(end - frames.get(0).time() >= segmenter.start(1) / 2);
        write(before, end);
        return this;
    }

    /**
     * Writes the segment before the last, whose end is known now.
     *
     * @param isLong whether the last is long enough to be a segment of its own
     */
    private void writeBefore(boolean isLong) throws IOException {
        if (!before.isEmpty() && isLong) {
            write(before, frames.get(0).time());
            before.clear();
        }
        before.addAll(frames);
        frames.clear();
    }

    private void write(List<CodedSample> samples, long end) throws IOException {
        long start = samples.get(0).time();
        Path file = folder.resolve(start + ".m4s");
        try (SegmentWriter writer = SegmentWriter.open(file, RungLane.TRACK_ID, segments.size())) {
            for (Sample sample : StandardLane.samples(samples, end)) {
                writer.add(sample);
            }
            segments.add(writer.finish());
        }
    }

    private IOException openGop(long keyframe) {
        return new IOException(String.format(
                Locale.ROOT,
                "%s: frames shown before the keyframe at %.3f s come after it (an open GOP), so that no segment can begin"
                        + " there; encode it with closed GOPs (ffmpeg: -flags +cgop)",
                input.name(),
                (double) keyframe / source.timescale()));
    }

    /** What came of it. */
    Rendition rendition(String id) throws IOException {
        Track track = new Track(RungLane.TRACK_ID, source.timescale(), Track.LANGUAGE_UNKNOWN, source.entry(), 0);
        return new Rendition(id, TrackDescription.NONE, track, source.frameRate(), segments);
    }

    /**
     * Checks that the segments of another begin at the same times.
     *
     * @throws IOException if they do not; the message says where
     */
    void requireAligned(VideoCopy other) throws IOException {
        int count = Math.max(segments.size(), other.segments.size());
        for (int i = 0; i < count; i++) {
            double here = start(i);
            double there = other.start(i);
            if (Math.abs(here - there) * source.timescale() > 1) {
                throw here > there ? lacks(there, other) : other.lacks(here, this);
            }
        }
    }

    /** Says why no segment begins here at a time at which one of another does. */
    private IOException lacks(double time, VideoCopy other) {
        EncodedSegment last = segments.get(segments.size() - 1);
        double end = (double) (last.time() + last.duration()) / source.timescale();
        if (time >= end) {
            return new IOException(String.format(
                    Locale.ROOT,
                    "%s: ends at %.3f s, and %s goes on; give files that are equally long",
                    input.name(),
                    end,
                    other.input.name()));
        }
        return new IOException(String.format(
                Locale.ROOT,
                "%s: has no keyframe at %.3f s, where a segment of %s begins; encode both with a keyframe every %s s"
                        + " (ffmpeg: -force_key_frames 'expr:gte(t,n_forced*%s)')",
                input.name(),
                time,
                other.input.name(),
                seconds(),
                seconds()));
    }

    private double start(int index) {
        return index < segments.size() ? (double) segments.get(index).time() / source.timescale() : Double.MAX_VALUE;
    }

    private String seconds() {
        return BigDecimal.valueOf(segment.toMillis(), 3).stripTrailingZeros().toPlainString();
    }

    @Override
    public void close() {
        if (source != null) {
            source.close();
        }
    }
}

package org.rundelta.packager;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.rundelta.codec.Picture;
import org.rundelta.mp4.Sample;
import org.rundelta.packager.OutputSize.PictureSize;

/** The lane of a rung in a standard codec. For trick play each picture is encoded by itself, and so a keyframe. */
final class StandardLane implements RungLane {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final StandardGuide coding;
    private final MediaInput input;
    private final long timescale;
    private final Path folder;
    /** Null if pictures keep their size. */
    private final PictureScaler scaler;

    private final List<CodedSample> coded = new ArrayList<>();
    private SegmentWriter writer;
    /** Null until there is a picture for it. */
    private SegmentEncoder encoder;

    private long segmentNumber;
    private long last;
    private long end;
    private long pixels;
    private long cpuNanos;

    /** @param folder where its segments go */
    StandardLane(StandardGuide coding, MediaInput input, VideoInfo video, Path folder) throws IOException {
        this.coding = coding;
        this.input = input;
        this.folder = folder;
        timescale = video.timescale();
        PictureSize from = new PictureSize(video.width(), video.height());
        scaler = coding.size().equals(from) ? null : input.openScaler(from, coding.size());
    }

    @Override
    public void startSegment(long number, Frame frame) throws IOException {
        writer = SegmentWriter.open(folder.resolve(frame.time() + ".m4s"), TRACK_ID, number);
        last = -1;
        segmentNumber = number;
    }

    @Override
    public void add(Frame frame) throws IOException {
        end = frame.time() + frame.duration();
        if (last >= 0 && !coding.rung().keeps(frame.time(), last, timescale)) {
            return;
        }
        last = frame.time();
        Picture picture = scaler == null ? frame.picture() : scaler.scale(frame.picture());
        long start = THREADS.getCurrentThreadCpuTime();
        if (encoder == null) {
            encoder = input.openEncoder(coding.settings(segmentNumber, timescale));
        }
        encoder.add(picture, frame.time(), frame.duration());
        if (coding.rung().trickPlay()) {
            finishEncoder();
        }
        cpuNanos += THREADS.getCurrentThreadCpuTime() - start;
        pixels += (long) picture.width() * picture.height();
    }

    private void finishEncoder() throws IOException {
        coded.addAll(encoder.finish());
        coding.describe(encoder.entry());
        closeEncoder();
    }

    @Override
    public EncodedSegment finishSegment() throws IOException {
        long start = THREADS.getCurrentThreadCpuTime();
        if (encoder != null) {
            finishEncoder();
        }
        cpuNanos += THREADS.getCurrentThreadCpuTime() - start;
        List<Sample> samples = samples(coded, end);
        coded.clear();
        for (Sample sample : samples) {
            writer.add(sample);
        }
        EncodedSegment segment = writer.finish();
        coding.measure(segmentNumber, SegmentSizes.of(samples, timescale, segment.fileBytes()));
        closeWriter();
        return segment;
    }

    /**
     * Frames as samples whose decode times are the presentation times in rising order, so that the first sample's are
     * equal and no edit list is needed (ISO/IEC 23000-19, 7.7).
     *
     * @param frames in order of decoding
     * @param end of the last one's presentation
     */
    static List<Sample> samples(List<CodedSample> frames, long end) {
        long[] times = frames.stream().mapToLong(CodedSample::time).sorted().toArray();
        times = Arrays.copyOf(times, times.length + 1);
        times[frames.size()] = end;
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            CodedSample frame = frames.get(i);
            int offset = Math.toIntExact(frame.time() - times[i]);
            samples.add(new Sample(frame.data(), times[i], times[i + 1] - times[i], frame.keyframe(), offset));
        }
        return samples;
    }

    @Override
    public CodecTime time() {
        return new CodecTime(pixels, cpuNanos);
    }

    private void closeEncoder() {
        if (encoder != null) {
            encoder.close();
            encoder = null;
        }
    }

    private void closeWriter() throws IOException {
        if (writer != null) {
            writer.close();
            writer = null;
        }
    }

    @Override
    public void close() throws IOException {
        closeEncoder();
        if (scaler != null) {
            scaler.close();
        }
        closeWriter();
    }
}

package org.rundelta.packager;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rundelta.mp4.FragmentWriter;
import org.rundelta.mp4.Sample;

/**
 * Writes the samples of one segment to a file: one movie fragment, or several where the samples would fill the memory.
 */
final class SegmentWriter implements Closeable {
    private static final int BUFFER_SIZE = 1 << 16;

    /** Bytes of samples from which on they are written before the segment is complete. */
    private static final long MAX_PENDING = 32 << 20;

    /** Fragments of one segment have numbers apart from those of other segments and tracks; there are never so many. */
    private static final long SEQUENCE_NUMBERS = 500;

    private final Path file;
    private final int trackId;
    private final OutputStream out;
    private final FragmentWriter fragments;
    private final List<Sample> pending = new ArrayList<>();
    private long pendingBytes;
    private long payloadBytes;
    private long typeBytes;
    private long firstSampleEnd;
    private int samples;
    private int keyframes;
    private long start;
    private long end;

    private SegmentWriter(Path file, int trackId, long number, OutputStream out) {
        this.file = file;
        this.trackId = trackId;
        this.out = out;
        fragments = new FragmentWriter(out, 1 + (2 * number + trackId - 1) * SEQUENCE_NUMBERS);
    }

    /**
     * Begins a segment with its {@code styp}.
     *
     * @param number of the segment, from 0
     */
    static SegmentWriter open(Path file, int trackId, long number) throws IOException {
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER_SIZE);
        SegmentWriter writer = new SegmentWriter(file, trackId, number, out);
        writer.typeBytes = writer.fragments.writeSegmentType();
        return writer;
    }

    void add(Sample sample) throws IOException {
        if (samples == 0) {
            start = sample.decodeTime();
        }
        end = sample.decodeTime() + sample.duration();
        samples++;
        keyframes += sample.sync() ? 1 : 0;
        payloadBytes += sample.data().length;
        pending.add(sample);
        pendingBytes += sample.data().length;
        if (pendingBytes > MAX_PENDING) {
            flush();
        }
    }

    /** Completes the segment; {@link #close} must still follow. */
    EncodedSegment finish() throws IOException {
        flush();
        out.flush();
        return new EncodedSegment(
                start, end - start, samples, keyframes, payloadBytes, firstSampleEnd, file, Files.size(file));
    }

    private void flush() throws IOException {
        if (!pending.isEmpty()) {
            long bytes = fragments.write(trackId, pending);
            if (firstSampleEnd == 0) {
                firstSampleEnd =
                        typeBytes + bytes - pendingBytes + pending.get(0).data().length;
            }
            pending.clear();
            pendingBytes = 0;
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}

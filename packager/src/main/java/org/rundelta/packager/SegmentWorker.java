package org.rundelta.packager;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Carries out segment jobs on one thread: reads the input, each frame once, and feeds every rung. */
final class SegmentWorker<R extends CodedRung> implements Closeable {
    /** Told of what was done; called from several threads. */
    interface Listener<R> {
        /** A segment is there at a rung. */
        void done(R rung, EncodedSegment segment) throws IOException;

        /** A segment is there at all rungs that wanted it. */
        void segmentDone();

        /** Whether to go on; a worker that is not to go on stops with what it has. */
        boolean isWanted();
    }

    private final FrameSource source;
    private final Segmenter segmenter;
    private final List<R> rungs;
    /** Of the rungs, in their order. */
    private final List<RungLane> lanes = new ArrayList<>();

    /** Those that encode the open segment. */
    private final Map<R, RungLane> open = new LinkedHashMap<>();

    /** Read to find that it belongs to a later job; null if that did not happen. */
    private Frame ahead;

    /** The segment that the source has been read up to. */
    private long position;

    /**
     * @param source of the input, which the worker closes; nothing was read but {@code first}
     * @param first what was read already, or null
     * @param rungs to encode, with their configurations
     * @param threads for the slices of a picture; the caller closes them
     */
    SegmentWorker(
            MediaInput input, FrameSource source, Frame first, Segmenter segmenter, List<R> rungs, SliceThreads threads)
            throws IOException {
        this.source = source;
        ahead = first;
        this.segmenter = segmenter;
        this.rungs = rungs;
        try {
            for (R rung : rungs) {
                lanes.add(rung.openLane(input, source.video(), threads));
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** Encodes the segments of a job; cheapest when it begins where the one before ended. */
    void run(SegmentJob job, Listener<R> listener) throws IOException {
        skipTo(job.first());
        long number = -1;
        long nextNumber = job.first();
        while (nextNumber < job.end() && listener.isWanted()) {
            Frame frame = next();
            if (frame == null) {
                break;
            }
            long next = segmenter.number(frame.time());
            if (next >= job.end()) {
                ahead = frame;
                break;
            }
            if (next != number) {
                finishSegment(listener);
                startSegment(next, frame);
                number = next;
            }
            for (RungLane lane : open.values()) {
                lane.add(frame);
            }
            nextNumber = segmenter.number(frame.time() + frame.duration());
        }
        if (listener.isWanted()) {
            finishSegment(listener);
        }
        position = job.end();
    }

    private void skipTo(long number) throws IOException {
        if (ahead != null && (number < position || segmenter.number(ahead.time()) < number)) {
            ahead = null;
        }
        if (ahead == null && number != position) {
            source.skipTo(segmenter.start(number));
        }
    }

    private Frame next() throws IOException {
        Frame frame = ahead == null ? source.next() : ahead;
        ahead = null;
        return frame;
    }

    /** What the coding of all rungs has taken. */
    CodecTime time() {
        return lanes.stream().map(RungLane::time).reduce(CodecTime.NONE, CodecTime::plus);
    }

    private void startSegment(long number, Frame frame) throws IOException {
        for (int i = 0; i < lanes.size(); i++) {
            R rung = rungs.get(i);
            if (rung.includes(number)) {
                lanes.get(i).startSegment(number, frame);
                open.put(rung, lanes.get(i));
            }
        }
    }

    private void finishSegment(Listener<R> listener) throws IOException {
        if (open.isEmpty()) {
            return;
        }
        for (Map.Entry<R, RungLane> lane : open.entrySet()) {
            listener.done(lane.getKey(), lane.getValue().finishSegment());
        }
        open.clear();
        listener.segmentDone();
    }

    @Override
    public void close() throws IOException {
        for (RungLane lane : lanes) {
            lane.close();
        }
        source.close();
    }
}

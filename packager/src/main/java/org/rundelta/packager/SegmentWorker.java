package org.rundelta.packager;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.rundelta.codec.SliceRunner;

/** Carries out segment jobs: reads the input, each frame once, and feeds every rung. Used by one thread. */
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

    /** What is done with a lane. */
    private interface LaneTask {
        void run(RungLane lane) throws IOException;
    }

    private final FrameSource source;
    private final Segmenter segmenter;
    private final List<R> rungs;
    /** Of the rungs, in their order. */
    private final List<RungLane> lanes = new ArrayList<>();

    /** Where there are several. */
    private final SliceRunner laneThreads;

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
     * @param laneThreads likewise for rungs, which are encoded at once
     */
    SegmentWorker(
            MediaInput input,
            FrameSource source,
            Frame first,
            Segmenter segmenter,
            List<R> rungs,
            SliceThreads threads,
            SliceRunner laneThreads)
            throws IOException {
        this.laneThreads = laneThreads;
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
            each(lane -> lane.add(frame));
            nextNumber = segmenter.number(frame.time() + frame.duration());
        }
        if (listener.isWanted()) {
            finishSegment(listener);
        }
        position = job.end();
    }

    /** Does something with all open lanes. */
    private void each(LaneTask task) throws IOException {
        List<RungLane> all = List.copyOf(open.values());
        if (all.isEmpty()) {
            return;
        }
        try {
            laneThreads.run(all.size(), lane -> {
                try {
                    task.run(all.get(lane));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
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
        Map<RungLane, EncodedSegment> segments = new ConcurrentHashMap<>();
        each(lane -> segments.put(lane, lane.finishSegment()));
        for (Map.Entry<R, RungLane> lane : open.entrySet()) {
            listener.done(lane.getKey(), segments.get(lane.getValue()));
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

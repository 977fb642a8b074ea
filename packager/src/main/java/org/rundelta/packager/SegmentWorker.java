package org.rundelta.packager;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rundelta.codec.PrimedConfig;

/** Carries out segment jobs on one thread: reads the input, each frame once, and feeds every rung. */
final class SegmentWorker implements Closeable {
    /** Told of what was done; called from several threads. */
    interface Listener {
        /** A segment is there at every rung, in the order of the ladder. */
        void done(List<EncodedSegment> rungs);

        /** Whether to go on; a worker that is not to go on stops with what it has. */
        boolean isWanted();
    }

    private final FrameSource source;
    private final Segmenter segmenter;
    private final List<RungLane> lanes = new ArrayList<>();
    /** Read to find that it belongs to a later job; null if that did not happen. */
    private Frame ahead;

    /** The segment that the source has been read up to. */
    private long position;

    /**
     * @param source of the input, which the worker closes; nothing was read but {@code first}
     * @param first what was read already, or null
     * @param configs of the rungs, in the order of the ladder
     * @param threads for the slices of a picture; the caller closes them
     */
    SegmentWorker(
            MediaInput input,
            FrameSource source,
            Frame first,
            EncodePlan plan,
            List<PrimedConfig> configs,
            SliceThreads threads)
            throws IOException {
        this.source = source;
        ahead = first;
        segmenter = plan.segmenter(source.video());
        List<Path> folders = plan.folders();
        try {
            for (int i = 0; i < folders.size(); i++) {
                Rung rung = plan.ladder().rungs().get(i);
                VideoEncoder encoder = new VideoEncoder(configs.get(i), plan.options(rung), threads);
                lanes.add(new RungLane(rung, encoder, input, source.video(), folders.get(i)));
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** Encodes the segments of a job; cheapest when it begins where the one before ended. */
    void run(SegmentJob job, Listener listener) throws IOException {
        skipTo(job.first());
        long open = -1;
        long nextNumber = job.first();
        while (nextNumber < job.end() && listener.isWanted()) {
            Frame frame = next();
            if (frame == null) {
                break;
            }
            long number = segmenter.number(frame.time());
            if (number >= job.end()) {
                ahead = frame;
                break;
            }
            if (number != open) {
                finishSegment(open, listener);
                startSegment(number, frame);
                open = number;
            }
            for (RungLane lane : lanes) {
                lane.add(frame);
            }
            nextNumber = segmenter.number(frame.time() + frame.duration());
        }
        if (listener.isWanted()) {
            finishSegment(open, listener);
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
        for (RungLane lane : lanes) {
            lane.startSegment(number, frame);
        }
    }

    private void finishSegment(long open, Listener listener) throws IOException {
        if (open < 0) {
            return;
        }
        List<EncodedSegment> segments = new ArrayList<>();
        for (RungLane lane : lanes) {
            segments.add(lane.finishSegment());
        }
        listener.done(segments);
    }

    @Override
    public void close() throws IOException {
        for (RungLane lane : lanes) {
            lane.close();
        }
        source.close();
    }
}

package org.rundelta.packager;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * Encodes segments on another machine. Each job has a folder of its own in that of each rung, so that a machine that was
 * given up, and goes on all the same, disturbs nobody.
 *
 * @param rungs to encode
 */
record SegmentWork(PortableInput input, SourceIndex index, Segmenter segmenter, List<RungOrder> rungs)
        implements TaskEngine.Work<SegmentWork.Job, SegmentWork.Done> {
    /**
     * Some segments.
     *
     * @param orders what of them is to be encoded
     */
    record Job(SegmentJob segments, List<SegmentOrder> orders) implements Serializable {}

    /**
     * What came of a job.
     *
     * @param results fewer than there were orders if the input has no frames for some
     */
    record Done(List<SegmentResult> results, CodecTime time) implements Serializable {}

    @Override
    public Done run(Job job, BooleanSupplier wanted) throws IOException {
        String mark = UUID.randomUUID().toString();
        List<OrderedRung> opened = new ArrayList<>();
        for (RungOrder rung : rungs) {
            opened.add(rung.open(mark));
        }
        job.orders.forEach(order -> opened.get(order.rung()).add(order));
        List<OrderedRung> needed = opened.stream()
                .filter(rung -> job.orders.stream().anyMatch(order -> opened.get(order.rung()) == rung))
                .toList();
        Listener listener = new Listener(segmenter, wanted);
        try (SliceThreads alone = new SliceThreads(1);
                SegmentWorker<OrderedRung> worker = new SegmentWorker<>(
                        input, input.openVideo(Optional.of(index)), null, segmenter, needed, alone, alone)) {
            worker.run(job.segments, listener);
            if (!wanted.getAsBoolean()) {
                throw new IOException("given up");
            }
            return new Done(listener.results, worker.time());
        }
    }

    /** Collects what was done. */
    private static final class Listener implements SegmentWorker.Listener<OrderedRung> {
        private final Segmenter segmenter;
        private final BooleanSupplier wanted;
        private final List<SegmentResult> results = new ArrayList<>();

        Listener(Segmenter segmenter, BooleanSupplier wanted) {
            this.segmenter = segmenter;
            this.wanted = wanted;
        }

        @Override
        public void done(OrderedRung rung, EncodedSegment segment) {
            results.add(rung.result(segmenter.number(segment.time()), segment));
        }

        @Override
        public void segmentDone() {}

        @Override
        public boolean isWanted() {
            return wanted.getAsBoolean();
        }
    }
}

package org.rundelta.packager;

import java.util.HashMap;
import java.util.Map;
import org.rundelta.mp4.VideoSampleEntry;

/** A rung on a machine that was told how to encode some segments of it; used by one thread. */
abstract class OrderedRung implements CodedRung {
    private final Map<Long, SegmentOrder> orders = new HashMap<>();

    /** Adds a segment that is to be encoded. */
    final void add(SegmentOrder order) {
        orders.put(order.number(), order);
    }

    @Override
    public final boolean includes(long number) {
        return orders.containsKey(number);
    }

    /** How to encode a segment that it includes. */
    final SegmentOrder order(long number) {
        return orders.get(number);
    }

    /** What came of a segment. */
    final SegmentResult result(long number, EncodedSegment segment) {
        return SegmentResult.of(order(number), segment, sizes(), entry());
    }

    /** In a standard codec, what the last segment takes; otherwise null. */
    abstract SegmentSizes sizes();

    /** In a standard codec, how the encoder describes the frames; otherwise null. */
    abstract VideoSampleEntry entry();
}

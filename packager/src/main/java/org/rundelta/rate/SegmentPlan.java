package org.rundelta.rate;

import java.io.Serializable;
import java.util.Collection;

/**
 * What a segment is to become.
 *
 * @param model what its pictures are expected to take
 * @param quantiser with which it is to be coded, in between two as well
 * @param bits of all its pictures together
 * @param refining bits on top of these, to refine what was coded coarser than it should be
 * @param freedom so far from it a quantiser may go to make up for what the model did not know
 * @param cap null for none
 */
record SegmentPlan(SegmentModel model, double quantiser, double bits, double refining, double freedom, Cap cap)
        implements Serializable {
    /** Where the model is made of what was coded before. */
    static final double USUAL_FREEDOM = 3;

    /** As a model expects it. */
    SegmentPlan(SegmentModel model, double quantiser, double freedom) {
        this(model, quantiser, model.bits(quantiser), 0, freedom, null);
    }

    /** The same with other quantisers, and what these give. */
    SegmentPlan with(SegmentModel newModel, double newQuantiser) {
        return new SegmentPlan(newModel, newQuantiser, newModel.bits(newQuantiser), refining, freedom, cap);
    }

    /**
     * The part of a leaky bucket that is a segment's own, so that segments need not know of each other.
     *
     * @param rate at which it empties, bits per second
     * @param size bits that it holds
     * @param start bits in it when the segment begins
     * @param end most bits in it when the next one begins
     * @param endTime when that is, in seconds
     */
    record Cap(double rate, double size, double start, double end, double endTime) implements Serializable {
        /** Whether what was coded keeps to it. */
        boolean holds(Collection<SegmentStats> segments) {
            Bucket bucket =
                    new Bucket(rate, size, start, segments.iterator().next().seconds(0));
            for (SegmentStats segment : segments) {
                for (int i = 0; i < segment.size(); i++) {
                    bucket.advance(segment.seconds(i));
                    bucket.add(segment.bits(i));
                    if (bucket.room() < 0) {
                        return false;
                    }
                }
            }
            return bucket.roomFor(end, endTime) >= 0;
        }
    }
}

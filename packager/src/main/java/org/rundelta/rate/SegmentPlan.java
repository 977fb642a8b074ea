package org.rundelta.rate;

/**
 * What a segment is to become.
 *
 * @param model what its pictures are expected to take
 * @param quantiser with which it is to be coded, in between two as well
 * @param bits of all its pictures together
 * @param refining bits on top of these, to refine what was coded coarser than it should be
 * @param cap null for none
 */
record SegmentPlan(SegmentModel model, double quantiser, double bits, double refining, Cap cap) {
    /**
     * The part of a leaky bucket that is a segment's own, so that segments need not know of each other.
     *
     * @param rate at which it empties, bits per second
     * @param size bits that it holds
     * @param start bits in it when the segment begins
     * @param end most bits in it when the next one begins
     * @param endTime when that is, in seconds
     */
    record Cap(double rate, double size, double start, double end, double endTime) {}
}

package org.rundelta.rate;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.rundelta.codec.PictureCost;
import org.rundelta.codec.PictureOptions;

/** Codes the first pictures of a segment, or all, with the same options, to see what they take; the others are looked at. */
final class SampleRate implements SegmentRate {
    private static final long serialVersionUID = 1;

    /** The least that is coded: a keyframe tells nothing about others. */
    private static final int LEAST = 4;

    private final int quantiser;
    private final boolean coarse;
    private final SegmentStats stats;
    private final double length;
    private final double weight;
    private final AtomicLong left;
    private double time;
    private long taken;

    /**
     * For a segment.
     *
     * @param length of what is coded, in seconds; {@code Double.MAX_VALUE} for all
     * @param weight of its pictures but keyframes, so many of the segment each stands for
     * @param left bits that all segments together may still take, before it is clear that it is too much
     */
    SampleRate(PictureOptions options, SegmentStats stats, double length, double weight, AtomicLong left) {
        quantiser = options.quantiser();
        coarse = options.coarse();
        this.stats = stats;
        this.length = length;
        this.weight = weight;
        this.left = left;
    }

    @Override
    public void look(double seconds, Optional<PictureCost> cost) {
        stats.look(seconds, cost);
    }

    @Override
    public boolean isDone() {
        int size = stats.size();
        return left.get() < 0
                || (size >= LEAST && size * (stats.seconds(size - 1) - stats.seconds(0)) >= length * (size - 1));
    }

    @Override
    public PictureOptions next(double seconds) {
        time = seconds;
        return new PictureOptions(quantiser, coarse, 0);
    }

    @Override
    public boolean mayRefuse() {
        return false;
    }

    @Override
    public SegmentStats stats() {
        return stats;
    }

    @Override
    public long taken() {
        return taken;
    }

    @Override
    public Verdict judge(CodedSize size) {
        long bits = size.keyframe() ? size.bits() : (long) (weight * size.bits());
        taken += bits;
        left.addAndGet(-bits);
        stats.add(time, size, Math.max(0, quantiser));
        return Verdict.TAKE;
    }
}

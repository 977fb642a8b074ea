package org.rundelta.rate;

import java.util.concurrent.atomic.AtomicLong;
import org.rundelta.codec.PictureOptions;

/** Codes all pictures alike, to see what they take. */
final class FixedRate implements PictureRate {
    private final PictureOptions options;
    private final SegmentStats stats;
    private final AtomicLong sum;
    private double time;

    /** @param sum of the bits of all that is coded so */
    FixedRate(PictureOptions options, SegmentStats stats, AtomicLong sum) {
        this.sum = sum;
        this.options = options;
        this.stats = stats;
    }

    @Override
    public PictureOptions next(double seconds) {
        time = seconds;
        return options;
    }

    @Override
    public boolean mayRefuse() {
        return false;
    }

    @Override
    public Verdict judge(CodedSize size) {
        sum.addAndGet(size.bits());
        stats.add(time, size, Math.max(0, options.quantiser()));
        return Verdict.TAKE;
    }
}

package org.rundelta.rate;

import org.rundelta.codec.PictureOptions;

/** Codes all pictures alike, to see what they take. */
final class FixedRate implements PictureRate {
    private final PictureOptions options;
    private final SegmentStats stats;
    private double time;

    FixedRate(PictureOptions options, SegmentStats stats) {
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
        stats.add(time, size, Math.max(0, options.quantiser()));
        return Verdict.TAKE;
    }
}

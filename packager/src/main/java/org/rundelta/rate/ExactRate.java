package org.rundelta.rate;

import java.util.concurrent.atomic.AtomicLong;
import org.rundelta.codec.PictureOptions;

/** Codes a segment exactly, to see whether that fits; gives up when it is clear that it does not. */
final class ExactRate implements PictureRate {
    /**
     * How it goes with the whole title, for all its segments.
     *
     * @param budget bits of all
     * @param expected bits of all with loss
     */
    record Attempt(double budget, double expected, AtomicLong bits, AtomicLong bitsWithLoss) {
        /** So many times the budget, a projection must be. */
        private static final double CLEAR = 2;

        /** Bits that must be coded before anything is projected from them. */
        private static final long FIRST = 400_000;

        Attempt(double budget, double expected) {
            this(budget, expected, new AtomicLong(), new AtomicLong());
        }

        boolean isHopeless() {
            long now = bits.get();
            return now > budget || (now > FIRST && now / (double) bitsWithLoss.get() * expected > CLEAR * budget);
        }
    }

    private final SegmentStats look;
    private final SegmentStats stats;
    private final Attempt attempt;
    private double time;

    /** @param look what the segment took with loss */
    ExactRate(SegmentStats look, SegmentStats stats, Attempt attempt) {
        this.look = look;
        this.stats = stats;
        this.attempt = attempt;
    }

    @Override
    public PictureOptions next(double seconds) {
        time = seconds;
        return PictureOptions.EXACT;
    }

    @Override
    public boolean isHopeless() {
        return attempt.isHopeless();
    }

    @Override
    public boolean mayRefuse() {
        return false;
    }

    @Override
    public Verdict judge(CodedSize size) {
        attempt.bits().addAndGet(size.bits());
        attempt.bitsWithLoss().addAndGet(look.bits(stats.size()));
        stats.add(time, size, 0);
        return Verdict.TAKE;
    }
}

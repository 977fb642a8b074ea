package org.rundelta.rate;

import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.LongPredicate;
import java.util.function.LongToDoubleFunction;
import org.rundelta.codec.PictureOptions;

/** One encoding of a title, or of some of its segments. Safe for use by several threads. */
public final class RatePass {
    private final int quantiser;
    private final boolean hasPrimer;
    private final LongPredicate segments;
    private final BiFunction<Long, SegmentStats, SegmentRate> rates;
    /** Bits that all segments may still take. */
    private final AtomicLong left;

    private final ConcurrentSkipListMap<Long, SegmentStats> stats = new ConcurrentSkipListMap<>();

    /**
     * An encoding.
     *
     * @param segments whether that of a number is coded
     * @param rates decides for the pictures of a segment, of which it keeps statistics
     */
    RatePass(
            int quantiser,
            boolean hasPrimer,
            LongPredicate segments,
            BiFunction<Long, SegmentStats, SegmentRate> rates) {
        this(quantiser, hasPrimer, segments, rates, new AtomicLong(Long.MAX_VALUE));
    }

    private RatePass(
            int quantiser,
            boolean hasPrimer,
            LongPredicate segments,
            BiFunction<Long, SegmentStats, SegmentRate> rates,
            AtomicLong left) {
        this.quantiser = quantiser;
        this.hasPrimer = hasPrimer;
        this.segments = segments;
        this.rates = rates;
        this.left = left;
    }

    /**
     * An encoding of segments or their beginnings that are all coded with the same options, until they take too much.
     *
     * @param seconds how much of a segment is coded
     * @param weight so many pictures of a segment one stands for that is no keyframe
     * @param left bits that all may take, weighed; becomes negative when they are too many
     */
    static RatePass alike(
            PictureOptions options,
            LongPredicate segments,
            LongToDoubleFunction seconds,
            LongToDoubleFunction weight,
            AtomicLong left) {
        return new RatePass(
                options.quantiser(),
                true,
                number -> left.get() >= 0 && segments.test(number),
                (number, stats) -> new SampleRate(
                        options, stats, seconds.applyAsDouble(number), weight.applyAsDouble(number), left),
                left);
    }

    /** An encoding of all segments with the same options, until they take more than is left. */
    static RatePass alike(PictureOptions options, AtomicLong left) {
        return alike(options, number -> true, number -> Double.MAX_VALUE, number -> 1, left);
    }

    /** Of the primer's photographic blocks; {@code EncoderOptions.NO_QUANTISER} if all is exact. */
    public int quantiser() {
        return quantiser;
    }

    /** Whether it has a primer of its own, so that nothing stays of what was coded before; otherwise that of before. */
    public boolean hasPrimer() {
        return hasPrimer;
    }

    /** Whether this segment is to be coded; if not, that of before stays. */
    public boolean includes(long number) {
        return segments.test(number);
    }

    /** Whether the segments have taken so much already that nobody will see them. */
    public boolean isInVain() {
        return left.get() < 0;
    }

    /** Decides for the pictures of a segment. */
    public PictureRate segment(long number) {
        SegmentStats segment = new SegmentStats();
        stats.put(number, segment);
        return rates.apply(number, segment);
    }

    /** Decides for the pictures of a segment that another machine codes; {@link #take} then brings back what it says. */
    public SegmentRate elsewhere(long number) {
        return rates.apply(number, new SegmentStats());
    }

    /** Takes what another machine made of a segment. */
    public void take(long number, SegmentRate rate) {
        left.addAndGet(-rate.taken());
        stats.put(number, rate.stats());
    }

    /** What came of each segment. */
    SortedMap<Long, SegmentStats> stats() {
        return stats;
    }
}

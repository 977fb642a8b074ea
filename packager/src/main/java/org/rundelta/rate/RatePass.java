package org.rundelta.rate;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

/** One encoding of a title, or of some of its segments. Safe for use by several threads. */
public final class RatePass {
    private final int quantiser;
    private final Set<Long> segments;
    private final BiFunction<Long, SegmentStats, PictureRate> rates;
    private final ConcurrentSkipListMap<Long, SegmentStats> stats = new ConcurrentSkipListMap<>();
    private final BooleanSupplier isHopeless;

    /**
     * @param segments the numbers of those that are coded again; null for all, with a primer of their own
     */
    RatePass(int quantiser, Set<Long> segments, BiFunction<Long, SegmentStats, PictureRate> rates) {
        this(quantiser, segments, rates, () -> false);
    }

    /** @param isHopeless whether nothing can come of it any more */
    RatePass(
            int quantiser,
            Set<Long> segments,
            BiFunction<Long, SegmentStats, PictureRate> rates,
            BooleanSupplier isHopeless) {
        this.isHopeless = isHopeless;
        this.quantiser = quantiser;
        this.segments = segments;
        this.rates = rates;
    }

    /** Of the primer's photographic blocks; {@code EncoderOptions.NO_QUANTISER} if all is exact. */
    public int quantiser() {
        return quantiser;
    }

    /** Whether all segments are coded, and the primer with them; otherwise those of before stay but for some. */
    public boolean isWhole() {
        return segments == null;
    }

    /** Numbers of the segments to code, if not all. */
    public Set<Long> segments() {
        return segments;
    }

    /** Whether this segment is to be coded. */
    public boolean includes(long number) {
        return (isWhole() || segments.contains(number)) && !isHopeless.getAsBoolean();
    }

    /** Decides for the pictures of a segment. */
    public PictureRate segment(long number) {
        SegmentStats segment = new SegmentStats();
        stats.put(number, segment);
        return rates.apply(number, segment);
    }

    /** What came of each segment. */
    Map<Long, SegmentStats> stats() {
        return stats;
    }
}

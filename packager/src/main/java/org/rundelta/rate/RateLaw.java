package org.rundelta.rate;

import java.io.Serializable;
import java.util.Collection;

/**
 * How quantisers and the bits of photographic blocks depend on each other: like powers.
 *
 * @param halving so many more make the bits half as many
 */
record RateLaw(double halving) implements Serializable {
    /** That of film; where a quantiser decides whether noise is coded, bits change much faster. */
    static final RateLaw USUAL = new RateLaw(5.5);

    private static final double STEEPEST = 2;
    private static final double FLATTEST = 9;

    /** The law of segments that were coded twice, unless with quantisers too near to each other. */
    RateLaw through(Collection<SegmentStats> once, Collection<SegmentStats> again) {
        double bits = photoBits(once);
        double otherBits = photoBits(again);
        double quantiser = quantiser(once, bits);
        double otherQuantiser = quantiser(again, otherBits);
        if (Math.abs(quantiser - otherQuantiser) < 1 || bits <= 0 || otherBits <= 0 || bits == otherBits) {
            return this;
        }
        double measured = (otherQuantiser - quantiser) * StrictMath.log(2) / StrictMath.log(bits / otherBits);
        return measured <= 0 ? this : new RateLaw(Math.min(Math.max(measured, STEEPEST), FLATTEST));
    }

    private static double photoBits(Collection<SegmentStats> segments) {
        return segments.stream().mapToDouble(SegmentStats::photoBits).sum();
    }

    private static double quantiser(Collection<SegmentStats> segments, double photoBits) {
        return segments.stream()
                        .mapToDouble(segment -> segment.meanQuantiser() * segment.photoBits())
                        .sum()
                / photoBits;
    }

    /** What bits are multiplied with, relative to quantiser 0. */
    double scale(double quantiser) {
        return StrictMath.pow(2, -quantiser / halving);
    }

    /** How many quantisers further bits are so many times as many. */
    double ofScale(double scale) {
        return -halving * StrictMath.log(scale) / StrictMath.log(2);
    }
}

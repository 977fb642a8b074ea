package org.rundelta.rate;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collection;

/**
 * What the pictures of a segment are expected to take.
 *
 * @param seconds the time of each
 * @param other bits of each that no quantiser changes
 * @param photo bits of the photographic blocks of each with quantiser 0
 * @param coarse of each, whether all of it is to be photographic
 * @param guessed the first picture that was never coded, if others were; otherwise 0
 * @param law of the photographic blocks
 */
record SegmentModel(double[] seconds, double[] other, double[] photo, boolean[] coarse, int guessed, RateLaw law)
        implements Serializable {
    private SegmentModel(int size, RateLaw law) {
        this(new double[size], new double[size], new double[size], new boolean[size], 0, law);
    }

    /** As before, with exact text and other quantisers. */
    static SegmentModel of(SegmentStats stats, RateLaw law) {
        return of(stats, stats, Double.MAX_VALUE, law);
    }

    /** With those pictures coarse that are in another. */
    SegmentModel withCoarse(SegmentModel model) {
        return new SegmentModel(seconds, other, photo, model.coarse, guessed, law);
    }

    /** As one picture that takes as much as all of some segments. */
    static SegmentModel sum(Collection<SegmentModel> models, RateLaw law) {
        double other = models.stream()
                .flatMapToDouble(model -> Arrays.stream(model.other))
                .sum();
        double photo = models.stream()
                .flatMapToDouble(model -> Arrays.stream(model.photo))
                .sum();
        SegmentModel sum = new SegmentModel(1, law);
        sum.other[0] = other;
        sum.photo[0] = photo;
        return sum;
    }

    /** What was coded, which no quantiser changes any more. */
    static SegmentModel fixed(SegmentStats stats, RateLaw law) {
        SegmentModel sum = new SegmentModel(1, law);
        sum.other[0] = stats.bits();
        return sum;
    }

    /** With more pictures, that are guessed and take nothing yet. */
    SegmentModel resized(int size) {
        return new SegmentModel(
                Arrays.copyOf(seconds, size),
                Arrays.copyOf(other, size),
                Arrays.copyOf(photo, size),
                Arrays.copyOf(coarse, size),
                size(),
                law);
    }

    /** All of it so many times as much. */
    SegmentModel times(double factor) {
        double[] more = Arrays.stream(other).map(bits -> factor * bits).toArray();
        double[] morePhoto = Arrays.stream(photo).map(bits -> factor * bits).toArray();
        return new SegmentModel(seconds, more, morePhoto, coarse, guessed, law);
    }

    /**
     * Pictures with exact text where that takes few bits, or fewer, and without elsewhere.
     *
     * @param most bits that one with exact text takes, with the coarsest quantiser
     */
    static SegmentModel of(SegmentStats exact, SegmentStats coarse, double most, RateLaw law) {
        int size = exact.size();
        SegmentModel model = new SegmentModel(size, law);
        for (int i = 0; i < size; i++) {
            double bits = exact.bits(i, Quantisers.COARSEST, law);
            boolean isCoarse = bits > most && bits > coarse.bits(i, Quantisers.COARSEST, law);
            SegmentStats from = isCoarse ? coarse : exact;
            model.seconds[i] = from.seconds(i);
            model.other[i] = from.other(i);
            model.photo[i] = from.photo(i, law);
            model.coarse[i] = isCoarse;
        }
        return model;
    }

    int size() {
        return other.length;
    }

    /** Bits of a picture with a quantiser. */
    double bits(int i, double quantiser) {
        return other[i] + photo[i] * law.scale(quantiser);
    }

    /** Bits of all with a quantiser. */
    double bits(double quantiser) {
        double scale = law.scale(quantiser);
        double sum = 0;
        for (int i = 0; i < size(); i++) {
            sum += other[i] + photo[i] * scale;
        }
        return sum;
    }
}

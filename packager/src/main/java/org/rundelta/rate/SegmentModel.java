package org.rundelta.rate;

/**
 * What the pictures of a segment are expected to take.
 *
 * @param seconds the time of each
 * @param other bits of each that no quantiser changes
 * @param photo bits of the photographic blocks of each with quantiser 0
 * @param coarse of each, whether all of it is to be photographic
 * @param law of the photographic blocks
 */
record SegmentModel(double[] seconds, double[] other, double[] photo, boolean[] coarse, RateLaw law) {
    /** As before, with exact text and other quantisers. */
    static SegmentModel of(SegmentStats stats, RateLaw law) {
        return of(stats, stats, Double.MAX_VALUE, law);
    }

    /** As planned before, by what came of it. */
    static SegmentModel of(SegmentStats stats, SegmentModel before, RateLaw law) {
        SegmentModel model = of(stats, law);
        return new SegmentModel(model.seconds, model.other, model.photo, before.coarse, law);
    }

    /**
     * Pictures with exact text where that takes few bits, or fewer, and without elsewhere.
     *
     * @param most bits that one with exact text takes, with the coarsest quantiser
     */
    static SegmentModel of(SegmentStats exact, SegmentStats coarse, double most, RateLaw law) {
        int size = exact.size();
        SegmentModel model =
                new SegmentModel(new double[size], new double[size], new double[size], new boolean[size], law);
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

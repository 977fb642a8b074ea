package org.rundelta.codec.search;

import org.rundelta.codec.entropy.BitModel;

/**
 * About how many bits the levels of a transform take, by a formula instead of the models: the entropy of which of them are
 * 0, and what magnitudes and the place of the last one usually take. In units of {@link BitModel#COST_UNIT}.
 */
final class LevelBits {
    private static final int PLACES = 256;
    private static final int MAGNITUDES = 32;

    /** The sign, and that the level is no more than 1. */
    private static final double ONE = 1.5;

    /** What a level of 2 takes beside, and what each doubling of it adds. */
    private static final double ABOVE_ONE = 1.1;

    private static final double DOUBLING = 1.2;

    /** What the first place takes as the last one; twice as far takes a bit more. */
    private static final double LAST = 1.5;

    /** A number times its binary logarithm. */
    private static final int[] ENTROPY = new int[PLACES];

    private static final int[] LASTS = new int[PLACES];
    private static final int[] MAGNITUDE = new int[MAGNITUDES];

    static {
        for (int i = 1; i < PLACES; i++) {
            ENTROPY[i] = cost(i * log2(i));
        }
        for (int place = 0; place < PLACES; place++) {
            LASTS[place] = cost(LAST + log2(place + 1));
        }
        for (int i = 1; i < MAGNITUDES; i++) {
            MAGNITUDE[i] = cost(i == 1 ? ONE : ONE + ABOVE_ONE + DOUBLING * log2(i));
        }
    }

    private LevelBits() {}

    private static double log2(int value) {
        return StrictMath.log(value) / StrictMath.log(2);
    }

    private static int cost(double bits) {
        return (int) Math.round(bits * BitModel.COST_UNIT);
    }

    /** Of a level that is not 0, by its magnitude. */
    static int magnitude(int magnitude) {
        return MAGNITUDE[Math.min(magnitude, MAGNITUDES - 1)];
    }

    /**
     * Of all levels of a transform.
     *
     * @param last place in the scan of the last that is not 0; -1 if there is none
     * @param nonzero how many are not 0
     * @param magnitudes what their magnitudes take
     */
    static int estimate(int last, int nonzero, int magnitudes) {
        return last < 0
                ? 0
                : LASTS[last] + ENTROPY[last] - ENTROPY[nonzero - 1] - ENTROPY[last - nonzero + 1] + magnitudes;
    }
}

package org.rundelta.rate;

import org.rundelta.codec.EncoderOptions;

/** How quantisers and bits depend on each other. */
final class Quantisers {
    static final int COARSEST = EncoderOptions.MAX_QUANTISER;

    /** With so many more, photographic blocks take half the bits. */
    private static final double HALVING = 5.5;

    private Quantisers() {}

    /** What the bits of photographic blocks are multiplied with, relative to quantiser 0. */
    static double scale(double quantiser) {
        return StrictMath.pow(2, -quantiser / HALVING);
    }

    /** The quantiser of a scale. */
    static double ofScale(double scale) {
        return -HALVING * StrictMath.log(scale) / StrictMath.log(2);
    }
}

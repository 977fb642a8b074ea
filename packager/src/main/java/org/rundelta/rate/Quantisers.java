package org.rundelta.rate;

import org.rundelta.codec.EncoderOptions;

/** How quantisers and bits depend on each other. */
final class Quantisers {
    static final int COARSEST = EncoderOptions.MAX_QUANTISER;

    /** With so many more, photographic blocks take half the bits. */
    private static final double HALVING = 5.5;

    /** What film takes with quantiser {@link #FILM}. */
    private static final double FILM_BITS_PER_PIXEL = 0.05;

    private static final double FILM = 28;
    private static final int FINEST_GUESS = 14;
    private static final int COARSEST_GUESS = 44;

    private Quantisers() {}

    /** Which gives film about this bitrate. */
    static int guess(long bitsPerSecond, double pixelsPerSecond) {
        double steps = ofScale((double) bitsPerSecond / (FILM_BITS_PER_PIXEL * pixelsPerSecond));
        return (int) Math.min(Math.max(FILM + steps, FINEST_GUESS), COARSEST_GUESS);
    }

    /** What the bits of photographic blocks are multiplied with, relative to quantiser 0. */
    static double scale(double quantiser) {
        return StrictMath.pow(2, -quantiser / HALVING);
    }

    /** The quantiser of a scale. */
    static double ofScale(double scale) {
        return -HALVING * StrictMath.log(scale) / StrictMath.log(2);
    }
}

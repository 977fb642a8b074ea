package org.rundelta.rate;

import org.rundelta.codec.EncoderOptions;

/** The range of quantisers, and where to begin. */
final class Quantisers {
    static final int COARSEST = EncoderOptions.MAX_QUANTISER;

    /** What film takes with quantiser {@link #FILM}. */
    private static final double FILM_BITS_PER_PIXEL = 0.05;

    private static final double FILM = 28;
    private static final int FINEST_GUESS = 14;
    private static final int COARSEST_GUESS = 44;

    private Quantisers() {}

    /** Which gives film about this bitrate. */
    static int guess(long bitsPerSecond, double pixelsPerSecond) {
        double steps = RateLaw.USUAL.ofScale((double) bitsPerSecond / (FILM_BITS_PER_PIXEL * pixelsPerSecond));
        return (int) Math.min(Math.max(FILM + steps, FINEST_GUESS), COARSEST_GUESS);
    }
}

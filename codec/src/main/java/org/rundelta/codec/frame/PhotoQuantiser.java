package org.rundelta.codec.frame;

/** Step sizes of the coefficients of photographic blocks (docs/bitstream.md, "Levels"). */
public final class PhotoQuantiser {
    /** Largest quantiser. */
    public static final int MAX = 51;

    /** Steps of the quantisers 0 to 5; six more double them. */
    private static final int[] STEPS = {10, 11, 13, 14, 16, 18};

    /** From this on the colour differences are quantised less coarsely than luma. */
    private static final int CHROMA_FROM = 29;

    private PhotoQuantiser() {}

    /** Step size of luma, in the unit of coefficients. */
    public static int step(int quantiser) {
        return STEPS[quantiser % 6] << quantiser / 6;
    }

    /** Quantiser of the colour differences, where luma has this one. */
    public static int chroma(int quantiser) {
        return quantiser <= CHROMA_FROM ? quantiser : quantiser - (quantiser - CHROMA_FROM + 1) / 2;
    }

    /** The coefficient of a level. */
    public static int coefficient(int level, int step) {
        return Math.min(Math.max(level * step, -Transform.MAX_COEFFICIENT), Transform.MAX_COEFFICIENT);
    }
}

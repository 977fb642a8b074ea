package org.rundelta.rate;

import java.io.Serializable;
import org.rundelta.codec.PictureOptions;

/**
 * How coarse a picture is.
 *
 * @param quantiser of its photographic blocks
 * @param coarse whether all that changed is photographic, text too
 */
record Choice(int quantiser, boolean coarse) implements Serializable {
    /** The finest quantiser with which all is photographic: a finer one takes as much as exact text. */
    private static final int FIRST_COARSE = 28;

    /** Bits that a refined block takes, about. */
    private static final int REFINEMENT_BITS = 500;

    /** Of the room that a picture has, what it aims at when it is coded again. */
    private static final double AIM = 0.9;

    /** How many blocks can be refined with so many bits. */
    static int refinements(double bits) {
        return (int) Math.max(0, bits / REFINEMENT_BITS);
    }

    PictureOptions options(int refinements) {
        return new PictureOptions(quantiser, coarse, refinements);
    }

    /** Whether nothing is coarser. */
    boolean isLast() {
        return coarse && quantiser == Quantisers.COARSEST;
    }

    /** A coarser one, for a picture that took too much. */
    Choice coarser(CodedSize size, double room) {
        double forPhoto = AIM * room - (coarse ? 0 : size.otherBits());
        double photo = coarse ? size.bits() : size.photoBits();
        double steps = forPhoto <= 0 || photo <= 0 ? Double.MAX_VALUE : RateLaw.USUAL.ofScale(forPhoto / photo);
        double next = quantiser + Math.max(1, Math.ceil(steps));
        if (next <= Quantisers.COARSEST) {
            return new Choice((int) next, coarse);
        }
        return coarse ? new Choice(Quantisers.COARSEST, true) : new Choice(Math.max(FIRST_COARSE, quantiser), true);
    }
}

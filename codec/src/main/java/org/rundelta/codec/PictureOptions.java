package org.rundelta.codec;

import java.util.Objects;

/**
 * How to code one picture with photographic blocks.
 *
 * @param quantiser of them, 0 to {@value EncoderOptions#MAX_QUANTISER}, keyframes three finer; or
 *     {@link EncoderOptions#NO_QUANTISER} for none
 * @param coarse whether all that changed is photographic, text too: to be used where a picture must be small at any
 *     price
 * @param refinements how many blocks that have not changed, but are coarser than the quantiser asks for, are coded again.
 *     Text becomes exact at once, photographs when the quantiser is {@value #EXACT_FROM} or less
 * @param offsets what is added to the quantiser in each block, for instance by a {@link Lookahead}; keyframes then are no
 *     finer than they say
 */
public record PictureOptions(int quantiser, boolean coarse, int refinements, QuantiserOffsets offsets) {
    /** From here on downwards what is refined is refined for good. */
    public static final int EXACT_FROM = 14;

    /** No photographic blocks. */
    public static final PictureOptions EXACT = new PictureOptions(EncoderOptions.NO_QUANTISER);

    public PictureOptions {
        Objects.requireNonNull(offsets, "offsets");
        if (quantiser < EncoderOptions.NO_QUANTISER || quantiser > EncoderOptions.MAX_QUANTISER) {
            throw new IllegalArgumentException(
                    "quantiser " + quantiser + " is not from 0 to " + EncoderOptions.MAX_QUANTISER);
        }
        if (coarse && quantiser == EncoderOptions.NO_QUANTISER) {
            throw new IllegalArgumentException("a coarse picture needs a quantiser");
        }
        if (refinements < 0) {
            throw new IllegalArgumentException(refinements + " refinements");
        }
    }

    /** What is not photographic is exact, and nothing is coded again. */
    public PictureOptions(int quantiser) {
        this(quantiser, false, 0);
    }

    /** One quantiser for all blocks. */
    public PictureOptions(int quantiser, boolean coarse, int refinements) {
        this(quantiser, coarse, refinements, QuantiserOffsets.NONE);
    }

    /** The same, with a quantiser for each block. */
    public PictureOptions with(QuantiserOffsets quantiserOffsets) {
        return new PictureOptions(quantiser, coarse, refinements, quantiserOffsets);
    }

    /** The same, with nothing coded again. */
    PictureOptions withoutRefinements() {
        return new PictureOptions(quantiser, coarse, 0, offsets);
    }

    /** Whether there may be photographic blocks. */
    public boolean hasPhoto() {
        return quantiser != EncoderOptions.NO_QUANTISER;
    }
}

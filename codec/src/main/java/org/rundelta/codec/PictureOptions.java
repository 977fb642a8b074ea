package org.rundelta.codec;

/**
 * How to code one picture with photographic blocks.
 *
 * @param quantiser of them, 0 to {@value EncoderOptions#MAX_QUANTISER}, keyframes three finer; or
 *     {@link EncoderOptions#NO_QUANTISER} for none
 * @param coarse whether all that changed is photographic, text too: to be used where a picture must be small at any
 *     price
 * @param refinements how many blocks that have not changed, but are coarser than the quantiser asks for, are coded again.
 *     Text becomes exact at once, photographs when the quantiser is {@value #EXACT_FROM} or less
 */
public record PictureOptions(int quantiser, boolean coarse, int refinements) {
    /** From here on downwards what is refined is refined for good. */
    public static final int EXACT_FROM = 14;

    /** No photographic blocks. */
    public static final PictureOptions EXACT = new PictureOptions(EncoderOptions.NO_QUANTISER);

    public PictureOptions {
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

    /** The same, with nothing coded again. */
    PictureOptions withoutRefinements() {
        return new PictureOptions(quantiser, coarse, 0);
    }

    /** Whether there may be photographic blocks. */
    public boolean hasPhoto() {
        return quantiser != EncoderOptions.NO_QUANTISER;
    }
}

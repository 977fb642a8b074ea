package org.rundelta.codec.frame;

import org.rundelta.codec.entropy.BitCoder;
import org.rundelta.codec.entropy.LengthModel;

/**
 * Runs: pixels in a row that go on equalling the pixel of the previous picture (temporal) or the pixel to the left
 * (spatial). A run is open only while the row above goes on alike, so its longest possible length is known to both
 * sides, and most runs reach it (docs/bitstream.md, "Runs").
 */
public final class Runs {
    static final int TEMPORAL = 0;
    static final int SPATIAL = 1;

    private static final int CLASSES = 15;
    private static final int CLASS_CONTEXTS = 1 + LengthModel.CONTEXTS;
    static final int CONTEXTS = 2 * CLASSES * CLASS_CONTEXTS;

    private Runs() {}

    /** How far, from 1 to {@code max}, a spatial run at {@code i} may go: to where the row above changes colour. */
    public static int spatialLimit(int[] pixels, int i, int stride, int max) {
        int colour = pixels[i - 1];
        int aboveRight = i - stride + 1;
        int limit = 1;
        while (limit < max && pixels[aboveRight + limit] == colour) {
            limit++;
        }
        return limit;
    }

    /** How far, from 1 to {@code max}, a temporal run at {@code i} may go: to where the row above differs. */
    public static int temporalLimit(int[] pixels, int[] previous, int i, int offset, int stride, int max) {
        int aboveRight = i - stride + 1;
        int limit = 1;
        while (limit < max && pixels[aboveRight + limit] == previous[aboveRight + limit + offset]) {
            limit++;
        }
        return limit;
    }

    /**
     * Codes the length of a run.
     *
     * @param limit its longest possible length, at least 1
     * @param length 0 to {@code limit}; ignored when reading
     */
    static int code(BitCoder coder, int base, int kind, int limit, int length) {
        int limitClass = 31 - Integer.numberOfLeadingZeros(limit);
        int context = base + (kind * CLASSES + limitClass) * CLASS_CONTEXTS;
        if (coder.bit(context, length == limit ? 1 : 0) != 0) {
            return limit;
        }
        return limit == 1 ? 0 : Math.min(LengthModel.code(coder, context + 1, length), limit - 1);
    }
}

package org.rundelta.codec.entropy;

import java.util.function.IntUnaryOperator;

/**
 * Decides each bit from its context alone, for syntax that mixes nothing.
 *
 * @param decision the bit, by context
 */
public record PlainBits(IntUnaryOperator decision) implements BitCoder {
    @Override
    public int bit(int context, int value) {
        return decision.applyAsInt(context);
    }

    @Override
    public int bit16(int probability, int value) {
        throw new AssertionError("nothing here is mixed");
    }
}

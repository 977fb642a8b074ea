package org.rundelta.codec.entropy;

/**
 * An adaptive Exp-Golomb code for whole numbers from 0: the number of bits of {@code n + 1} in unary, then the bits
 * below the leading one, of which the upper two have contexts of their own.
 */
public final class LengthModel {
    private static final int MAX_BITS = 28;
    private static final int MODELLED = 2;

    /** Contexts that one number needs. */
    public static final int CONTEXTS = MAX_BITS + MAX_BITS * (1 << MODELLED) + 1;

    private LengthModel() {}

    /**
     * Codes a number.
     *
     * @param base first of the {@link #CONTEXTS} contexts to use
     * @param value what to write, 0 to 2^28 - 2; ignored when reading
     * @return the number written or read
     */
    public static int code(BitCoder coder, int base, int value) {
        int wanted = 31 - Integer.numberOfLeadingZeros(value + 1);
        int bits = 0;
        while (bits < MAX_BITS - 1 && coder.bit(base + bits, bits < wanted ? 1 : 0) != 0) {
            bits++;
        }
        int tree = base + MAX_BITS + (bits << MODELLED);
        int result = 1;
        for (int i = bits - 1; i >= 0; i--) {
            int context = result < 1 << MODELLED ? tree + result : base + CONTEXTS - 1;
            result = result << 1 | coder.bit(context, value + 1 >>> i & 1);
        }
        return result - 1;
    }

    /** About how many bits, in units of {@link BitModel#COST_UNIT}, {@link #code} would take. */
    public static int cost(BitModel model, int base, int value) {
        int wanted = 31 - Integer.numberOfLeadingZeros(value + 1);
        int cost = wanted < MAX_BITS - 1 ? model.cost(base + wanted, 0) : 0;
        for (int bits = 0; bits < wanted; bits++) {
            cost += model.cost(base + bits, 1);
        }
        int tree = base + MAX_BITS + (wanted << MODELLED);
        for (int i = wanted - 1; i >= 0; i--) {
            int prefix = value + 1 >>> i + 1;
            int context = prefix < 1 << MODELLED ? tree + prefix : base + CONTEXTS - 1;
            cost += model.cost(context, value + 1 >>> i & 1);
        }
        return cost;
    }
}

package org.rundelta.codec.entropy;

/**
 * The probabilities of all contexts (docs/bitstream.md, "Probabilities"). Each is the mean of two estimates that
 * forget at different speeds, so that it follows a change quickly and still settles where nothing changes; both begin
 * as plain averages, so that a young context learns from its first bits.
 */
public final class BitModel {
    /** Bits of a probability handed to the range coder. */
    static final int PROBABILITY_BITS = 12;

    private static final int COST_SHIFT = 2;
    private static final int ESTIMATE_BITS = 22;
    private static final int COUNT_BITS = 10;
    private static final int COUNT_MASK = (1 << COUNT_BITS) - 1;
    private static final int ONE = (1 << ESTIMATE_BITS) - 1;
    private static final int HALF = 1 << ESTIMATE_BITS - 1;
    private static final int SLOW_LIMIT = 126;
    private static final int FAST_LIMIT = 14;

    /** 4096 / (n + 1.5): the step of an estimate that has seen n bits. */
    private static final int[] STEP = new int[SLOW_LIMIT + 1];

    static {
        for (int n = 0; n <= SLOW_LIMIT; n++) {
            STEP[n] = 8192 / (2 * n + 3);
        }
    }

    /** One bit in the unit of {@link #cost}. */
    public static final int COST_UNIT = 256;

    /** Two ints a context: the slow estimate (22 bits) above the count of bits seen (10 bits); the fast estimate. */
    private final int[] state;

    public BitModel(int contexts) {
        state = new int[2 * contexts];
        reset();
    }

    /** Forgets everything learnt. */
    public void reset() {
        for (int i = 0; i < state.length; i += 2) {
            state[i] = HALF << COUNT_BITS;
            state[i + 1] = HALF;
        }
    }

    /** Takes over what another model of as many contexts has learnt. */
    public void copyFrom(BitModel other) {
        System.arraycopy(other.state, 0, state, 0, state.length);
    }

    /** Probability of a 1 in this context, from 1 to 4095 of 4096. */
    int probability(int context) {
        int sum = (state[2 * context] >>> COUNT_BITS) + state[2 * context + 1];
        return Math.min(Math.max(sum >>> ESTIMATE_BITS + 1 - PROBABILITY_BITS, 1), (1 << PROBABILITY_BITS) - 1);
    }

    /** About how many bits, in units of {@link #COST_UNIT}, this decision would take now. */
    public int cost(int context, int bit) {
        int p = probability(context);
        return Costs.TABLE[(bit != 0 ? p : (1 << PROBABILITY_BITS) - p) >> COST_SHIFT];
    }

    /** Learns that the bit was coded in this context. */
    void update(int context, int bit) {
        int count = state[2 * context] & COUNT_MASK;
        int slow = state[2 * context] >>> COUNT_BITS;
        int fast = state[2 * context + 1];
        int target = -bit & ONE;
        slow += step(target - slow, STEP[count]);
        fast += step(target - fast, STEP[Math.min(count, FAST_LIMIT)]);
        state[2 * context] = slow << COUNT_BITS | Math.min(count + 1, SLOW_LIMIT);
        state[2 * context + 1] = fast;
    }

    /** {@code error * step / 4096}, arranged so that it stays within 32 bits. */
    private static int step(int error, int step) {
        return (error >> 3) * step >> 9;
    }

    /** Which only encoders need. */
    private static final class Costs {
        /** Cost of a decision by its probability, of which the lowest bits do not matter. */
        static final short[] TABLE = new short[1 << PROBABILITY_BITS - COST_SHIFT];

        static {
            for (int p = 0; p < TABLE.length; p++) {
                double probability = (p + 0.5) / TABLE.length;
                TABLE[p] = (short) Math.round(-StrictMath.log(probability) / StrictMath.log(2) * COST_UNIT);
            }
        }
    }
}

package org.rundelta.codec.entropy;

import java.util.Arrays;

/**
 * Codes decisions with the opinions of several models at once (docs/bitstream.md, "Mixing"): each input looks at the
 * decision from a context of its own, and weights, learnt per set, say which inputs to trust. Finds structure that no
 * one context would, at several times the work for a decision, so it is for pixels that are hard to guess.
 */
public final class Mixer {
    private static final int ESTIMATE_BITS = 22;
    private static final int COUNT_BITS = 10;
    private static final int COUNT_MASK = (1 << COUNT_BITS) - 1;
    private static final int ONE = (1 << ESTIMATE_BITS) - 1;
    private static final int COUNT_LIMIT = 126;
    private static final int START_WEIGHT = 13107;
    private static final int RATE = 12;

    /** 4096 / (n + 1.5): the step of an estimate that has seen n bits. */
    private static final int[] STEP = new int[COUNT_LIMIT + 1];

    static {
        for (int n = 0; n <= COUNT_LIMIT; n++) {
            STEP[n] = 8192 / (2 * n + 3);
        }
    }

    private final int inputs;
    private final int slotMask;
    private final int slotBits;
    /** The inputs' tables one after the other; each entry an estimate (22 bits) above the bits it saw (10 bits). */
    private final int[] state;

    private final int[] weights;
    private final int[] slots;
    private final int[] opinions;

    /**
     * A mixer that knows nothing yet.
     *
     * @param inputs models to mix
     * @param sets sets of weights
     * @param slotBits binary logarithm of the estimates that each input has
     */
    public Mixer(int inputs, int sets, int slotBits) {
        this.inputs = inputs;
        this.slotBits = slotBits;
        slotMask = (1 << slotBits) - 1;
        state = new int[inputs << slotBits];
        weights = new int[sets * inputs];
        slots = new int[inputs];
        opinions = new int[inputs];
        reset();
    }

    /** Forgets everything learnt. */
    public void reset() {
        Arrays.fill(state, 1 << 31);
        Arrays.fill(weights, START_WEIGHT);
    }

    /** Takes over what another mixer of the same shape has learnt. */
    public void copyFrom(Mixer other) {
        System.arraycopy(other.state, 0, state, 0, state.length);
        System.arraycopy(other.weights, 0, weights, 0, weights.length);
    }

    /**
     * Gives an input its context for the next decisions.
     *
     * @param context any number; equal ones share estimates, and so may different ones by chance
     * @param nodeBits binary logarithm of the decisions that are told apart within the context
     */
    public void select(int input, int context, int nodeBits) {
        int hash = context * 0x6C8E9CF5;
        hash = (hash ^ hash >>> 15) * 0x2F0B4C47;
        slots[input] = input << slotBits | hash >>> 32 - slotBits + nodeBits << nodeBits;
    }

    /**
     * Codes one bit.
     *
     * @param set the set of weights to use
     * @param node which decision it is, within the contexts selected
     * @param value the bit to write, 0 or 1; ignored when reading
     * @return the bit written or read
     */
    public int code(BitCoder coder, int set, int node, int value) {
        final int[] state = this.state;
        final int[] weights = this.weights;
        final int[] slots = this.slots;
        final int[] opinions = this.opinions;
        final int inputs = this.inputs;
        final int place = node & slotMask;
        final int weight = set * inputs;
        int sum = 0;
        for (int i = 0; i < inputs; i++) {
            int opinion = Logistic.STRETCH[state[slots[i] ^ place] >>> 20];
            opinions[i] = opinion;
            sum += opinion * weights[weight + i] >> 8;
        }
        sum = Math.min(Math.max(sum >> 8, -Logistic.LIMIT), Logistic.LIMIT);
        int probability = Logistic.SQUASH[2048 + sum];
        int bit = coder.bit16(probability, value);
        int error = ((bit << 16) - probability) * RATE >> 4;
        int target = -bit & ONE;
        for (int i = 0; i < inputs; i++) {
            weights[weight + i] = limited(weights[weight + i] + (opinions[i] * error + (1 << 13) >> 14));
            int slot = slots[i] ^ place;
            int entry = state[slot];
            int count = entry & COUNT_MASK;
            int estimate = entry >>> COUNT_BITS;
            estimate += (target - estimate >> 3) * STEP[count] >> 9;
            state[slot] = estimate << COUNT_BITS | Math.min(count + 1, COUNT_LIMIT);
        }
        return bit;
    }

    /** So that a product with an opinion fits 32 bits. */
    private static int limited(int weight) {
        return Math.min(Math.max(weight, -(1 << 19)), 1 << 19);
    }
}

package org.rundelta.codec.entropy;

import java.util.Arrays;

/**
 * Codes decisions with the opinions of several models at once (docs/bitstream.md, "Mixing"): each input looks at the
 * decision from a context of its own, and weights, learnt per set, say which inputs to trust. Finds structure that no
 * one context would, at several times the work for a decision, so it is for pixels that are hard to guess.
 */
public final class Mixer {
    /** Models mixed. */
    public static final int INPUTS = 4;

    private static final int ESTIMATE_BITS = 22;
    private static final int COUNT_BITS = 10;
    private static final int COUNT_MASK = (1 << COUNT_BITS) - 1;
    private static final int ONE = (1 << ESTIMATE_BITS) - 1;
    private static final int COUNT_LIMIT = 126;
    private static final int START_WEIGHT = 3 << 13;
    private static final int MAX_WEIGHT = 1 << 18;
    private static final int RATE = 14;

    /** 4096 / (n + 1.5): the step of an estimate that has seen n bits. */
    private static final int[] STEP = new int[COUNT_LIMIT + 1];

    static {
        for (int n = 0; n <= COUNT_LIMIT; n++) {
            STEP[n] = 8192 / (2 * n + 3);
        }
    }

    private final int slotBits;
    private final int slotMask;
    /** The inputs' tables one after the other; each entry an estimate (22 bits) above the bits it saw (10 bits). */
    private final int[] state;

    private final int[] weights;
    private final int[] slots = new int[INPUTS];

    /**
     * A mixer that knows nothing yet.
     *
     * @param sets sets of weights
     * @param slotBits binary logarithm of the estimates that each input has
     */
    public Mixer(int sets, int slotBits) {
        this.slotBits = slotBits;
        slotMask = (1 << slotBits) - 1;
        state = new int[INPUTS << slotBits];
        weights = new int[sets * INPUTS];
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
     * @param input 0 to {@value #INPUTS} - 1
     * @param context any number; equal ones share estimates, and so may different ones by chance
     * @param nodeBits binary logarithm of the decisions that are told apart within the context
     */
    public void select(int input, int context, int nodeBits) {
        int hash = context * 0x6C8E9CF5;
        hash = (hash ^ hash >>> 15) * 0x2F0B4C47;
        slots[input] = input << slotBits | hash >>> 32 - slotBits + nodeBits << nodeBits;
    }

    /**
     * Codes one bit. The inputs are written out, not looped over: that is a tenth of all the time.
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
        final short[] stretch = Logistic.STRETCH;
        final int place = node & slotMask;
        final int weight = set * INPUTS;
        final int slot0 = slots[0] ^ place;
        final int slot1 = slots[1] ^ place;
        final int slot2 = slots[2] ^ place;
        final int slot3 = slots[3] ^ place;
        final int entry0 = state[slot0];
        final int entry1 = state[slot1];
        final int entry2 = state[slot2];
        final int entry3 = state[slot3];
        final int opinion0 = stretch[entry0 >>> 20];
        final int opinion1 = stretch[entry1 >>> 20];
        final int opinion2 = stretch[entry2 >>> 20];
        final int opinion3 = stretch[entry3 >>> 20];
        final int weight0 = weights[weight];
        final int weight1 = weights[weight + 1];
        final int weight2 = weights[weight + 2];
        final int weight3 = weights[weight + 3];
        int sum = (opinion0 * weight0 >> 8)
                + (opinion1 * weight1 >> 8)
                + (opinion2 * weight2 >> 8)
                + (opinion3 * weight3 >> 8);
        sum = Math.min(Math.max(sum >> 8, -Logistic.LIMIT), Logistic.LIMIT);
        int probability = Logistic.SQUASH[2048 + sum];
        int bit = coder.bit16(probability, value);
        int error = ((bit << 16) - probability) * RATE >> 4;
        weights[weight] = adjusted(weight0, opinion0 * error);
        weights[weight + 1] = adjusted(weight1, opinion1 * error);
        weights[weight + 2] = adjusted(weight2, opinion2 * error);
        weights[weight + 3] = adjusted(weight3, opinion3 * error);
        int target = -bit & ONE;
        state[slot0] = learnt(entry0, target);
        state[slot1] = learnt(entry1, target);
        state[slot2] = learnt(entry2, target);
        state[slot3] = learnt(entry3, target);
        return bit;
    }

    /** Limited, so that a product with an opinion fits 32 bits, and that no weight grows for ever where all is sure. */
    private static int adjusted(int weight, int product) {
        return Math.min(Math.max(weight + (product + (1 << 13) >> 14), -MAX_WEIGHT), MAX_WEIGHT);
    }

    private static int learnt(int entry, int target) {
        int count = entry & COUNT_MASK;
        int estimate = entry >>> COUNT_BITS;
        return estimate + ((target - estimate >> 3) * STEP[count] >> 9) << COUNT_BITS
                | Math.min(count + 1, COUNT_LIMIT);
    }
}

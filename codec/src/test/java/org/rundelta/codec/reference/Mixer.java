package org.rundelta.codec.reference;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One of the two mixers and all that it has learnt; docs/bitstream.md, "Mixing". */
final class Mixer {
    private static final int INPUTS = 4;

    private final String name;
    private final int s;
    /** By input and place; those that are missing are as reset. */
    private final Map<List<Integer>, Estimate> estimates = new HashMap<>();

    /** By set; those that are missing are as reset. */
    private final Map<Integer, int[]> weights = new HashMap<>();

    private static final class Estimate {
        private int e = 1 << 21;
        private int n;

        Estimate() {}

        Estimate(Estimate other) {
            e = other.e;
            n = other.n;
        }

        void learn(int value) {
            int target = value == 1 ? (1 << 22) - 1 : 0;
            e = e + (((target - e) >> 3) * (8192 / (2 * n + 3)) >> 9);
            n = Math.min(n + 1, 126);
        }
    }

    /**
     * What an input looks at.
     *
     * @param b how many decisions, 2^b, are told apart in the context
     */
    record Input(int b, int context) {}

    Mixer(String name, int s) {
        this.name = name;
        this.s = s;
    }

    Mixer(Mixer other) {
        this(other.name, other.s);
        other.estimates.forEach((place, estimate) -> estimates.put(place, new Estimate(estimate)));
        other.weights.forEach((set, w) -> weights.put(set, w.clone()));
    }

    /** Reads a mixed decision. */
    int read(DecisionSource source, int set, int node, List<Input> inputs) {
        int[] w = weights.computeIfAbsent(set, unused -> startWeights());
        Estimate[] taken = new Estimate[INPUTS];
        int[] st = new int[INPUTS];
        int sum = 0;
        for (int i = 0; i < INPUTS; i++) {
            taken[i] = estimates.computeIfAbsent(List.of(i, place(inputs.get(i), node)), unused -> new Estimate());
            st[i] = Logistic.stretch(taken[i].e >> 10);
            sum = sum + (st[i] * w[i] >> 8);
        }
        int p = Logistic.squash(Math.min(Math.max(sum >> 8, -2047), 2047));
        int value = source.decide(List.of(name, set), p, 16);
        int error = ((value << 16) - p) * 14 >> 4;
        for (int i = 0; i < INPUTS; i++) {
            w[i] = Math.min(Math.max(w[i] + ((st[i] * error + (1 << 13)) >> 14), -(1 << 18)), 1 << 18);
            taken[i].learn(value);
        }
        return value;
    }

    private int place(Input input, int node) {
        int h = input.context * 0x6C8E9CF5;
        int g = (h ^ (h >>> 15)) * 0x2F0B4C47;
        return ((g >>> (32 - s + input.b)) << input.b) ^ (node & ((1 << s) - 1));
    }

    private static int[] startWeights() {
        int[] weights = new int[INPUTS];
        Arrays.fill(weights, 3 << 13);
        return weights;
    }
}

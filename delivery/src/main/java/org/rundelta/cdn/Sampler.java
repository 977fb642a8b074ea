package org.rundelta.cdn;

import java.util.SplittableRandom;

/** Draws numbers with given weights, each in constant time: the alias method (Walker 1977, Vose 1991). */
final class Sampler {
    private final double[] shares;
    private final int[] aliases;

    /** @param weights from 0 on, not all of them 0 */
    Sampler(double[] weights) {
        int count = weights.length;
        shares = new double[count];
        aliases = new int[count];
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        int[] order = new int[count];
        int small = 0;
        int large = count;
        for (int i = 0; i < count; i++) {
            shares[i] = weights[i] * count / sum;
            order[shares[i] < 1 ? small++ : --large] = i;
        }
        while (small > 0 && large < count) {
            int less = order[--small];
            int more = order[large];
            aliases[less] = more;
            shares[more] -= 1 - shares[less];
            if (shares[more] < 1) {
                order[small++] = order[large++];
            }
        }
        while (small > 0) {
            shares[order[--small]] = 1; // but for rounding
        }
        while (large < count) {
            shares[order[large++]] = 1;
        }
    }

    /** Weights of ranks from 0 by Zipf's law: one over the rank, from 1, to the power of {@code exponent}. */
    static double[] zipf(int ranks, double exponent) {
        double[] weights = new double[ranks];
        for (int i = 0; i < ranks; i++) {
            weights[i] = Math.pow(i + 1.0, -exponent);
        }
        return weights;
    }

    int next(SplittableRandom random) {
        int i = random.nextInt(shares.length);
        return random.nextDouble() < shares[i] ? i : aliases[i];
    }
}

package org.rundelta.cdn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplerTest {
    private static final int DRAWS = 400_000;

    /**
     * By the chi-square test: with k ranks its value is k - 1 on average, with a variance of twice that; four deviations more
     * happen once in ten thousand times.
     */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.6, 0.8, 1.0, 1.2})
    void ranksAreDrawnByZipfsLaw(double exponent) {
        double[] weights = Sampler.zipf(200, exponent);
        assertThat(chiSquare(weights, 17)).isLessThan(199 + 4 * Math.sqrt(2 * 199));
        double[] others = Sampler.zipf(200, exponent + 0.05);
        assertThat(chiSquare(weights, others, 17)).isGreaterThan(199 + 4 * Math.sqrt(2 * 199));
    }

    @Test
    void whatHasNoWeightIsNotDrawn() {
        Sampler sampler = new Sampler(new double[] {0, 3, 0, 1});
        SplittableRandom random = new SplittableRandom(1);
        int[] counts = new int[4];
        for (int i = 0; i < 1000; i++) {
            counts[sampler.next(random)]++;
        }
        assertThat(counts[0] + counts[2]).isZero();
        assertThat(counts[1]).isBetween(690, 810);
    }

    private static double chiSquare(double[] weights, long seed) {
        return chiSquare(weights, weights, seed);
    }

    private static double chiSquare(double[] drawn, double[] expected, long seed) {
        Sampler sampler = new Sampler(drawn);
        SplittableRandom random = new SplittableRandom(seed);
        int[] counts = new int[drawn.length];
        for (int i = 0; i < DRAWS; i++) {
            counts[sampler.next(random)]++;
        }
        double sum = Arrays.stream(expected).sum();
        double chiSquare = 0;
        for (int i = 0; i < counts.length; i++) {
            double mean = DRAWS * expected[i] / sum;
            chiSquare += (counts[i] - mean) * (counts[i] - mean) / mean;
        }
        return chiSquare;
    }
}

package org.rundelta.codec.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rundelta.codec.search.ForwardTransform;

class TransformTest {
    private final Transform transform = new Transform();
    private final ForwardTransform forward = new ForwardTransform();

    /** What goes forward comes back, but for what rounding takes: the matrix is orthogonal only nearly. */
    @ParameterizedTest
    @ValueSource(ints = {4, 8, 16})
    void inverseUndoesForward(int size) {
        SplittableRandom random = new SplittableRandom(size);
        for (int round = 0; round < 100; round++) {
            int[] residual = random.ints((long) size * size, -100, 101).toArray();
            int[] coefficients = new int[size * size];
            forward.transform(residual, size, coefficients);
            int[] samples = new int[size * size];
            Arrays.fill(samples, 128);
            transform.addInverse(coefficients, size, size, size, samples, 0, size);
            for (int i = 0; i < samples.length; i++) {
                assertThat(samples[i] - 128).isBetween(residual[i] - 2, residual[i] + 2);
            }
        }
    }

    /** A corner of coefficients by itself is the same as with all the zeros around it, and as sums without butterflies. */
    @ParameterizedTest
    @ValueSource(ints = {4, 8, 16})
    void inverseIsTheSumOfItsBasis(int size) {
        SplittableRandom random = new SplittableRandom(size);
        for (int columns = 1; columns <= size; columns++) {
            int rows = random.nextInt(1, size + 1);
            int[] coefficients = new int[size * size];
            for (int y = 0; y < rows; y++) {
                for (int x = 0; x < columns; x++) {
                    coefficients[y * size + x] = random.nextInt(-3000, 3001);
                }
            }
            int[] samples = new int[size * size];
            Arrays.fill(samples, 100);
            int[] whole = samples.clone();
            transform.addInverse(coefficients, size, columns, rows, samples, 0, size);
            transform.addInverse(coefficients, size, size, size, whole, 0, size);
            assertThat(samples).isEqualTo(whole).isEqualTo(naive(coefficients, size));
        }
    }

    private static int[] naive(int[] coefficients, int size) {
        int[] between = new int[size * size];
        int[] samples = new int[size * size];
        int step = 16 / size;
        int shift = 9 + Integer.numberOfTrailingZeros(size);
        for (int y = 0; y < size; y++) {
            for (int u = 0; u < size; u++) {
                int sum = 64;
                for (int v = 0; v < size; v++) {
                    sum += basis(v, y, step) * coefficients[v * size + u];
                }
                between[y * size + u] = sum >> 7;
            }
        }
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                int sum = 1 << shift - 1;
                for (int u = 0; u < size; u++) {
                    sum += basis(u, x, step) * between[y * size + u];
                }
                samples[y * size + x] = YCbCr.clamp(100 + (sum >> shift));
            }
        }
        return samples;
    }

    private static int basis(int k, int n, int step) {
        return Transform.basis(k * step, n);
    }
}

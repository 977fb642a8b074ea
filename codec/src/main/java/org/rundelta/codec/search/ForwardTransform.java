package org.rundelta.codec.search;

import org.rundelta.codec.frame.Transform;

/** The cosine transform of residuals, of which {@link Transform} is the inverse. */
public final class ForwardTransform {
    private static final int SHIFT = 9;

    /** The odd rows of the 16 point transform, columns 0 to 7. */
    private static final int[] ODD = new int[64];

    static {
        for (int k = 0; k < 8; k++) {
            for (int n = 0; n < 8; n++) {
                ODD[k * 8 + n] = Transform.basis(2 * k + 1, n);
            }
        }
    }

    private final int[] between = new int[Transform.MAX_SIZE * Transform.MAX_SIZE];

    /** One value in the low half, another in the high half: what is linear is done to both at once, exactly. */
    private final long[] pairs = new long[Transform.MAX_SIZE];

    /**
     * Coefficients of a block.
     *
     * @param residual its samples row by row, -255 to 255
     * @param size 4, 8 or 16
     * @param coefficients takes them row by row, the lowest frequency first
     */
    public void transform(int[] residual, int size, int[] coefficients) {
        int log = Integer.numberOfTrailingZeros(size);
        forwardRows(residual, between, size, log - 1);
        forwardRows(between, coefficients, size, SHIFT);
    }

    /** Transforms rows, two at once, and stores each as a column. */
    private void forwardRows(int[] from, int[] to, int size, int shift) {
        for (int row = 0; row < size; row += 2) {
            int at = row * size;
            for (int n = 0; n < size; n++) {
                pairs[n] = from[at + n] + ((long) from[at + size + n] << 32);
            }
            switch (size) {
                case 4 -> forward4(pairs[0], pairs[1], pairs[2], pairs[3], to, row, size, shift);
                case 8 ->
                    forward8(
                            pairs[0], pairs[1], pairs[2], pairs[3], pairs[4], pairs[5], pairs[6], pairs[7], to, row,
                            size, shift);
                default -> forward16(to, row, shift);
            }
        }
    }

    /** Stores both sums of a pair. */
    private static void put(long pair, int[] to, int at, int shift) {
        int half = 1 << shift >> 1;
        int sum = (int) pair;
        to[at] = sum + half >> shift;
        to[at + 1] = (int) (pair - sum >> 32) + half >> shift;
    }

    private static void forward4(long a, long b, long c, long d, int[] to, int at, int step, int shift) {
        long s0 = a + d;
        long s1 = b + c;
        long d0 = a - d;
        long d1 = b - c;
        put(64 * (s0 + s1), to, at, shift);
        put(83 * d0 + 36 * d1, to, at + step, shift);
        put(64 * (s0 - s1), to, at + 2 * step, shift);
        put(36 * d0 - 83 * d1, to, at + 3 * step, shift);
    }

    private static void forward8(
            long a, long b, long c, long d, long e, long f, long g, long h, int[] to, int at, int step, int shift) {
        long d0 = a - h;
        long d1 = b - g;
        long d2 = c - f;
        long d3 = d - e;
        forward4(a + h, b + g, c + f, d + e, to, at, 2 * step, shift);
        put(89 * d0 + 75 * d1 + 50 * d2 + 18 * d3, to, at + step, shift);
        put(75 * d0 - 18 * d1 - 89 * d2 - 50 * d3, to, at + 3 * step, shift);
        put(50 * d0 - 89 * d1 + 18 * d2 + 75 * d3, to, at + 5 * step, shift);
        put(18 * d0 - 50 * d1 + 75 * d2 - 89 * d3, to, at + 7 * step, shift);
    }

    private void forward16(int[] to, int column, int shift) {
        long[] p = pairs;
        forward8(
                p[0] + p[15],
                p[1] + p[14],
                p[2] + p[13],
                p[3] + p[12],
                p[4] + p[11],
                p[5] + p[10],
                p[6] + p[9],
                p[7] + p[8],
                to,
                column,
                32,
                shift);
        long d0 = p[0] - p[15];
        long d1 = p[1] - p[14];
        long d2 = p[2] - p[13];
        long d3 = p[3] - p[12];
        long d4 = p[4] - p[11];
        long d5 = p[5] - p[10];
        long d6 = p[6] - p[9];
        long d7 = p[7] - p[8];
        for (int k = 0; k < 8; k++) {
            int o = k * 8;
            long sum = ODD[o] * d0
                    + ODD[o + 1] * d1
                    + ODD[o + 2] * d2
                    + ODD[o + 3] * d3
                    + ODD[o + 4] * d4
                    + ODD[o + 5] * d5
                    + ODD[o + 6] * d6
                    + ODD[o + 7] * d7;
            put(sum, to, column + (2 * k + 1) * 16, shift);
        }
    }
}

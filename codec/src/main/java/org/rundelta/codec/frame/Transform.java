package org.rundelta.codec.frame;

/**
 * The inverse cosine transform of residuals in whole numbers, of blocks of 4x4, 8x8 or 16x16 samples (docs/bitstream.md,
 * "Transform"). Coefficients are 16 times those of the orthonormal transform and at most {@value #MAX_COEFFICIENT} in
 * magnitude, so that nothing leaves 32 bits.
 */
public final class Transform {
    /** Greatest magnitude of a coefficient. */
    public static final int MAX_COEFFICIENT = 65535;

    /** Rows and columns of the largest block. */
    public static final int MAX_SIZE = 16;

    private static final int COLUMN_SHIFT = 7;
    private static final int ROW_SHIFT = 9;

    /** 64 and 64 times the square root of two times the cosine of 1 to 16 32nds of pi, tuned to be orthogonal. */
    private static final int[] COSINES = {64, 90, 89, 87, 83, 80, 75, 70, 64, 57, 50, 43, 36, 25, 18, 9, 0};

    /** The odd rows of the 16 point transform, columns 0 to 7. */
    private static final int[] ODD = new int[64];

    static {
        for (int k = 0; k < 8; k++) {
            for (int n = 0; n < 8; n++) {
                ODD[k * 8 + n] = basis(2 * k + 1, n);
            }
        }
    }

    private final int[] between = new int[MAX_SIZE * MAX_SIZE];
    private final int[] line = new int[MAX_SIZE];

    private final int[] transformed = new int[MAX_SIZE];

    /** Entry n of row k of the 16 point transform; rows 2k are those of the 8 point transform, and so on. */
    public static int basis(int k, int n) {
        int angle = (2 * n + 1) * k % 64;
        int folded = angle > 32 ? 64 - angle : angle;
        return folded > 16 ? -COSINES[32 - folded] : COSINES[folded];
    }

    /**
     * Adds the residual of a block to its prediction.
     *
     * @param coefficients row by row
     * @param size 4, 8 or 16
     * @param columns how many columns, from the first on, may have coefficients that are not 0
     * @param rows how many rows may
     * @param samples the prediction, and then the sum, limited to 0 to 255
     * @param at where in {@code samples} the block begins
     * @param stride from one of its rows to the next
     */
    public void addInverse(int[] coefficients, int size, int columns, int rows, int[] samples, int at, int stride) {
        int shift = ROW_SHIFT + Integer.numberOfTrailingZeros(size);
        if (columns == 1 && rows == 1) {
            int level = 64 * (64 * coefficients[0] + 64 >> COLUMN_SHIFT) + (1 << shift - 1) >> shift;
            addFlat(level, size, samples, at, stride);
            return;
        }
        for (int u = 0; u < columns; u++) {
            inverse(coefficients, u, size, rows, size, COLUMN_SHIFT);
            for (int y = 0; y < size; y++) {
                between[y * size + u] = transformed[y];
            }
        }
        for (int y = 0; y < size; y++) {
            inverse(between, y * size, 1, columns, size, shift);
            int row = at + y * stride;
            for (int x = 0; x < size; x++) {
                samples[row + x] = YCbCr.clamp(samples[row + x] + transformed[x]);
            }
        }
    }

    private static void addFlat(int level, int size, int[] samples, int at, int stride) {
        for (int y = 0; y < size; y++) {
            for (int x = at; x < at + size; x++) {
                samples[x] = YCbCr.clamp(samples[x] + level);
            }
            at += stride;
        }
    }

    /** Transforms {@code count} coefficients, {@code step} apart; the rest of the line is 0. */
    private void inverse(int[] from, int at, int step, int count, int size, int shift) {
        for (int k = 0; k < count; k++) {
            line[k] = from[at + k * step];
        }
        for (int k = count; k < size; k++) {
            line[k] = 0;
        }
        switch (size) {
            case 4 -> inverse4(line[0], line[1], line[2], line[3], shift);
            case 8 -> inverse8(line[0], line[1], line[2], line[3], line[4], line[5], line[6], line[7], shift);
            default -> inverse16(count, shift);
        }
    }

    private void inverse4(int a, int b, int c, int d, int shift) {
        int half = 1 << shift >> 1;
        int e0 = 64 * (a + c) + half;
        int e1 = 64 * (a - c) + half;
        int o0 = 83 * b + 36 * d;
        int o1 = 36 * b - 83 * d;
        transformed[0] = e0 + o0 >> shift;
        transformed[1] = e1 + o1 >> shift;
        transformed[2] = e1 - o1 >> shift;
        transformed[3] = e0 - o0 >> shift;
    }

    private void inverse8(int a, int b, int c, int d, int e, int f, int g, int h, int shift) {
        int half = 1 << shift >> 1;
        int ee0 = 64 * (a + e) + half;
        int ee1 = 64 * (a - e) + half;
        int eo0 = 83 * c + 36 * g;
        int eo1 = 36 * c - 83 * g;
        int e0 = ee0 + eo0;
        int e1 = ee1 + eo1;
        int e2 = ee1 - eo1;
        int e3 = ee0 - eo0;
        int o0 = 89 * b + 75 * d + 50 * f + 18 * h;
        int o1 = 75 * b - 18 * d - 89 * f - 50 * h;
        int o2 = 50 * b - 89 * d + 18 * f + 75 * h;
        int o3 = 18 * b - 50 * d + 75 * f - 89 * h;
        transformed[0] = e0 + o0 >> shift;
        transformed[1] = e1 + o1 >> shift;
        transformed[2] = e2 + o2 >> shift;
        transformed[3] = e3 + o3 >> shift;
        transformed[4] = e3 - o3 >> shift;
        transformed[5] = e2 - o2 >> shift;
        transformed[6] = e1 - o1 >> shift;
        transformed[7] = e0 - o0 >> shift;
    }

    private void inverse16(int count, int shift) {
        inverse8(line[0], line[2], line[4], line[6], line[8], line[10], line[12], line[14], 0);
        int half = 1 << shift >> 1;
        int odds = count >> 1;
        for (int n = 0; n < 8; n++) {
            int odd = 0;
            for (int k = 0; k < odds; k++) {
                odd += ODD[k * 8 + n] * line[2 * k + 1];
            }
            int even = transformed[n] + half;
            transformed[n] = even + odd >> shift;
            transformed[15 - n] = even - odd >> shift;
        }
    }
}

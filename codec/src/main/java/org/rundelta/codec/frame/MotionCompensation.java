package org.rundelta.codec.frame;

/**
 * Takes blocks from the previous picture at fractions of a sample (docs/bitstream.md, "Motion compensation"). Rows are
 * gathered into one array without gaps, along which the filters run as plain loops that the JIT vectorises.
 */
public final class MotionCompensation {
    private static final int TAPS = 8;
    private static final int CHROMA_TAPS = 4;

    /** By quarters of a sample. */
    private static final int[][] LUMA = {
        {0, 0, 0, 64, 0, 0, 0, 0},
        {-1, 4, -10, 58, 17, -5, 1, 0},
        {-1, 4, -11, 40, 40, -11, 4, -1},
        {0, 1, -5, 17, 58, -10, 4, -1}
    };

    /** By eighths of a sample. */
    private static final int[][] CHROMA = {
        {0, 64, 0, 0},
        {-2, 58, 10, -2},
        {-4, 54, 16, -2},
        {-6, 46, 28, -4},
        {-4, 36, 36, -4},
        {-4, 28, 46, -6},
        {-2, 16, 54, -4},
        {-2, 10, 58, -2}
    };

    /** Binary logarithm of the sum of a filter's taps. */
    public static final int GAIN_BITS = 6;

    private final SampleFilter filter = new SampleFilter();
    private final int[] window = new int[SampleFilter.MAX];
    private final int[] across = new int[SampleFilter.MAX];

    /**
     * The taps of a filter, which must not be changed.
     *
     * @param bits binary logarithm of the fractions of a sample
     * @param fraction which of them
     */
    public static int[] taps(int bits, int fraction) {
        return bits == 2 ? LUMA[fraction] : CHROMA[fraction];
    }

    /** Rounds what a filter left exact, and limits it to 0 to 255. */
    public static void limit(int[] exact, int[] to, int count) {
        for (int i = 0; i < count; i++) {
            int value = exact[i] + (1 << GAIN_BITS - 1) >> GAIN_BITS;
            value &= ~(value >> 31);
            value |= 255 - value >> 31;
            to[i] = value & 255;
        }
    }

    /**
     * Predicts a square. What is outside the reference repeats its edge.
     *
     * @param x column of the square in this plane, and likewise {@code y}
     * @param vx vector in quarters of a luma sample, and likewise {@code vy}
     * @param size rows and columns, up to 16
     */
    public void predict(
            Components reference, int plane, int x, int y, int size, int vx, int vy, int[] to, int at, int stride) {
        int bits = 2 + reference.shift(plane);
        int mask = (1 << bits) - 1;
        int fx = vx & mask;
        int fy = vy & mask;
        int left = x + (vx >> bits);
        int top = y + (vy >> bits);
        if ((fx | fy) == 0) {
            gather(reference, plane, left, top, size, size, to, at, stride);
            return;
        }
        int taps = bits == 2 ? TAPS : CHROMA_TAPS;
        int[][] filters = bits == 2 ? LUMA : CHROMA;
        int margin = taps / 2 - 1;
        int step = fx == 0 ? size : size + taps;
        int rows = fy == 0 ? size : size + taps - 1;
        gather(
                reference,
                plane,
                fx == 0 ? left : left - margin,
                fy == 0 ? top : top - margin,
                step,
                rows,
                window,
                0,
                step);
        int[] result;
        if (fy == 0) {
            filter.limited(window, across, filters[fx], 1, step * rows - taps + 1, GAIN_BITS);
            result = across;
        } else if (fx == 0) {
            filter.limited(window, across, filters[fy], step, step * size, GAIN_BITS);
            result = across;
        } else {
            filter.exact(window, across, filters[fx], 1, step * rows - taps + 1);
            filter.limited(across, window, filters[fy], step, step * size - taps + 1, 2 * GAIN_BITS);
            result = window;
        }
        for (int k = 0; k < size; k++) {
            Rows.copy(result, k * step, to, at + k * stride, size);
        }
    }

    /** Copies a rectangle, of which any part may be outside the reference. */
    public static void gather(
            Components reference, int plane, int left, int top, int columns, int rows, int[] to, int at, int stride) {
        int[] samples = reference.samples(plane);
        int width = reference.width(plane);
        int firstRow = reference.firstRow(plane);
        int lastRow = reference.height(plane) - 1;
        boolean inside = left >= 0 && left + columns <= width;
        for (int k = 0; k < rows; k++) {
            int row = reference.index(plane, 0, Math.min(Math.max(top + k, firstRow), lastRow));
            if (inside) {
                Rows.copy(samples, row + left, to, at, columns);
            } else {
                for (int c = 0; c < columns; c++) {
                    to[at + c] = samples[row + Math.min(Math.max(left + c, 0), width - 1)];
                }
            }
            at += stride;
        }
    }
}

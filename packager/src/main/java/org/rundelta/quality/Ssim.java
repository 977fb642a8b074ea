package org.rundelta.quality;

import java.util.Arrays;
import org.rundelta.codec.Picture;

/**
 * Structural similarity (Wang, Bovik, Sheikh, Simoncelli: Image Quality Assessment, 2004) as FFmpeg's {@code ssim} filter
 * defines it: the mean over windows of 8x8 samples that stand 4 apart, of red, green and blue alike, then over the
 * pictures. Right and lower edges that fill no window do not count; a picture smaller than a window is one window.
 */
final class Ssim {
    private static final int CELL = 4;
    private static final int SUMS = 4;
    private static final int CHANNELS = 3;

    private double total;
    private long pictures;

    /**
     * Adds a pair of pictures of one size.
     *
     * @param equalRows rows known to be the same: a window of nothing else scores 1 without a look
     */
    void add(Picture original, Picture copy, boolean[] equalRows) {
        boolean oneWindow = original.width() < 2 * CELL || original.height() < 2 * CELL;
        total += oneWindow ? wholePicture(original, copy) : windows(original, copy, equalRows);
        pictures++;
    }

    /** Mean over the pictures; 1 if there are none. */
    double mean() {
        return pictures == 0 ? 1 : total / pictures;
    }

    private static double wholePicture(Picture original, Picture copy) {
        long[] sums = new long[CHANNELS * SUMS];
        for (int y = 0; y < original.height(); y += CELL) {
            for (int x = 0; x < original.width(); x += CELL) {
                int width = Math.min(CELL, original.width() - x);
                addCell(original, copy, x, y, width, Math.min(CELL, original.height() - y), sums, 0);
            }
        }
        double sum = 0;
        for (int channel = 0; channel < CHANNELS; channel++) {
            int at = channel * SUMS;
            sum += score(sums[at], sums[at + 1], sums[at + 2], sums[at + 3], original.width() * original.height());
        }
        return sum / CHANNELS;
    }

    private static double windows(Picture original, Picture copy, boolean[] equalRows) {
        int columns = original.width() / CELL;
        int rows = original.height() / CELL;
        long[] above = new long[columns * CHANNELS * SUMS];
        long[] below = new long[columns * CHANNELS * SUMS];
        boolean aboveEqual = false;
        boolean aboveKnown = false;
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            boolean equal = allEqual(equalRows, row * CELL);
            if (row > 0 && equal && aboveEqual) {
                sum += CHANNELS * (columns - 1);
                aboveKnown = false;
                continue;
            }
            if (row > 0 && !aboveKnown) {
                addCells(original, copy, (row - 1) * CELL, above);
            }
            addCells(original, copy, row * CELL, below);
            if (row > 0) {
                sum += windowRow(above, below, columns);
            }
            long[] reused = above;
            above = below;
            below = reused;
            aboveKnown = true;
            aboveEqual = equal;
        }
        return sum / ((double) CHANNELS * (rows - 1) * (columns - 1));
    }

    private static boolean allEqual(boolean[] equalRows, int firstRow) {
        for (int y = firstRow; y < firstRow + CELL; y++) {
            if (!equalRows[y]) {
                return false;
            }
        }
        return true;
    }

    /** Fills {@code cells} with the sums of all cells of 4x4 pixels in one row. */
    private static void addCells(Picture original, Picture copy, int y, long[] cells) {
        Arrays.fill(cells, 0);
        for (int x = 0, at = 0; at < cells.length; x += CELL, at += CHANNELS * SUMS) {
            addCell(original, copy, x, y, CELL, CELL, cells, at);
        }
    }

    /** Adds the sums of up to 4x4 pixels, per channel: the sum of a, the sum of b, the sum of aa + bb, the sum of ab. */
    private static void addCell(
            Picture original, Picture copy, int left, int top, int width, int height, long[] sums, int at) {
        int[] a = original.pixels();
        int[] b = copy.pixels();
        for (int shift = 0; shift <= 16; shift += 8, at += SUMS) {
            int sumA = 0;
            int sumB = 0;
            int sumSquares = 0;
            int sumProducts = 0;
            for (int y = top; y < top + height; y++) {
                int from = y * original.stride() + left;
                int to = y * copy.stride() + left;
                for (int x = 0; x < width; x++) {
                    int p = a[from + x] >> shift & 0xFF;
                    int q = b[to + x] >> shift & 0xFF;
                    sumA += p;
                    sumB += q;
                    sumSquares += p * p + q * q;
                    sumProducts += p * q;
                }
            }
            sums[at] += sumA;
            sums[at + 1] += sumB;
            sums[at + 2] += sumSquares;
            sums[at + 3] += sumProducts;
        }
    }

    /** The scores of all windows that two rows of cells make. */
    private static double windowRow(long[] above, long[] below, int columns) {
        double sum = 0;
        int next = CHANNELS * SUMS;
        for (int i = 0; i < (columns - 1) * next; i += SUMS) {
            sum += score(
                    above[i] + above[i + next] + below[i] + below[i + next],
                    above[i + 1] + above[i + next + 1] + below[i + 1] + below[i + next + 1],
                    above[i + 2] + above[i + next + 2] + below[i + 2] + below[i + next + 2],
                    above[i + 3] + above[i + next + 3] + below[i + 3] + below[i + next + 3],
                    4 * CELL * CELL);
        }
        return sum;
    }

    /** One window's similarity; the filter's own arithmetic, with its constants rounded to whole numbers. */
    private static double score(long sumA, long sumB, long sumSquares, long sumProducts, int samples) {
        double c1 = Math.floor(.01 * .01 * 255 * 255 * samples + .5);
        double c2 = Math.max(1, Math.floor(.03 * .03 * 255 * 255 * samples * (samples - 1) + .5));
        double variances = (double) (sumSquares * samples - sumA * sumA - sumB * sumB);
        double covariance = (double) (sumProducts * samples - sumA * sumB);
        double luminance = (2.0 * sumA * sumB + c1) / ((double) (sumA * sumA + sumB * sumB) + c1);
        return luminance * (2 * covariance + c2) / (variances + c2);
    }
}

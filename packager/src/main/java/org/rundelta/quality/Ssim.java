package org.rundelta.quality;

import java.util.Arrays;
import org.rundelta.codec.Picture;

/**
 * Structural similarity (Wang, Bovik, Sheikh, Simoncelli: Image Quality Assessment, 2004) as FFmpeg's {@code ssim} filter
 * defines it: the mean over windows of 8x8 samples that stand 4 apart, of red, green and blue alike or of luma, then over
 * the pictures. Right and lower edges that fill no window do not count; a picture smaller than a window is one window.
 */
final class Ssim {
    private static final int CELL = 4;
    private static final int SUMS = 4;

    /** Red, green and blue, which are judged together. */
    private static final int COLOURS = 3;

    /** And luma, which is judged alone. */
    private static final int CHANNELS = COLOURS + 1;

    private double total;
    private double lumaTotal;
    private long pictures;

    /**
     * Adds a pair of pictures of one size.
     *
     * @param equalRows rows known to be the same: a window of nothing else scores 1 without a look
     */
    void add(Picture original, Picture copy, boolean[] equalRows) {
        boolean oneWindow = original.width() < 2 * CELL || original.height() < 2 * CELL;
        Scores scores = oneWindow ? wholePicture(original, copy) : windows(original, copy, equalRows);
        total += scores.colours;
        lumaTotal += scores.luma;
        pictures++;
    }

    /** Mean over the pictures of red, green and blue; 1 if there are none. */
    double mean() {
        return pictures == 0 ? 1 : total / pictures;
    }

    /** Mean over the pictures of luma; 1 if there are none. */
    double lumaMean() {
        return pictures == 0 ? 1 : lumaTotal / pictures;
    }

    /** Sums, or means, of windows. */
    private record Scores(double colours, double luma) {
        Scores plus(Scores other) {
            return new Scores(colours + other.colours, luma + other.luma);
        }

        Scores over(double windows) {
            return new Scores(colours / (COLOURS * windows), luma / windows);
        }
    }

    private static Scores wholePicture(Picture original, Picture copy) {
        long[] sums = new long[CHANNELS * SUMS];
        for (int y = 0; y < original.height(); y += CELL) {
            for (int x = 0; x < original.width(); x += CELL) {
                int width = Math.min(CELL, original.width() - x);
                addCell(original, copy, x, y, width, Math.min(CELL, original.height() - y), sums, 0);
            }
        }
        double[] scores = new double[CHANNELS];
        for (int channel = 0; channel < CHANNELS; channel++) {
            int at = channel * SUMS;
            scores[channel] =
                    score(sums[at], sums[at + 1], sums[at + 2], sums[at + 3], original.width() * original.height());
        }
        return new Scores(scores[0] + scores[1] + scores[2], scores[COLOURS]).over(1);
    }

    private static Scores windows(Picture original, Picture copy, boolean[] equalRows) {
        int columns = original.width() / CELL;
        int rows = original.height() / CELL;
        long[] above = new long[columns * CHANNELS * SUMS];
        long[] below = new long[columns * CHANNELS * SUMS];
        boolean aboveEqual = false;
        boolean aboveKnown = false;
        Scores sum = new Scores(0, 0);
        for (int row = 0; row < rows; row++) {
            boolean equal = allEqual(equalRows, row * CELL);
            if (row > 0 && equal && aboveEqual) {
                sum = sum.plus(new Scores(COLOURS * (columns - 1), columns - 1));
                aboveKnown = false;
                continue;
            }
            if (row > 0 && !aboveKnown) {
                addCells(original, copy, (row - 1) * CELL, above);
            }
            addCells(original, copy, row * CELL, below);
            if (row > 0) {
                sum = sum.plus(windowRow(above, below, columns));
            }
            long[] reused = above;
            above = below;
            below = reused;
            aboveKnown = true;
            aboveEqual = equal;
        }
        return sum.over((double) (rows - 1) * (columns - 1));
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
        for (int channel = 0; channel < CHANNELS; channel++, at += SUMS) {
            int sumA = 0;
            int sumB = 0;
            int sumSquares = 0;
            int sumProducts = 0;
            for (int y = top; y < top + height; y++) {
                int from = y * original.stride() + left;
                int to = y * copy.stride() + left;
                for (int x = 0; x < width; x++) {
                    int p = sample(a[from + x], channel);
                    int q = sample(b[to + x], channel);
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

    private static int sample(int colour, int channel) {
        return channel < COLOURS ? colour >> 8 * channel & 0xFF : Luma.of(colour);
    }

    /** The scores of all windows that two rows of cells make. */
    private static Scores windowRow(long[] above, long[] below, int columns) {
        double colours = 0;
        double luma = 0;
        int next = CHANNELS * SUMS;
        for (int i = 0; i < (columns - 1) * next; i += SUMS) {
            double score = score(
                    above[i] + above[i + next] + below[i] + below[i + next],
                    above[i + 1] + above[i + next + 1] + below[i + 1] + below[i + next + 1],
                    above[i + 2] + above[i + next + 2] + below[i + 2] + below[i + next + 2],
                    above[i + 3] + above[i + next + 3] + below[i + 3] + below[i + next + 3],
                    4 * CELL * CELL);
            if (i % next == COLOURS * SUMS) {
                luma += score;
            } else {
                colours += score;
            }
        }
        return new Scores(colours, luma);
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

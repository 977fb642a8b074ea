package org.rundelta.codec.frame;

/**
 * Predictions of one channel from its neighbours (docs/bitstream.md, "Predictors"): four for pictures with a previous
 * one to look at, four for keyframes.
 */
final class Predictors {
    static final int COUNT = 4;

    private Predictors() {}

    /**
     * Predicts from the pixels around in this picture alone.
     *
     * @param predictor 0 to 3
     */
    static int spatial(int predictor, int w, int n, int nw, int ne, int nn) {
        return switch (predictor) {
            case 0 -> median(w, n, nw);
            case 1 -> w + ne + 1 >> 1;
            case 2 -> clamp(n + (ne - nn) / 2);
            default -> clamp(w + (ne - nw) / 2);
        };
    }

    /**
     * Predicts from the previous picture too.
     *
     * @param predictor 0 to 3
     * @param p the channel at the same place of the previous picture, motion compensated
     * @param changeW by how much W differs from its pixel of the previous picture
     * @param changeN the same for N
     * @param changeNw the same for NW
     */
    static int temporal(int predictor, int w, int n, int nw, int p, int changeW, int changeN, int changeNw) {
        return switch (predictor) {
            case 0 -> median(w, n, nw);
            case 1 -> p;
            case 2 -> clamp(p + median(changeW, changeN, changeNw));
            default -> clamp(p + (changeW + changeN >> 1));
        };
    }

    /** The median of a, b and a + b - c: follows whichever edge runs through the corner. */
    private static int median(int a, int b, int c) {
        int low = Math.min(a, b);
        int high = Math.max(a, b);
        return Math.min(Math.max(a + b - c, low), high);
    }

    private static int clamp(int value) {
        return Math.min(Math.max(value, 0), 255);
    }
}

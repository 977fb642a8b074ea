package org.rundelta.codec.search;

import java.util.Arrays;

/**
 * Where each block of a picture came from in the one before, at half size, and how much of it that explains: roughly, but
 * soon.
 */
public final class MotionField {
    private static final int BLOCK = HalfPicture.BLOCK;
    private static final int[] DIAMOND_X = {0, -1, 1, 0};
    private static final int[] DIAMOND_Y = {-1, 0, 0, 1};
    private static final int MAX_STEPS = 16;

    final int columns;
    final int rows;
    /** Vectors in samples of the picture of half size. */
    final int[] dx;

    final int[] dy;
    /** What coding each block costs with reference to the picture before, and without: sums of transformed differences. */
    final int[] inter;

    final int[] intra;
    private boolean hasReference;

    private HalfPicture current;
    private HalfPicture previous;
    private int x;
    private int y;
    private int at;
    private int bestX;
    private int bestY;
    private int least;
    private final int[] predicted = new int[BLOCK * BLOCK];
    private final int[] wanted = new int[BLOCK * BLOCK];

    /** For pictures of so many blocks. */
    public MotionField(int columns, int rows) {
        this.columns = columns;
        this.rows = rows;
        int count = columns * rows;
        dx = new int[count];
        dy = new int[count];
        inter = new int[count];
        intra = new int[count];
    }

    boolean hasReference() {
        return hasReference;
    }

    /**
     * Finds vectors and costs.
     *
     * @param reference null for none
     * @param before the field of the picture before, or null
     */
    public void find(HalfPicture picture, HalfPicture reference, MotionField before) {
        current = picture;
        previous = reference;
        hasReference = reference != null;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int block = row * columns + column;
                x = column * BLOCK;
                y = row * BLOCK;
                at = picture.index(x, y);
                take(picture, at, wanted);
                intra[block] = findIntra();
                inter[block] = intra[block];
                dx[block] = 0;
                dy[block] = 0;
                if (hasReference) {
                    findVector(column, row, before);
                    dx[block] = bestX;
                    dy[block] = bestY;
                    inter[block] = Math.min(intra[block], least == 0 ? 0 : interCost());
                }
            }
        }
    }

    private static void take(HalfPicture from, int at, int[] to) {
        for (int k = 0; k < BLOCK; k++) {
            System.arraycopy(from.samples(), at + k * from.stride(), to, k * BLOCK, BLOCK);
        }
    }

    /** The least difference from what stands to the left, above, or their mean. */
    private int findIntra() {
        int[] samples = current.samples();
        int stride = current.stride();
        int sum = BLOCK;
        int across = 0;
        int down = 0;
        for (int k = 0; k < BLOCK; k++) {
            sum += samples[at - 1 + k * stride] + samples[at - stride + k];
        }
        int mean = sum >> 4;
        int flat = 0;
        for (int k = 0; k < BLOCK; k++) {
            int left = samples[at - 1 + k * stride];
            for (int i = 0; i < BLOCK; i++) {
                int sample = wanted[k * BLOCK + i];
                across += Math.abs(sample - left);
                down += Math.abs(sample - samples[at - stride + i]);
                flat += Math.abs(sample - mean);
            }
        }
        for (int k = 0; k < BLOCK; k++) {
            if (flat <= across && flat <= down) {
                Arrays.fill(predicted, k * BLOCK, k * BLOCK + BLOCK, mean);
            } else if (across <= down) {
                Arrays.fill(predicted, k * BLOCK, k * BLOCK + BLOCK, samples[at - 1 + k * stride]);
            } else {
                System.arraycopy(samples, at - stride, predicted, k * BLOCK, BLOCK);
            }
        }
        return Residual.hadamard(wanted, 0, BLOCK, predicted, 0, BLOCK, BLOCK);
    }

    private int interCost() {
        take(previous, previous.index(x + bestX, y + bestY), predicted);
        return Residual.hadamard(wanted, 0, BLOCK, predicted, 0, BLOCK, BLOCK);
    }

    private void findVector(int column, int row, MotionField before) {
        int block = row * columns + column;
        bestX = 0;
        bestY = 0;
        least = Integer.MAX_VALUE;
        least = error(0, 0, least);
        if (least == 0) {
            return;
        }
        if (column > 0) {
            attempt(dx[block - 1], dy[block - 1]);
        }
        if (row > 0) {
            attempt(dx[block - columns], dy[block - columns]);
            if (column + 1 < columns) {
                attempt(dx[block - columns + 1], dy[block - columns + 1]);
            }
        }
        if (before != null && before.hasReference) {
            attempt(before.dx[block], before.dy[block]);
        }
        int from = -1;
        for (int step = 0; step < MAX_STEPS && least > 0; step++) {
            int centreX = bestX;
            int centreY = bestY;
            int found = -1;
            for (int k = 0; k < 4; k++) {
                if (k != from && attempt(centreX + DIAMOND_X[k], centreY + DIAMOND_Y[k])) {
                    found = k;
                }
            }
            if (found < 0) {
                break;
            }
            from = 3 - found;
        }
    }

    private boolean attempt(int vx, int vy) {
        if ((vx == bestX && vy == bestY)
                || x + vx < -BLOCK
                || x + vx > current.width()
                || y + vy < -BLOCK
                || y + vy > current.height()) {
            return false;
        }
        int error = error(vx, vy, least);
        if (error >= least) {
            return false;
        }
        least = error;
        bestX = vx;
        bestY = vy;
        return true;
    }

    /** Sum of absolute differences, as far as it takes to reach the limit. */
    private int error(int vx, int vy, int limit) {
        int[] samples = previous.samples();
        int from = previous.index(x + vx, y + vy);
        int stride = previous.stride();
        int sum = 0;
        for (int k = 0; k < BLOCK * BLOCK && sum < limit; k += BLOCK) {
            sum += Math.abs(samples[from] - wanted[k])
                    + Math.abs(samples[from + 1] - wanted[k + 1])
                    + Math.abs(samples[from + 2] - wanted[k + 2])
                    + Math.abs(samples[from + 3] - wanted[k + 3])
                    + Math.abs(samples[from + 4] - wanted[k + 4])
                    + Math.abs(samples[from + 5] - wanted[k + 5])
                    + Math.abs(samples[from + 6] - wanted[k + 6])
                    + Math.abs(samples[from + 7] - wanted[k + 7]);
            from += stride;
        }
        return sum;
    }
}

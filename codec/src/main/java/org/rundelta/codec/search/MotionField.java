package org.rundelta.codec.search;

import java.util.Arrays;
import org.rundelta.codec.PictureCost;

/**
 * Where each block of a picture came from in the one before, found at half size, and how much of it that explains: roughly,
 * but soon.
 */
public final class MotionField {
    private static final int BLOCK = HalfPicture.BLOCK;
    private static final int[] DIAMOND_X = {0, -1, 1, 0};
    private static final int[] DIAMOND_Y = {-1, 0, 0, 1};
    private static final int MAX_STEPS = 16;

    /** Up to this error, one for each sample, halves of samples are not tried. */
    private static final int GOOD = BLOCK * BLOCK;

    /** What is left to code at full size is more than at half size, where noise is lost and vectors are as exact. */
    private static final float LEFT = 1.5f;

    private final int columns;
    private final int rows;
    private final int[] dx;
    private final int[] dy;
    private final int[] intra;
    private final float[] taken;
    private boolean hasReference;
    private int pictures;
    private PictureCost cost;

    private HalfPicture current;
    private HalfPicture previous;
    private int x;
    private int y;
    private int at;
    private int bestX;
    private int bestY;
    private int halfX;
    private int halfY;
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
        intra = new int[count];
        taken = new float[count];
    }

    /** For how many successive pictures it stands. */
    public int pictures() {
        return pictures;
    }

    /** Lets it stand for one picture more. */
    public void extend() {
        pictures++;
    }

    /** Whether there is a picture before. */
    boolean hasReference() {
        return hasReference;
    }

    /** Horizontal component of a block's vector in pixels of the whole picture. */
    int dx(int block) {
        return dx[block];
    }

    /** Vertical component likewise. */
    int dy(int block) {
        return dy[block];
    }

    /** How much of a block the picture before explains, from 0 to 1. */
    float taken(int block) {
        return taken[block];
    }

    /** What it costs without. */
    int intra(int block) {
        return intra[block];
    }

    /** What all blocks cost. */
    public PictureCost cost() {
        return cost;
    }

    /**
     * Finds vectors and costs.
     *
     * @param reference the picture before, or null for none
     * @param before the field of the picture before, or null
     */
    public void find(HalfPicture picture, HalfPicture reference, MotionField before) {
        current = picture;
        previous = reference;
        hasReference = reference != null;
        pictures = 1;
        long alone = 0;
        long sum = 0;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int block = row * columns + column;
                x = column * BLOCK;
                y = row * BLOCK;
                at = picture.index(x, y);
                take(picture, at, 0, wanted);
                intra[block] = intraCost();
                int inter = intra[block];
                dx[block] = 0;
                dy[block] = 0;
                if (hasReference) {
                    findVector(column, row, before);
                    dx[block] = 2 * bestX + halfX;
                    dy[block] = 2 * bestY + halfY;
                    inter = Math.min(intra[block], least == 0 ? 0 : interCost());
                }
                alone += intra[block];
                sum += inter;
                taken[block] = hasReference ? Math.max(1 - LEFT * inter / Math.max(intra[block], 1), 0) : 0;
            }
        }
        cost = new PictureCost(alone, sum);
    }

    /** Takes a block of which each sample is the mean of two, {@code step} apart. */
    private static void take(HalfPicture picture, int at, int step, int[] to) {
        int[] samples = picture.samples();
        int from = at;
        for (int k = 0; k < BLOCK * BLOCK; k += BLOCK) {
            if (step == 0) {
                System.arraycopy(samples, from, to, k, BLOCK);
            } else {
                for (int i = 0; i < BLOCK; i++) {
                    to[k + i] = samples[from + i] + samples[from + i + step] + 1 >> 1;
                }
            }
            from += picture.stride();
        }
    }

    private int difference() {
        return BlockError.hadamard(wanted, 0, BLOCK, predicted, 0, BLOCK, BLOCK);
    }

    /** The difference from what stands to the left, or above, or from their mean, whichever is nearest. */
    private int intraCost() {
        int[] samples = current.samples();
        int stride = current.stride();
        int sum = BLOCK;
        for (int k = 0; k < BLOCK; k++) {
            sum += samples[at - 1 + k * stride] + samples[at - stride + k];
        }
        int mean = sum / (2 * BLOCK);
        int across = 0;
        int down = 0;
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
        return difference();
    }

    private int interCost() {
        take(previous, previous.index(x + bestX, y + bestY), halfY * previous.stride() + halfX, predicted);
        return difference();
    }

    private void findVector(int column, int row, MotionField before) {
        int block = row * columns + column;
        halfX = 0;
        halfY = 0;
        bestX = 0;
        bestY = 0;
        least = error(0, 0, Integer.MAX_VALUE);
        if (least == 0) {
            return;
        }
        if (column > 0) {
            tryVectorOf(this, block - 1);
        }
        if (row > 0) {
            tryVectorOf(this, block - columns);
            if (column + 1 < columns) {
                tryVectorOf(this, block - columns + 1);
            }
        }
        if (before != null && before.hasReference) {
            tryVectorOf(before, block);
        }
        walk();
        if (least > GOOD) {
            refine();
        }
    }

    private void tryVectorOf(MotionField field, int block) {
        attempt(field.dx[block] >> 1, field.dy[block] >> 1);
    }

    private void walk() {
        int from = -1;
        for (int step = 0; step < MAX_STEPS && least > 0; step++) {
            int centreX = bestX;
            int centreY = bestY;
            int found = -1;
            for (int k = 0; k < DIAMOND_X.length; k++) {
                if (k != from && attempt(centreX + DIAMOND_X[k], centreY + DIAMOND_Y[k])) {
                    found = k;
                }
            }
            if (found < 0) {
                break;
            }
            from = DIAMOND_X.length - 1 - found;
        }
    }

    private boolean attempt(int vx, int vy) {
        boolean isKnown = vx == bestX && vy == bestY;
        boolean isInside =
                x + vx >= -BLOCK && x + vx <= current.width() && y + vy >= -BLOCK && y + vy <= current.height();
        if (isKnown || !isInside) {
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

    /** Tries what is half way to the samples around. */
    private void refine() {
        int stride = previous.stride();
        int from = previous.index(x + bestX, y + bestY);
        for (int k = 0; k < DIAMOND_X.length; k++) {
            take(previous, from, DIAMOND_Y[k] * stride + DIAMOND_X[k], predicted);
            int error = BlockError.absolute(wanted, predicted, BLOCK * BLOCK);
            if (error < least) {
                least = error;
                halfX = DIAMOND_X[k];
                halfY = DIAMOND_Y[k];
            }
        }
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

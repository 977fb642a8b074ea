package org.rundelta.codec.search;

import org.rundelta.codec.Effort;
import org.rundelta.codec.frame.ChangeMap;
import org.rundelta.codec.frame.IntraPrediction;
import org.rundelta.codec.frame.PhotoCosts;
import org.rundelta.codec.frame.Reconstruction;

/** Finds the intra mode that predicts a photographic block, or a quarter of one, best for its bits. */
final class ModeSearch {
    private static final int BLOCK = ChangeMap.BLOCK;
    private static final int HALF = BLOCK / 2;

    private static final int[] COARSE = {
        IntraPrediction.PLANE, IntraPrediction.MEAN, IntraPrediction.VERTICAL, IntraPrediction.HORIZONTAL
    };

    private final boolean thorough;
    private final int[] predicted = new int[BLOCK * BLOCK];
    private final int[] square = new int[BLOCK * BLOCK];

    private PhotoCosts costs;
    private Reconstruction reconstruction;
    private int lambda;

    private int column;
    private int row;
    private int part;
    private int[] wanted;
    private IntraPrediction prediction;
    private int least;
    private int best;
    private int error;

    ModeSearch(Effort effort) {
        thorough = effort != Effort.FAST;
    }

    /** Begins a block; {@code lambdaOfErrors} as {@link Residual#lambdaOfErrors} has it. */
    void start(PhotoCosts ofBlocks, Reconstruction ofSamples, int lambdaOfErrors) {
        costs = ofBlocks;
        reconstruction = ofSamples;
        lambda = lambdaOfErrors;
    }

    /** Error of the one found last. */
    int error() {
        return error;
    }

    /**
     * Finds the best mode, or one that is good enough to tell that none is worth while.
     *
     * @param ofPart which quarter; -1 for all
     * @param luma that of the whole block
     * @param most what is worth while
     */
    int find(int ofColumn, int ofRow, int ofPart, int[] luma, int most) {
        column = ofColumn;
        row = ofRow;
        part = ofPart;
        prediction = reconstruction.lookAround(column, row, 0, part);
        wanted = part < 0 ? luma : quarter(luma);
        least = Integer.MAX_VALUE;
        if (thorough) {
            for (int mode = 0; mode < IntraPrediction.MODES; mode++) {
                tryMode(mode);
            }
            return best;
        }
        for (int mode : COARSE) {
            tryMode(mode);
        }
        if (error <= most + (most >> 1)) {
            refine();
        }
        return best;
    }

    private int[] quarter(int[] luma) {
        int at = (part >> 1) * HALF * BLOCK + (part & 1) * HALF;
        for (int y = 0; y < HALF; y++) {
            System.arraycopy(luma, at + y * BLOCK, square, y * HALF, HALF);
        }
        return square;
    }

    /** Tries directions between the coarse ones, then those beside the best. */
    private void refine() {
        tryMode(IntraPrediction.VERTICAL - 2);
        tryMode(IntraPrediction.VERTICAL + 2);
        tryMode(IntraPrediction.HORIZONTAL - 2);
        tryMode(IntraPrediction.HORIZONTAL + 2);
        int centre = best;
        if (centre > IntraPrediction.MEAN) {
            if (centre != IntraPrediction.HORIZONTAL - 3) {
                tryMode(centre - 1);
            }
            if (centre != IntraPrediction.VERTICAL + 3 && centre + 1 < IntraPrediction.MODES) {
                tryMode(centre + 1);
            }
        }
    }

    private void tryMode(int mode) {
        int bits = lambda * costs.mode(column, row, part, mode) >> 12;
        if (bits >= least) {
            return;
        }
        int size = part < 0 ? BLOCK : HALF;
        prediction.predict(mode, predicted, 0, size, size);
        int errorOfMode = thorough
                ? BlockError.hadamard(wanted, 0, size, predicted, 0, size, size)
                : BlockError.absolute(wanted, predicted, size * size);
        if (errorOfMode + bits < least) {
            least = errorOfMode + bits;
            best = mode;
            error = errorOfMode;
        }
    }
}

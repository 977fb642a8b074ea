package org.rundelta.codec.search;

import org.rundelta.codec.Effort;
import org.rundelta.codec.frame.BlockGrid;
import org.rundelta.codec.frame.ChangeMap;
import org.rundelta.codec.frame.PhotoBlocks;
import org.rundelta.codec.frame.PhotoCosts;
import org.rundelta.codec.frame.Reconstruction;

/** Finds where in the previous picture a photographic block came from, to a quarter of a sample. */
final class VectorSearch {
    private static final int BLOCK = ChangeMap.BLOCK;
    private static final int[] DIAMOND_X = {0, -1, 1, 0};
    private static final int[] DIAMOND_Y = {-1, 0, 0, 1};
    private static final int MAX_STEPS = 24;

    private final int[] candidate = new int[BLOCK * BLOCK];
    private BlockGrid grid;
    private PhotoCosts costs;
    private Reconstruction reconstruction;
    private int[] wanted;
    private int column;
    private int row;
    private int lambda;
    private int bestX;
    private int bestY;
    private int least;
    private int centreX;
    private int centreY;
    private int error;

    private final boolean thorough;
    private final FractionSearch fractions = new FractionSearch();

    VectorSearch(Effort effort) {
        thorough = effort != Effort.FAST;
    }

    int vx() {
        return bestX;
    }

    int vy() {
        return bestY;
    }

    /** Error of the best. */
    int error() {
        return error;
    }

    /**
     * Looks for a block.
     *
     * @param block its luma
     * @param predicted what the predicted vector leads to
     */
    void find(PhotoBlocks of, int[] block, int[] predicted, int ofColumn, int ofRow, int lambdaOfErrors) {
        grid = of.grid();
        costs = of.costs();
        reconstruction = of.reconstruction();
        wanted = block;
        column = ofColumn;
        row = ofRow;
        lambda = lambdaOfErrors;
        least = Integer.MAX_VALUE;
        int px = of.vectors().x();
        int py = of.vectors().y();
        findWhole(px, py);
        fractions.start(wanted, reconstruction.previous(), column * BLOCK + (bestX >> 2), row * BLOCK + (bestY >> 2));
        centreX = bestX;
        centreY = bestY;
        refine(2);
        refine(1);
        if (thorough) {
            least = Integer.MAX_VALUE;
            tryExactly(bestX, bestY);
            refineExactly();
        }
        if (px != bestX || py != bestY) {
            int bits = lambda * costs.vector(px, py) >> 12;
            int cost = bits + error(predicted);
            if (cost < least) {
                keep(px, py, cost, bits);
            }
        }
    }

    private void findWhole(int px, int py) {
        tryWhole(px + 2 >> 2, py + 2 >> 2);
        tryWhole(0, 0);
        int cx = 2 * column;
        int cy = 2 * row;
        tryWhole(grid.vx(cx - 1, cy) + 2 >> 2, grid.vy(cx - 1, cy) + 2 >> 2);
        tryWhole(grid.vx(cx, cy - 1) + 2 >> 2, grid.vy(cx, cy - 1) + 2 >> 2);
        tryWhole(grid.vx(cx + 2, cy - 1) + 2 >> 2, grid.vy(cx + 2, cy - 1) + 2 >> 2);
        tryWhole(grid.oldVx(cx, cy) + 2 >> 2, grid.oldVy(cx, cy) + 2 >> 2);
        tryWhole(grid.oldVx(cx + 2, cy + 2) + 2 >> 2, grid.oldVy(cx + 2, cy + 2) + 2 >> 2);
        int from = -1;
        for (int step = 0; step < MAX_STEPS; step++) {
            int centreX = bestX >> 2;
            int centreY = bestY >> 2;
            int found = -1;
            for (int k = 0; k < 4; k++) {
                if (k != from && tryWhole(centreX + DIAMOND_X[k], centreY + DIAMOND_Y[k])) {
                    found = k;
                }
            }
            if (found < 0) {
                break;
            }
            from = 3 - found;
        }
    }

    /** Tries what is beside the best, then what is between the better ones of both axes, or all corners. */
    private void refine(int distance) {
        int fromX = bestX;
        int fromY = bestY;
        int left = tryFraction(fromX - distance, fromY);
        int right = tryFraction(fromX + distance, fromY);
        int above = tryFraction(fromX, fromY - distance);
        int below = tryFraction(fromX, fromY + distance);
        int dx = right < left ? distance : -distance;
        int dy = below < above ? distance : -distance;
        tryFraction(fromX + dx, fromY + dy);
        if (thorough) {
            tryFraction(fromX - dx, fromY + dy);
            tryFraction(fromX + dx, fromY - dy);
            tryFraction(fromX - dx, fromY - dy);
        }
    }

    private void refineExactly() {
        int fromX = bestX;
        int fromY = bestY;
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                if ((dx | dy) != 0) {
                    tryExactly(fromX + dx, fromY + dy);
                }
            }
        }
    }

    private boolean tryWhole(int vx, int vy) {
        if (vx * 4 == bestX && vy * 4 == bestY && least != Integer.MAX_VALUE) {
            return false;
        }
        int bits = lambda * costs.vector(4 * vx, 4 * vy) >> 12;
        if (bits >= least) {
            return false;
        }
        reconstruction.predictInter(column, row, 0, 4 * vx, 4 * vy, candidate);
        int cost = difference(candidate) + bits;
        if (cost >= least) {
            return false;
        }
        keep(4 * vx, 4 * vy, cost, bits);
        return true;
    }

    private void keep(int vx, int vy, int cost, int bits) {
        least = cost;
        error = cost - bits;
        bestX = vx;
        bestY = vy;
    }

    private int difference(int[] other) {
        int sum = 0;
        for (int i = 0; i < BLOCK * BLOCK; i++) {
            sum += Math.abs(other[i] - wanted[i]);
        }
        return sum;
    }

    private int error(int[] other) {
        return thorough ? BlockError.hadamard(wanted, 0, BLOCK, other, 0, BLOCK, BLOCK) : difference(other);
    }

    private int tryFraction(int vx, int vy) {
        int bits = lambda * costs.vector(vx, vy) >> 12;
        int cost = bits + fractions.error(vx - centreX, vy - centreY);
        if (cost < least) {
            keep(vx, vy, cost, bits);
        }
        return cost;
    }

    private void tryExactly(int vx, int vy) {
        int bits = lambda * costs.vector(vx, vy) >> 12;
        if (bits >= least) {
            return;
        }
        reconstruction.predictInter(column, row, 0, vx, vy, candidate);
        int cost = bits + error(candidate);
        if (cost < least) {
            keep(vx, vy, cost, bits);
        }
    }
}

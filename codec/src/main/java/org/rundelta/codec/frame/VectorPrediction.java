package org.rundelta.codec.frame;

/** Predicts vectors of photographic blocks from those around (docs/bitstream.md, "Photographic blocks"). */
public final class VectorPrediction {
    /** How far those around may differ: hardly, somewhat, much. */
    static final int DISPARITIES = 3;

    private static final int SOMEWHAT = 2;
    private static final int MUCH = 16;

    private final BlockGrid grid;
    private int x;
    private int y;
    private int disparity;

    VectorPrediction(BlockGrid grid) {
        this.grid = grid;
    }

    /** Predicts the one of a whole block. */
    public void predict(int column, int row) {
        predict(2 * column, 2 * row, 2, false);
    }

    /** Predicts that of a quarter, by those of the quarters before it too. */
    void predictPart(int column, int row, int part) {
        predict(2 * column + (part & 1), 2 * row + (part >> 1), 1, part == PhotoBlock.PARTS - 1);
    }

    /** Horizontal component of the one predicted last, in quarters of a sample. */
    public int x() {
        return x;
    }

    /** Vertical component likewise. */
    public int y() {
        return y;
    }

    int disparity() {
        return disparity;
    }

    /**
     * Predicts from the cells to the left, above, and above right (or above left).
     *
     * @param size of the square of cells
     * @param isLast whether the cell to the right above comes later
     */
    private void predict(int cellX, int cellY, int size, boolean isLast) {
        int left = grid.index(cellX - 1, cellY);
        int above = grid.index(cellX, cellY - 1);
        int corner = grid.index(cellX + size, cellY - 1);
        if (isLast || !grid.isDecoded(corner)) {
            corner = grid.index(cellX - 1, cellY - 1);
        }
        boolean hasLeft = grid.hasVector(left);
        boolean hasAbove = grid.hasVector(above);
        boolean hasCorner = grid.hasVector(corner);
        int lx = hasLeft ? grid.vx[left] : 0;
        int ly = hasLeft ? grid.vy[left] : 0;
        int ax = hasAbove ? grid.vx[above] : 0;
        int ay = hasAbove ? grid.vy[above] : 0;
        int cx = hasCorner ? grid.vx[corner] : 0;
        int cy = hasCorner ? grid.vy[corner] : 0;
        int count = (hasLeft ? 1 : 0) + (hasAbove ? 1 : 0) + (hasCorner ? 1 : 0);
        if (count == 1) {
            x = lx + ax + cx;
            y = ly + ay + cy;
            disparity = 1;
        } else {
            x = median(lx, ax, cx);
            y = median(ly, ay, cy);
            int spread = Math.abs(lx - ax) + Math.abs(ly - ay) + Math.abs(cx - ax) + Math.abs(cy - ay);
            disparity = spread < SOMEWHAT ? 0 : spread < MUCH ? 1 : 2;
        }
    }

    private static int median(int a, int b, int c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}

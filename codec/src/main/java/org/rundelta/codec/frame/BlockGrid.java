package org.rundelta.codec.frame;

import java.util.Arrays;

/**
 * What the blocks of a frame remember of each other, for each quarter of a block (a cell of 8x8 pixels), inside a border
 * of cells that are outside.
 */
public final class BlockGrid {
    /** Kinds of a cell: outside the picture or graphic, which have nothing to predict from until the end. */
    static final int NONE = 0;

    static final int COPIED = 1;
    static final int SKIPPED = 2;
    static final int INTER = 3;
    static final int INTRA = 4;
    /** Photographic, and not decoded yet. */
    static final int PENDING = 5;

    private static final int MARGIN = 2;

    private final int columns;
    private final int rows;
    final int step;
    final byte[] kind;
    final int[] vx;
    final int[] vy;
    private final int[] oldVx;
    private final int[] oldVy;
    final byte[] mode;
    /** Of photographic blocks. */
    final byte[] quantiser;
    /** Whether the transform that covers the cell has levels other than 0 in luma. */
    final boolean[] coded;
    /** Whether edges between the cells of its block are edges of transforms or predictions. */
    final boolean[] parted;

    BlockGrid(int blockColumns, int blockRows) {
        columns = 2 * blockColumns;
        rows = 2 * blockRows;
        step = columns + 2 * MARGIN;
        int size = step * (rows + 2 * MARGIN);
        kind = new byte[size];
        vx = new int[size];
        vy = new int[size];
        mode = new byte[size];
        quantiser = new byte[size];
        Arrays.fill(mode, (byte) IntraPrediction.MEAN);
        oldVx = new int[size];
        oldVy = new int[size];
        coded = new boolean[size];
        parted = new boolean[size];
    }

    /** Where the cell stands; one outside may be up to two cells away. */
    int index(int x, int y) {
        return (y + MARGIN) * step + x + MARGIN;
    }

    /** The cell to the left of a block's first. */
    int left(int column, int row) {
        return index(2 * column - 1, 2 * row);
    }

    /** The cell above it. */
    int above(int column, int row) {
        return index(2 * column, 2 * row - 1);
    }

    int columns() {
        return columns;
    }

    int rows() {
        return rows;
    }

    /** Whether the cell has a vector. */
    boolean hasVector(int at) {
        return kind[at] >= COPIED && kind[at] <= INTER;
    }

    /** Whether the cell is as its vector says, without levels. */
    boolean isCopy(int at) {
        return kind[at] == COPIED || kind[at] == SKIPPED;
    }

    /** Whether its samples are final but for deblocking. */
    boolean isDecoded(int at) {
        return kind[at] != PENDING && kind[at] != NONE;
    }

    boolean isDecodedPhoto(int at) {
        return kind[at] >= SKIPPED && kind[at] <= INTRA;
    }

    /** Horizontal component of a cell's vector in quarters of a sample; 0 where there is none. */
    public int vx(int x, int y) {
        int at = index(x, y);
        return hasVector(at) ? vx[at] : 0;
    }

    /** Vertical component likewise. */
    public int vy(int x, int y) {
        int at = index(x, y);
        return hasVector(at) ? vy[at] : 0;
    }

    /** Horizontal component of the vector that the cell had in the frame before. */
    public int oldVx(int x, int y) {
        return oldVx[index(x, y)];
    }

    /** Vertical component likewise. */
    public int oldVy(int x, int y) {
        return oldVy[index(x, y)];
    }

    /** Forgets the vectors of the last frame. */
    void forgetVectors() {
        Arrays.fill(oldVx, 0);
        Arrays.fill(oldVy, 0);
    }

    /** Keeps the vectors of the last frame. */
    void keepVectors() {
        System.arraycopy(vx, 0, oldVx, 0, vx.length);
        System.arraycopy(vy, 0, oldVy, 0, vy.length);
    }

    /** Begins a frame: sets all that is known before its photographic blocks are. */
    void start(ChangeMap map, MotionCandidates candidates) {
        for (int row = 0; row < map.rows(); row++) {
            for (int column = 0; column < map.columns(); column++) {
                if (map.isPhoto(column, row)) {
                    setBlock(column, row, PENDING, 0, 0);
                } else if (map.isCoded(column, row)) {
                    setBlock(column, row, NONE, 0, 0);
                } else {
                    int candidate = map.motion(column, row);
                    setBlock(column, row, COPIED, 4 * candidates.dx(candidate), 4 * candidates.dy(candidate));
                }
            }
        }
    }

    /** All cells of a block that is not photographic, or not yet decoded. */
    void setBlock(int column, int row, int newKind, int newVx, int newVy) {
        for (int k = 0; k < PhotoBlock.PARTS; k++) {
            int at = index(2 * column + (k & 1), 2 * row + (k >> 1));
            kind[at] = (byte) newKind;
            vx[at] = newVx;
            vy[at] = newVy;
            mode[at] = IntraPrediction.MEAN;
            coded[at] = false;
            parted[at] = false;
        }
    }

    /** All cells of a photographic block, once known. */
    void setBlock(int column, int row, PhotoBlock block) {
        boolean hasVector = block.kind != PhotoBlock.INTRA;
        for (int k = 0; k < PhotoBlock.PARTS; k++) {
            int at = index(2 * column + (k & 1), 2 * row + (k >> 1));
            kind[at] = (byte) (block.kind + SKIPPED);
            quantiser[at] = (byte) block.quantiser;
            vx[at] = hasVector ? block.vx[k] : 0;
            vy[at] = hasVector ? block.vy[k] : 0;
            mode[at] = (byte) (block.kind == PhotoBlock.INTRA ? block.modes[k] : IntraPrediction.MEAN);
            boolean isSkip = block.kind == PhotoBlock.SKIP;
            coded[at] = !isSkip && block.last[0][block.large ? 0 : k] >= 0;
            parted[at] = !isSkip && (block.split || (!block.large && block.isCoded(0)));
        }
    }
}

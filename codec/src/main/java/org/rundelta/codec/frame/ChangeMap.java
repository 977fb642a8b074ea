package org.rundelta.codec.frame;

import java.util.Arrays;
import org.rundelta.codec.entropy.BitCoder;

/** Of each block of a frame: whether it is copied or coded, and which motion candidate it refers to. */
public final class ChangeMap {
    /** Width and height of a block in pixels; those at the right and lower edge may be smaller. */
    public static final int BLOCK = 16;

    private static final int SAME_AS_LEFT = 8;
    private static final int SAME_AS_ABOVE = SAME_AS_LEFT + 8;
    private static final int MOTION = SAME_AS_ABOVE + 2;
    private static final int PHOTO = MOTION + 2 * MotionCandidates.MAX;
    static final int CONTEXTS = PHOTO + 9;

    private final int width;
    private final int height;
    private final int columns;
    private final int rows;
    /** With a border of blocks left, right and above that are never coded. */
    private final boolean[] coded;

    private final boolean[] photo;
    private final byte[] motion;
    private final int step;
    private final int previousFirst;
    private final int previousEnd;

    /** A map of a whole picture. */
    public ChangeMap(int width, int height) {
        this(width, height, 0, height);
    }

    /**
     * A map of a picture or a band of one.
     *
     * @param previousFirst number of the first row of the previous picture, to which vectors may lead
     * @param previousEnd number of the row after its last
     */
    ChangeMap(int width, int height, int previousFirst, int previousEnd) {
        this.width = width;
        this.height = height;
        this.previousFirst = previousFirst;
        this.previousEnd = previousEnd;
        columns = blocks(width);
        rows = blocks(height);
        step = columns + 2;
        coded = new boolean[step * (rows + 1)];
        photo = new boolean[coded.length];
        motion = new byte[coded.length];
    }

    /** Columns or rows of blocks that a size in pixels has, the last of which may be smaller. */
    public static int blocks(int size) {
        return (size + BLOCK - 1) / BLOCK;
    }

    public int columns() {
        return columns;
    }

    public int rows() {
        return rows;
    }

    /** Width in pixels of the blocks in this column. */
    public int blockWidth(int column) {
        return Math.min(BLOCK, width - column * BLOCK);
    }

    /** Height in pixels of the blocks in this row. */
    public int blockHeight(int row) {
        return Math.min(BLOCK, height - row * BLOCK);
    }

    /** Whether the block's pixels are coded; they are copied otherwise. */
    public boolean isCoded(int column, int row) {
        return coded[index(column, row)];
    }

    /** Index of the motion candidate from which the block is copied, or with which its pixels are compared. */
    public int motion(int column, int row) {
        return motion[index(column, row)];
    }

    /** Whether the block is photographic; otherwise, if coded, it is graphic. */
    public boolean isPhoto(int column, int row) {
        return photo[index(column, row)];
    }

    /** Whether the block's pixels are coded one by one. */
    boolean isGraphic(int column, int row) {
        int at = index(column, row);
        return coded[at] && !photo[at];
    }

    /** Whether the block is copied from the same place. */
    boolean isStill(int column, int row, MotionCandidates candidates) {
        int at = index(column, row);
        return !coded[at] && (candidates.dx(motion[at]) | candidates.dy(motion[at])) == 0;
    }

    /** Makes the block a copied one or a graphic one. */
    public void set(int column, int row, boolean isCoded, int candidate) {
        int at = index(column, row);
        coded[at] = isCoded;
        photo[at] = false;
        motion[at] = (byte) candidate;
    }

    /** Makes the block a photographic one. */
    public void setPhoto(int column, int row) {
        int at = index(column, row);
        coded[at] = true;
        photo[at] = true;
        motion[at] = 0;
    }

    /** Every block coded, photographic or graphic as it was. */
    void setAllCoded() {
        Arrays.fill(motion, (byte) 0);
        for (int row = 0; row < rows; row++) {
            Arrays.fill(coded, index(0, row), index(columns, row), true);
        }
    }

    /** Every block coded or every block copied, without motion. */
    public void setAll(boolean isCoded) {
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                set(column, row, isCoded, 0);
            }
        }
    }

    /** Whether the block moved by the vector lies wholly inside the previous picture. */
    public boolean isInside(int column, int row, int dx, int dy) {
        int x = column * BLOCK + dx;
        int y = row * BLOCK + dy;
        return x >= 0 && y >= previousFirst && x + blockWidth(column) <= width && y + blockHeight(row) <= previousEnd;
    }

    /** Whether every block, moved by the vector of its candidate, lies wholly inside the previous picture. */
    boolean isInside(MotionCandidates candidates) {
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int candidate = motion(column, row);
                if (!isInside(column, row, candidates.dx(candidate), candidates.dy(candidate))) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * Codes the map in raster order (docs/bitstream.md, "Change map").
     *
     * @param hasPhoto whether there may be photographic blocks
     */
    void code(BitCoder coder, int base, int candidates, boolean hasPhoto) {
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int at = index(column, row);
                coded[at] = codeIsCoded(coder, base, at);
                photo[at] = hasPhoto && coded[at] && codeIsPhoto(coder, base, at);
                motion[at] = candidates == 1 || photo[at] ? 0 : (byte) codeMotion(coder, base, at, candidates);
            }
        }
    }

    /** Codes which blocks of a frame without reference are photographic. */
    void codePhoto(BitCoder coder, int base) {
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int at = index(column, row);
                photo[at] = codeIsPhoto(coder, base, at);
            }
        }
    }

    private boolean codeIsPhoto(BitCoder coder, int base, int at) {
        int context = PHOTO + kind(at - 1) + 3 * kind(at - step);
        return coder.bit(base + context, photo[at] ? 1 : 0) != 0;
    }

    /** 0 copied, 1 graphic, 2 photographic. */
    private int kind(int at) {
        return (coded[at] ? 1 : 0) + (photo[at] ? 1 : 0);
    }

    private boolean codeIsCoded(BitCoder coder, int base, int at) {
        int above = at - step;
        int context = (coded[at - 1] ? 1 : 0) | (coded[above] ? 2 : 0) | (coded[above + 1] ? 4 : 0);
        return coder.bit(base + context, coded[at] ? 1 : 0) != 0;
    }

    private int codeMotion(BitCoder coder, int base, int at, int candidates) {
        int value = motion[at];
        int left = motion[at - 1];
        int above = motion[at - step];
        int isCoded = coded[at] ? 1 : 0;
        int context = isCoded | (left == above ? 2 : 0) | (coded[at - 1] ? 4 : 0);
        if (left < candidates && coder.bit(base + SAME_AS_LEFT + context, value == left ? 1 : 0) != 0) {
            return left;
        }
        if (above != left
                && above < candidates
                && coder.bit(base + SAME_AS_ABOVE + isCoded, value == above ? 1 : 0) != 0) {
            return above;
        }
        int index = 0;
        int unary = base + MOTION + isCoded * MotionCandidates.MAX;
        while (index < candidates - 1 && coder.bit(unary + index, value > index ? 1 : 0) != 0) {
            index++;
        }
        return index;
    }

    private int index(int column, int row) {
        return (row + 1) * step + column + 1;
    }
}

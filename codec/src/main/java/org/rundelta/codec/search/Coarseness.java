package org.rundelta.codec.search;

import java.util.function.IntBinaryOperator;
import org.rundelta.codec.frame.ChangeMap;
import org.rundelta.codec.frame.MotionCandidates;

/** How coarse each block of the picture is: 0 if exact, or 1 more than the quantiser that it was coded with. */
final class Coarseness {
    private final int columns;
    private final int rows;
    private byte[] before;
    private byte[] now;

    /** All exact. */
    Coarseness(int columns, int rows) {
        this.columns = columns;
        this.rows = rows;
        before = new byte[columns * rows];
        now = new byte[columns * rows];
    }

    /** Begins another picture; without this, the last one is coded again. */
    void advance() {
        byte[] swapped = before;
        before = now;
        now = swapped;
    }

    /** That of a block in the picture before. */
    int before(int at) {
        return before[at];
    }

    /** The picture is the one before once more. */
    void stay() {
        System.arraycopy(before, 0, now, 0, now.length);
    }

    /**
     * Takes note of how the picture was coded.
     *
     * @param quantisers of photographic blocks, by column and row
     * @param refersToOther whether what is copied comes from elsewhere than the picture before, where it is exact
     * @param exact of each block whether it is known to be
     */
    void take(
            ChangeMap map,
            MotionCandidates candidates,
            IntBinaryOperator quantisers,
            boolean refersToOther,
            boolean[] exact) {
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int at = row * columns + column;
                if (map.isPhoto(column, row)) {
                    now[at] = (byte) (quantisers.applyAsInt(column, row) + 1);
                } else if (map.isCoded(column, row) || refersToOther || exact[at]) {
                    now[at] = 0;
                } else {
                    int candidate = map.motion(column, row);
                    now[at] = moved(column, row, candidates.dx(candidate), candidates.dy(candidate));
                }
            }
        }
    }

    /** The worst of the blocks that a vector leads to; what is outside of this slice may be anything. */
    private byte moved(int column, int row, int dx, int dy) {
        int left = Math.floorDiv(column * ChangeMap.BLOCK + dx, ChangeMap.BLOCK);
        int top = Math.floorDiv(row * ChangeMap.BLOCK + dy, ChangeMap.BLOCK);
        int right = Math.min(left + (dx % ChangeMap.BLOCK == 0 ? 0 : 1), columns - 1);
        int bottom = top + (dy % ChangeMap.BLOCK == 0 ? 0 : 1);
        byte worst = 0;
        for (int y = top; y <= bottom; y++) {
            for (int x = left; x <= right; x++) {
                worst = y < 0 || y >= rows ? Byte.MAX_VALUE : (byte) Math.max(worst, before[y * columns + x]);
            }
        }
        return worst;
    }
}

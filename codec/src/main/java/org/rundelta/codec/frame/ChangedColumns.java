package org.rundelta.codec.frame;

import java.util.Arrays;

/**
 * Of each row of blocks, the columns outside which a picture is as the one before it was. On a screen most rows have
 * none, and what stands there need be copied no more.
 */
public final class ChangedColumns {
    private final int columns;
    private final int[] start;
    private final int[] end;

    /** All columns of the rows of a map. */
    ChangedColumns(ChangeMap map) {
        columns = map.columns();
        start = new int[map.rows()];
        end = new int[map.rows()];
        setAll();
    }

    /** Makes it all columns, as after a keyframe. */
    void setAll() {
        Arrays.fill(start, 0);
        Arrays.fill(end, columns);
    }

    /** Finds those that a frame changes. */
    void find(ChangeMap map, MotionCandidates candidates) {
        for (int row = 0; row < start.length; row++) {
            int first = 0;
            while (first < columns && map.isStill(first, row, candidates)) {
                first++;
            }
            int behind = columns;
            while (behind > first && map.isStill(behind - 1, row, candidates)) {
                behind--;
            }
            start[row] = first;
            end[row] = behind;
        }
    }

    /** The first changed column of a row of blocks, at most {@link #end}. */
    int start(int row) {
        return start[row];
    }

    /** The column after the last changed one. */
    int end(int row) {
        return end[row];
    }
}

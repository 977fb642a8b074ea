package org.rundelta.codec.search;

import java.util.Arrays;
import org.rundelta.codec.frame.ChangeMap;
import org.rundelta.codec.frame.Plane;

/** Whether blocks are alike: no channel of any pixel differs by more than a tolerance. */
final class BlockMatch {
    private BlockMatch() {}

    /** Whether a block is near the one that a vector leads to, which is inside. */
    static boolean isNear(
            Plane source, Plane previous, ChangeMap map, int column, int row, int dx, int dy, int tolerance) {
        int at = source.index(column * ChangeMap.BLOCK, row * ChangeMap.BLOCK);
        int from = previous.index(column * ChangeMap.BLOCK + dx, row * ChangeMap.BLOCK + dy);
        int width = map.blockWidth(column);
        for (int y = 0; y < map.blockHeight(row); y++) {
            if (!isNear(source.pixels(), at, previous.pixels(), from, width, tolerance)) {
                return false;
            }
            at += source.stride();
            from += source.stride();
        }
        return true;
    }

    /** Whether a block is near one that is given by itself, row by row. */
    static boolean isNear(Plane source, int[] block, ChangeMap map, int column, int row, int tolerance) {
        int at = source.index(column * ChangeMap.BLOCK, row * ChangeMap.BLOCK);
        int width = map.blockWidth(column);
        for (int from = 0; from < block.length; from += width) {
            if (!isNear(source.pixels(), at, block, from, width, tolerance)) {
                return false;
            }
            at += source.stride();
        }
        return true;
    }

    private static boolean isNear(int[] source, int at, int[] previous, int from, int width, int tolerance) {
        if (Arrays.equals(source, at, at + width, previous, from, from + width)) {
            return true;
        }
        if (tolerance == 0) {
            return false;
        }
        for (int x = 0; x < width; x++) {
            int a = source[at + x];
            int b = previous[from + x];
            if (Math.abs((a >> 16) - (b >> 16)) > tolerance
                    || Math.abs((a >> 8 & 0xFF) - (b >> 8 & 0xFF)) > tolerance
                    || Math.abs((a & 0xFF) - (b & 0xFF)) > tolerance) {
                return false;
            }
        }
        return true;
    }
}

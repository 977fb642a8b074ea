package org.rundelta.codec.search;

import java.util.Arrays;
import org.rundelta.codec.frame.ChangeMap;
import org.rundelta.codec.frame.Plane;

/**
 * Tells photographic blocks from graphic ones by their pixels. In text and drawings a pixel has the colour of a neighbour
 * or is far from it; in photographs it differs a little. On frames of the test clips, text had no more than 79 such pixels
 * of 256, photographs hardly ever less than 80 but where they have no edges at all.
 */
final class PhotoTest {
    static final int GRAPHIC = 0;
    static final int PHOTO = 1;
    /** Has no edges, so it is whatever is around it. */
    static final int SMOOTH = 2;
    /** Is photographic on the side of a photograph, and flat beyond. */
    static final int BORDER = 3;

    /** Greatest difference of any channel that counts as small. */
    private static final int SMALL = 15;

    private static final int RED_BLUE = 0xFF00FF;
    private static final int NEAR_BIT = 10;
    private static final int NEAR = 0x10001 * ((1 << NEAR_BIT) + SMALL);

    /** How many pixels of 256 differ a little from their neighbours in photographs. */
    private static final int MIN_SOFT = 80;

    /** And in those that have no edges. */
    private static final int MIN_SMOOTH = 40;

    /** What has so many pixels of 256 that equal no neighbour, and so many colours, is photographic in any case. */
    private static final int MIN_NEW = 144;

    private static final int MIN_COLOURS = 112;

    /** Every fourth row first: if so many of their pixels differ a little, no other is looked at. */
    private static final int[] ROWS = {2, 6, 10, 14, 0, 1, 3, 4, 5, 7, 8, 9, 11, 12, 13, 15};

    private static final int SAMPLED = 4;
    private static final int MIN_SAMPLED = 32;

    /** Nor after two of these rows, if most of their 32 pixels do. */
    private static final int GLANCED = 2;

    private static final int MIN_GLANCED = 20;

    /** Of the pixels of a line, one of so many that differs a little makes it part of a photograph. */
    private static final int SOFT_SHARE = 6;

    /** So many pixels that equal no neighbour may be where a block is flat. */
    private static final int MAX_NEW_IF_FLAT = 3;

    private final int[] softInRows = new int[ChangeMap.BLOCK];
    private final int[] softInColumns = new int[ChangeMap.BLOCK];
    private final int[] newInRows = new int[ChangeMap.BLOCK];
    private final int[] newInColumns = new int[ChangeMap.BLOCK];

    private final int[] colours = new int[ChangeMap.BLOCK * ChangeMap.BLOCK];

    int kind(Plane source, ChangeMap map, int column, int row) {
        int width = map.blockWidth(column);
        int height = map.blockHeight(row);
        int[] pixels = source.pixels();
        int stride = source.stride();
        int area = width * height;
        int soft = 0;
        int fresh = 0;
        int smooth = 1;
        for (int k = 0; k < height; k++) {
            int y = height == ChangeMap.BLOCK ? ROWS[k] : k;
            int at = source.index(column * ChangeMap.BLOCK, row * ChangeMap.BLOCK + y);
            boolean isTop = y == 0 && row == 0;
            int w = column == 0 ? pixels[at] : pixels[at - 1];
            for (int i = at; i < at + width; i++) {
                int colour = pixels[i];
                int n = isTop ? colour : pixels[i - stride];
                int likeW = small(colour, w);
                int likeN = small(colour, n);
                int isFresh = differ(colour, w)
                        & differ(colour, n)
                        & differ(colour, pixels[i - stride - 1])
                        & differ(colour, pixels[i - stride + 1]);
                smooth &= likeW & likeN;
                fresh += isFresh;
                soft += isFresh & (likeW | likeN);
                w = colour;
            }
            if (soft * 256 >= MIN_SOFT * area
                    || (k == SAMPLED - 1 && soft * 256 >= MIN_SAMPLED * area)
                    || (k == GLANCED - 1 && soft * 256 >= MIN_GLANCED * area)) {
                return PHOTO;
            }
        }
        if (smooth != 0) {
            return soft == 0 ? GRAPHIC : soft * 256 >= MIN_SMOOTH * area ? PHOTO : SMOOTH;
        }
        boolean dense =
                fresh * 256 >= MIN_NEW * area && countColours(source, map, column, row) * 256 >= MIN_COLOURS * area;
        return dense ? PHOTO : GRAPHIC;
    }

    /**
     * Whether a block that is not photographic as a whole is the border of a photograph: from one side on photographic, flat
     * beyond. Text is neither.
     *
     * @param dx where the photograph is: -1 for left, 1 for right, or 0
     * @param dy -1 for above, 1 for below, or 0
     */
    boolean isBorder(Plane source, ChangeMap map, int column, int row, int dx, int dy) {
        countNew(source, map, column, row);
        return dx == 0
                ? isBorder(softInRows, newInRows, map.blockHeight(row), map.blockWidth(column), dy > 0)
                : isBorder(softInColumns, newInColumns, map.blockWidth(column), map.blockHeight(row), dx > 0);
    }

    private void countNew(Plane source, ChangeMap map, int column, int row) {
        Arrays.fill(softInRows, 0);
        Arrays.fill(softInColumns, 0);
        Arrays.fill(newInRows, 0);
        Arrays.fill(newInColumns, 0);
        int[] pixels = source.pixels();
        int stride = source.stride();
        for (int y = 0; y < map.blockHeight(row); y++) {
            int at = source.index(column * ChangeMap.BLOCK, row * ChangeMap.BLOCK + y);
            for (int x = 0; x < map.blockWidth(column); x++) {
                int colour = pixels[at + x];
                if (colour != pixels[at + x - 1]
                        && colour != pixels[at + x - stride]
                        && colour != pixels[at + x - stride - 1]
                        && colour != pixels[at + x - stride + 1]) {
                    int soft = small(colour, pixels[at + x - 1]) | small(colour, pixels[at + x - stride]);
                    softInRows[y] += soft;
                    softInColumns[x] += soft;
                    newInRows[y]++;
                    newInColumns[x]++;
                }
            }
        }
    }

    private static boolean isBorder(int[] soft, int[] fresh, int lines, int length, boolean fromEnd) {
        int k = 0;
        while (k < lines && soft[fromEnd ? lines - 1 - k : k] * SOFT_SHARE >= length) {
            k++;
        }
        int beyond = 0;
        for (int line = k + 1; line < lines; line++) {
            beyond += fresh[fromEnd ? lines - 1 - line : line];
        }
        return k > 0 && beyond <= MAX_NEW_IF_FLAT;
    }

    /**
     * 1 if no channel differs by more than {@link #SMALL}, else 0, without a branch: photographs would mislead any. Each
     * channel has 16 bits of its own, and a bit that a difference too far to either side clears.
     */
    private static int small(int a, int b) {
        int redBlue = (a & RED_BLUE) - (b & RED_BLUE);
        int green = (a >> 8 & 0xFF) - (b >> 8 & 0xFF);
        int near = NEAR + redBlue & NEAR - redBlue;
        return (near & near >>> 16 & NEAR + green & NEAR - green) >>> NEAR_BIT & 1;
    }

    /** 1 if they differ, else 0. */
    private static int differ(int a, int b) {
        int difference = a ^ b;
        return (difference | -difference) >>> 31;
    }

    private int countColours(Plane source, ChangeMap map, int column, int row) {
        int width = map.blockWidth(column);
        int area = 0;
        for (int y = 0; y < map.blockHeight(row); y++) {
            int at = source.index(column * ChangeMap.BLOCK, row * ChangeMap.BLOCK + y);
            System.arraycopy(source.pixels(), at, colours, area, width);
            area += width;
        }
        Arrays.sort(colours, 0, area);
        int count = 1;
        for (int i = 1; i < area; i++) {
            count += colours[i] != colours[i - 1] ? 1 : 0;
        }
        return count;
    }
}

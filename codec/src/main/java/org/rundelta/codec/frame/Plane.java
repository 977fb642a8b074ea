package org.rundelta.codec.frame;

import java.util.Arrays;
import org.rundelta.codec.Picture;

/**
 * A picture inside a black margin, so that the neighbours of a pixel need no test for the edge: three rows above, one
 * below, and {@value #MARGIN} pixels right of each row, which serve the next row as its left margin.
 */
public final class Plane {
    private static final int MARGIN = 4;
    private static final int ROWS_ABOVE = 3;
    private static final int ROWS_BELOW = 1;

    private final int width;
    private final int height;
    private final int firstRow;
    private final int stride;
    private final int[] pixels;

    public Plane(int width, int height) {
        this.width = width;
        this.height = height;
        firstRow = 0;
        stride = width + MARGIN;
        pixels = Rows.of(stride * (height + ROWS_ABOVE + ROWS_BELOW));
    }

    private Plane(Plane whole, int top) {
        width = whole.width;
        height = whole.height - top;
        firstRow = -top;
        stride = whole.stride;
        pixels = whole.pixels;
    }

    /** The same pixels, with rows that are numbered from the given one. */
    Plane from(int top) {
        return new Plane(this, top);
    }

    public int width() {
        return width;
    }

    /** Rows from row 0 on. */
    public int height() {
        return height;
    }

    /** Number of the first row: 0, or less if rows are numbered from a later one. */
    public int firstRow() {
        return firstRow;
    }

    /** Pixels from one row to the next. */
    public int stride() {
        return stride;
    }

    /** The pixels, {@code 0x00RRGGBB}, margin included. */
    public int[] pixels() {
        return pixels;
    }

    /** Where in {@link #pixels()} the pixel (x, y) stands. */
    public int index(int x, int y) {
        return (y - firstRow + ROWS_ABOVE) * stride + x;
    }

    /** Takes as many rows, from row 0 on, as both planes have. */
    void copyRows(Plane other) {
        int rows = Math.min(height, other.height);
        System.arraycopy(other.pixels, other.index(0, 0), pixels, index(0, 0), rows * stride);
    }

    /** Takes the pixels of a picture of the same width, from its row {@code top} on. */
    public void load(Picture picture, int top) {
        int[] from = picture.pixels();
        for (int y = 0; y < height; y++) {
            int source = (top + y) * picture.stride();
            int target = index(0, y);
            // What is shown on often stands there already, and comparing is cheaper than writing.
            if (Arrays.equals(pixels, target, target + width, from, source, source + width)) {
                continue;
            }
            for (int x = 0; x < width; x++) {
                pixels[target + x] = from[source + x] & 0xFFFFFF;
            }
        }
    }

    /** As {@link #store(Picture, int)}, to a picture that has the others. */
    public void store(Picture picture, int top, ChangedColumns changed) {
        for (int y = 0; y < height; y++) {
            int x = changed.start(y / ChangeMap.BLOCK) * ChangeMap.BLOCK;
            int end = Math.min(changed.end(y / ChangeMap.BLOCK) * ChangeMap.BLOCK, width);
            if (x < end) {
                System.arraycopy(pixels, index(x, y), picture.pixels(), (top + y) * picture.stride() + x, end - x);
            }
        }
    }

    /** Gives the pixels to a picture of the same width, from its row {@code top} on. */
    public void store(Picture picture, int top) {
        for (int y = 0; y < height; y++) {
            System.arraycopy(pixels, index(0, y), picture.pixels(), (top + y) * picture.stride(), width);
        }
    }
}

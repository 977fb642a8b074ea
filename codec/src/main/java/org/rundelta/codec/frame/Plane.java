package org.rundelta.codec.frame;

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
    private final int stride;
    private final int[] pixels;

    public Plane(int width, int height) {
        this.width = width;
        this.height = height;
        stride = width + MARGIN;
        pixels = new int[stride * (height + ROWS_ABOVE + ROWS_BELOW)];
    }

    /** A copy of another. */
    public Plane(Plane other) {
        this(other.width, other.height);
        copyFrom(other);
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
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
        return (y + ROWS_ABOVE) * stride + x;
    }

    /** Takes the pixels of another plane of the same size. */
    void copyFrom(Plane other) {
        System.arraycopy(other.pixels, 0, pixels, 0, pixels.length);
    }

    /** Takes the pixels of a picture of the same size. */
    public void load(Picture picture) {
        int[] from = picture.pixels();
        for (int y = 0; y < height; y++) {
            int source = y * picture.stride();
            int target = index(0, y);
            for (int x = 0; x < width; x++) {
                pixels[target + x] = from[source + x] & 0xFFFFFF;
            }
        }
    }

    /** Gives the pixels to a picture of the same size. */
    public void store(Picture picture) {
        for (int y = 0; y < height; y++) {
            System.arraycopy(pixels, index(0, y), picture.pixels(), y * picture.stride(), width);
        }
    }
}

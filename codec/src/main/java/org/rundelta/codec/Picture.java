package org.rundelta.codec;

import java.util.Objects;

/**
 * Pixels as {@code 0xRRGGBB}, row by row from the top; the pixel (x, y) stands at {@code y * stride + x}. The top
 * byte of each pixel is ignored on input and zero on output.
 *
 * <p>A source or decoder hands out the same picture again and again with other pixels; whoever keeps one copies it.
 */
public final class Picture {
    /** Greatest width and height in pixels. */
    public static final int MAX_SIZE = 16384;

    private final int width;
    private final int height;
    private final int stride;
    private final int[] pixels;

    /** A black picture of the given size in pixels, with {@code stride == width}. */
    public Picture(int width, int height) {
        this(width, height, width, new int[checkSize(width, height)]);
    }

    /**
     * Wraps the array without copying it.
     *
     * @param stride pixels from the start of one row to the start of the next, at least {@code width}
     * @throws IllegalArgumentException if the size is not from 1x1 to 16384x16384 or the array is too short for it
     */
    public Picture(int width, int height, int stride, int[] pixels) {
        checkSize(width, height);
        Objects.requireNonNull(pixels, "pixels");
        if (stride < width || pixels.length < width || (pixels.length - width) / stride < height - 1) {
            throw new IllegalArgumentException("stride " + stride + " and " + pixels.length
                    + " pixels do not hold a picture of " + width + "x" + height);
        }
        this.width = width;
        this.height = height;
        this.stride = stride;
        this.pixels = pixels;
    }

    private static int checkSize(int width, int height) {
        if (width < 1 || height < 1 || width > MAX_SIZE || height > MAX_SIZE) {
            throw new IllegalArgumentException(
                    "picture size " + width + "x" + height + " is not from 1x1 to " + MAX_SIZE + "x" + MAX_SIZE);
        }
        return width * height;
    }

    /** A picture of its own with the same pixels, for whoever keeps one; with {@code stride == width}. */
    public Picture copy() {
        Picture copy = new Picture(width, height);
        copyTo(copy);
        return copy;
    }

    /** Gives another picture of the same size the same pixels. */
    public void copyTo(Picture other) {
        for (int y = 0; y < height; y++) {
            System.arraycopy(pixels, y * stride, other.pixels, y * other.stride, width);
        }
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    public int stride() {
        return stride;
    }

    /** The pixels themselves, not a copy. */
    public int[] pixels() {
        return pixels;
    }
}

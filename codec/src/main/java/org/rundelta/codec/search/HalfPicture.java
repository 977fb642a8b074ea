package org.rundelta.codec.search;

import java.util.Arrays;
import org.rundelta.codec.Picture;
import org.rundelta.codec.frame.ChangeMap;

/** Luma of a picture at half its width and height, as large as all blocks and with a margin that repeats its edges. */
public final class HalfPicture {
    /** Columns and rows of a block. */
    static final int BLOCK = ChangeMap.BLOCK / 2;

    static final int MARGIN = 2 * BLOCK;

    private final int width;
    private final int height;
    private final int stride;
    private final int[] samples;

    /** For pictures of this size. */
    public HalfPicture(int pictureWidth, int pictureHeight) {
        width = ChangeMap.blocks(pictureWidth) * BLOCK;
        height = ChangeMap.blocks(pictureHeight) * BLOCK;
        stride = width + 2 * MARGIN;
        samples = new int[stride * (height + 2 * MARGIN)];
    }

    /** Takes a picture. */
    public void load(Picture picture) {
        int columns = picture.width() / 2;
        int[] pixels = picture.pixels();
        for (int y = 0; y < height; y++) {
            int upper = Math.min(2 * y, picture.height() - 1) * picture.stride();
            int lower = Math.min(2 * y + 1, picture.height() - 1) * picture.stride();
            int at = index(0, y);
            for (int x = 0; x < columns; x++) {
                samples[at + x] = luma(
                        pixels[upper + 2 * x],
                        pixels[upper + 2 * x + 1],
                        pixels[lower + 2 * x],
                        pixels[lower + 2 * x + 1]);
            }
            int right = picture.width() - 1;
            if (columns < width) {
                int edge = luma(
                        pixels[upper + right], pixels[upper + right], pixels[lower + right], pixels[lower + right]);
                Arrays.fill(samples, at + columns, at + width, edge);
            }
        }
        fillMargin();
    }

    /** Mean luma of four pixels. */
    private static int luma(int a, int b, int c, int d) {
        int redBlue = (a & 0xFF00FF) + (b & 0xFF00FF) + (c & 0xFF00FF) + (d & 0xFF00FF);
        int green = (a >> 8 & 0xFF) + (b >> 8 & 0xFF) + (c >> 8 & 0xFF) + (d >> 8 & 0xFF);
        return 13933 * (redBlue >> 16) + 46871 * green + 4732 * (redBlue & 0xFFFF) + (1 << 17) >> 18;
    }

    private void fillMargin() {
        for (int y = 0; y < height; y++) {
            int at = index(0, y);
            Arrays.fill(samples, at - MARGIN, at, samples[at]);
            Arrays.fill(samples, at + width, at + width + MARGIN, samples[at + width - 1]);
        }
        for (int y = 1; y <= MARGIN; y++) {
            System.arraycopy(samples, index(-MARGIN, 0), samples, index(-MARGIN, -y), stride);
            System.arraycopy(samples, index(-MARGIN, height - 1), samples, index(-MARGIN, height - 1 + y), stride);
        }
    }

    int index(int x, int y) {
        return (y + MARGIN) * stride + x + MARGIN;
    }

    int stride() {
        return stride;
    }

    int[] samples() {
        return samples;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }
}

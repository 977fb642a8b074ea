package org.rundelta.ffmpeg;

import org.rundelta.codec.Picture;

/**
 * How a stored picture is turned for showing: first transposed (the main diagonal stays in place), then mirrored.
 *
 * @param flipX left and right change places
 * @param flipY top and bottom change places
 */
record Orientation(boolean transpose, boolean flipX, boolean flipY) {
    static final Orientation UPRIGHT = new Orientation(false, false, false);

    /**
     * Reads the display matrix of ISO/IEC 14496-12, 8.3.2: x' = ax + cy, y' = bx + dy. Angles that are no multiple of 90
     * degrees count as the nearest one.
     *
     * @param matrix a, b, u, c, d, v, x, y, w
     */
    static Orientation of(int[] matrix) {
        int a = matrix[0];
        int b = matrix[1];
        int c = matrix[3];
        int d = matrix[4];
        boolean transpose = Math.abs((long) b) > Math.abs((long) a);
        return transpose ? new Orientation(true, c < 0, b < 0) : new Orientation(false, a < 0, d < 0);
    }

    /** Width of the shown picture. */
    int width(int storedWidth, int storedHeight) {
        return transpose ? storedHeight : storedWidth;
    }

    /** Height of the shown picture. */
    int height(int storedWidth, int storedHeight) {
        return transpose ? storedWidth : storedHeight;
    }

    /** Writes the turned picture to {@code shown}, which has the size for it. */
    void turn(Picture stored, Picture shown) {
        int[] from = stored.pixels();
        int[] to = shown.pixels();
        // Going right, or down, in the shown picture is so many places further in the stored one.
        int right = (transpose ? stored.stride() : 1) * (flipX ? -1 : 1);
        int down = (transpose ? 1 : stored.stride()) * (flipY ? -1 : 1);
        int topLeft = (flipX ? -right * (shown.width() - 1) : 0) + (flipY ? -down * (shown.height() - 1) : 0);
        for (int y = 0; y < shown.height(); y++) {
            int source = topLeft + y * down;
            int target = y * shown.stride();
            for (int x = 0; x < shown.width(); x++, source += right) {
                to[target + x] = from[source];
            }
        }
    }
}

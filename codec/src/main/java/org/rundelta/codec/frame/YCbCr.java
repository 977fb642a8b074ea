package org.rundelta.codec.frame;

/**
 * Luma and colour differences of a colour, all from 0 to 255: BT.709 at full range in whole numbers (docs/bitstream.md,
 * "Components").
 */
final class YCbCr {
    static final int NEUTRAL = 128;

    private static final int SHIFT = 16;
    private static final int HALF = 1 << SHIFT - 1;

    private YCbCr() {}

    static void luma(int[] red, int[] green, int[] blue, int[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = 13933 * red[i] + 46871 * green[i] + 4732 * blue[i] + HALF >> SHIFT;
        }
    }

    /**
     * Blue differences of mean colours.
     *
     * @param red sums of the red channels of several pixels, and likewise green and blue
     * @param bits binary logarithm of their number
     */
    static void blueDifferences(int[] red, int[] green, int[] blue, int[] to, int count, int bits) {
        for (int i = 0; i < count; i++) {
            int value = (32768 * blue[i] - 7509 * red[i] - 25259 * green[i] + (HALF << bits) >> SHIFT + bits) + NEUTRAL;
            to[i] = (value | 255 - value >> 31) & 255;
        }
    }

    /** Red differences likewise. */
    static void redDifferences(int[] red, int[] green, int[] blue, int[] to, int count, int bits) {
        for (int i = 0; i < count; i++) {
            int value = (32768 * red[i] - 29763 * green[i] - 3005 * blue[i] + (HALF << bits) >> SHIFT + bits) + NEUTRAL;
            to[i] = (value | 255 - value >> 31) & 255;
        }
    }

    /**
     * Turns colour differences into what they add to luma.
     *
     * @param red holds red differences, and then what is to be added for red
     * @param green takes what is to be added for green
     * @param blue holds blue differences, and then what is to be added for blue
     */
    static void additions(int[] red, int[] green, int[] blue, int count) {
        for (int i = 0; i < count; i++) {
            green[i] = -(12276 * (blue[i] - NEUTRAL) + 30679 * (red[i] - NEUTRAL) + HALF >> SHIFT);
        }
        for (int i = 0; i < count; i++) {
            red[i] = 103206 * (red[i] - NEUTRAL) + HALF >> SHIFT;
        }
        for (int i = 0; i < count; i++) {
            blue[i] = 121609 * (blue[i] - NEUTRAL) + HALF >> SHIFT;
        }
    }

    /** Colours of a row, from luma and what {@link #additions} made; in loops small enough that the JIT vectorises them. */
    static void colours(int[] luma, int[] red, int[] green, int[] blue, int[] colours, int count) {
        for (int i = 0; i < count; i++) {
            int r = luma[i] + red[i];
            r &= ~(r >> 31);
            r |= 255 - r >> 31;
            colours[i] = (r & 255) << 16;
        }
        for (int i = 0; i < count; i++) {
            int g = luma[i] + green[i];
            g &= ~(g >> 31);
            g |= 255 - g >> 31;
            colours[i] |= (g & 255) << 8;
        }
        for (int i = 0; i < count; i++) {
            int b = luma[i] + blue[i];
            b &= ~(b >> 31);
            b |= 255 - b >> 31;
            colours[i] |= b & 255;
        }
    }

    static int clamp(int value) {
        return Math.min(Math.max(value, 0), 255);
    }
}

package org.rundelta.codec.frame;

import java.util.Arrays;

/**
 * Text and icons that come again in one picture (docs/bitstream.md, "Matches"): follows, from pixel to pixel, a place
 * where the same was seen before, and says which colour came there.
 */
final class Matches {
    private static final int MIN_TABLE_BITS = 10;
    private static final int MAX_TABLE_BITS = 16;

    /** Pixels in a row that must have been right for the place to count. */
    private static final int TRUSTED = 2;

    private static final int LONG = 6;
    private static final int VERY_LONG = 16;
    private static final int MAX_LENGTH = 32;

    private static final int NO_SLOT = -1;

    /** Levels of trust in a match. */
    static final int LEVELS = 4;

    private final int shift;
    /** By hash of the neighbours, the place where they were seen last; 0 for none. */
    private final int[] table;

    private boolean tableIsEmpty = true;

    /** Of this row and the one above: the place that each pixel was matched with, and how long that has gone well. */
    private int[] places;

    private int[] placesAbove;
    private int[] lengths;
    private int[] lengthsAbove;

    // Of the pixel
    private int column;
    /** That was looked up, or {@link #NO_SLOT}. */
    private int slot;

    private int here;
    private int place;
    private int length;
    private int colour;

    Matches(int width, int height) {
        int bits = 32 - Integer.numberOfLeadingZeros(width * height - 1);
        bits = Math.min(Math.max(bits, MIN_TABLE_BITS), MAX_TABLE_BITS);
        shift = 32 - bits;
        table = new int[1 << bits];
        places = new int[width + 2];
        placesAbove = new int[width + 2];
        lengths = new int[width + 2];
        lengthsAbove = new int[width + 2];
    }

    /** Begins a picture. */
    void startFrame() {
        if (!tableIsEmpty) {
            Arrays.fill(table, 0);
            tableIsEmpty = true;
        }
    }

    /** Begins a row of pixels. */
    void startRow(boolean directlyBelowLast) {
        int[] rows = places;
        places = placesAbove;
        placesAbove = rows;
        rows = lengths;
        lengths = lengthsAbove;
        lengthsAbove = rows;
        Arrays.fill(lengths, 0);
        if (!directlyBelowLast) {
            Arrays.fill(lengthsAbove, 0);
        }
    }

    /**
     * Looks where the pixel may have been seen before; {@link #learn} must follow.
     *
     * @param i where the pixel stands in {@code pixels}
     * @param x its column
     * @param sum of its nine nearest neighbours, by {@link Surroundings}
     * @return the colour found there, or {@link ColourCandidates#NO_COLOUR}
     */
    int find(int[] pixels, int i, int stride, int x, int sum) {
        column = x;
        slot = NO_SLOT;
        int lengthN = lengthsAbove[x + 1];
        if (lengths[x] > 0 && lengths[x] >= lengthN) {
            place = places[x] + 1;
            length = lengths[x];
        } else if (lengthN > 0) {
            place = placesAbove[x + 1] + stride;
            length = lengthN;
        } else if (lengthsAbove[x + 2] > 0) {
            place = placesAbove[x + 2] + stride - 1;
            length = lengthsAbove[x + 2];
        } else {
            lookUp(pixels, i, stride, sum);
        }
        colour = length == 0 ? ColourCandidates.NO_COLOUR : pixels[place];
        return colour;
    }

    private void lookUp(int[] pixels, int i, int stride, int sum) {
        int more = pixels[i - 3] * 0x2C1B3C6D
                + pixels[i - 4] * 0x297A2D39
                + pixels[i - stride + 3] * 0x4CF5AD43
                + pixels[i - stride + 4] * 0x2745937F
                + pixels[i - stride - 2] * 0x38495AB5;
        slot = Surroundings.mix(sum + more) >>> shift;
        here = i;
        place = table[slot];
        length = place == 0 ? 0 : 1;
    }

    /** How far the place is to be trusted, from 0, not at all, to {@link #LEVELS} - 1. */
    int level() {
        return length < TRUSTED ? 0 : length < LONG ? 1 : length < VERY_LONG ? 2 : 3;
    }

    /** Remembers the colour of the pixel. */
    void learn(int actual) {
        if (slot != NO_SLOT) {
            table[slot] = here;
            tableIsEmpty = false;
        }
        places[column + 1] = place;
        if (actual == colour) {
            lengths[column + 1] = Math.min(length + 1, MAX_LENGTH);
        } else {
            lengths[column + 1] = length >= VERY_LONG ? 1 : 0;
        }
    }
}

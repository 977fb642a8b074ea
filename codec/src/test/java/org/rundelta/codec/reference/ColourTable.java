package org.rundelta.codec.reference;

/** One of the two tables of docs/bitstream.md, "Candidates". */
final class ColourTable {
    private static final int ENTRIES = 1 << 18;
    private static final int[] LEVELS = {0, 1, 2, 3, 4, 4, 4, 5, 5, 5, 5, 6, 6, 6, 6, 7};

    private final int[] colours = new int[ENTRIES];
    private final int[] confidences = new int[ENTRIES];

    int colour(int hash) {
        return colours[hash >>> 14];
    }

    int level(int hash) {
        return LEVELS[confidences[hash >>> 14]];
    }

    void learn(int hash, int colour) {
        int entry = hash >>> 14;
        if (colours[entry] == colour) {
            confidences[entry] = Math.min(confidences[entry] + 1, 15);
        } else {
            colours[entry] = colour;
            confidences[entry] = 1;
        }
    }
}

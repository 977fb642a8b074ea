package org.rundelta.codec.reference;

import java.util.HashMap;
import java.util.Map;

/** One of the two tables of docs/bitstream.md, "Candidates". */
final class ColourTable {
    private static final int[] LEVELS = {0, 1, 2, 3, 4, 4, 4, 5, 5, 5, 5, 6, 6, 6, 6, 7};

    /** By entry; those that are missing are as reset. */
    private final Map<Integer, Integer> colours = new HashMap<>();

    private final Map<Integer, Integer> confidences = new HashMap<>();

    ColourTable() {}

    ColourTable(ColourTable other) {
        colours.putAll(other.colours);
        confidences.putAll(other.confidences);
    }

    int colour(int hash) {
        return colours.getOrDefault(hash >>> 14, 0);
    }

    int level(int hash) {
        return LEVELS[confidence(hash)];
    }

    int confidence(int hash) {
        return confidences.getOrDefault(hash >>> 14, 0);
    }

    void learn(int hash, int colour) {
        boolean isSame = colour(hash) == colour;
        confidences.put(hash >>> 14, isSame ? Math.min(confidence(hash) + 1, 15) : 1);
        colours.put(hash >>> 14, colour);
    }
}

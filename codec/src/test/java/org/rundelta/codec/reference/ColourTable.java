package org.rundelta.codec.reference;

import java.util.HashMap;
import java.util.Map;

/** One of the two tables of docs/bitstream.md, "Candidates". */
final class ColourTable {
    private static final int[] LEVELS = {0, 1, 2, 3, 4, 4, 4, 5, 5, 5, 5, 6, 6, 6, 6, 7};
    private static final int UNKNOWN = -1;

    private record Entry(int tag, int confidence, int colour) {
        static final Entry RESET = new Entry(0, 0, 0);
    }

    private final int b;
    /** By place; those that are missing are as reset. */
    private final Map<Integer, Entry> entries = new HashMap<>();

    ColourTable(int width, int height) {
        int bits = 0;
        while (1L << bits < (long) width * height) {
            bits++;
        }
        b = Math.min(Math.max(bits, 10), 20);
    }

    ColourTable(ColourTable other) {
        b = other.b;
        entries.putAll(other.entries);
    }

    private Entry at(int place) {
        return entries.getOrDefault(place, Entry.RESET);
    }

    private int tag(int hash) {
        return hash >>> (28 - b) & 15;
    }

    private int place(int hash) {
        int first = hash >>> (32 - b);
        int second = first ^ 1;
        if (at(first).tag == tag(hash)) {
            return first;
        }
        if (at(second).tag == tag(hash)) {
            return second;
        }
        return at(second).confidence < at(first).confidence ? second : first;
    }

    int confidence(int hash) {
        Entry entry = at(place(hash));
        return entry.tag == tag(hash) ? entry.confidence : 0;
    }

    /** The colour, or -1 if none is known. */
    int colour(int hash) {
        return confidence(hash) == 0 ? UNKNOWN : at(place(hash)).colour;
    }

    int level(int hash) {
        return LEVELS[confidence(hash)];
    }

    void learn(int hash, int colour) {
        int place = place(hash);
        Entry entry = at(place);
        boolean isSame = entry.tag == tag(hash) && entry.colour == colour;
        int confidence = isSame ? Math.min(entry.confidence + 1, 15) : 1;
        entries.put(place, new Entry(tag(hash), confidence, colour));
    }
}

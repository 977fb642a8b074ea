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

    /**
     * What a colour is looked up by.
     *
     * @param group the hash that says in which group of sixteen entries it is
     * @param hash the hash that says which of these it is, and its tag
     */
    record Key(int group, int hash) {}

    private int tag(Key key) {
        return key.hash >>> (28 - b) & 15;
    }

    private int place(Key key) {
        int first = (key.group >>> (32 - b + 4) << 4) + (key.hash >>> (32 - b) & 15);
        int second = first ^ 1;
        if (at(first).tag == tag(key)) {
            return first;
        }
        if (at(second).tag == tag(key)) {
            return second;
        }
        return at(second).confidence < at(first).confidence ? second : first;
    }

    int confidence(Key key) {
        Entry entry = at(place(key));
        return entry.tag == tag(key) ? entry.confidence : 0;
    }

    /** The colour, or -1 if none is known. */
    int colour(Key key) {
        return confidence(key) == 0 ? UNKNOWN : at(place(key)).colour;
    }

    int level(Key key) {
        return LEVELS[confidence(key)];
    }

    void learn(Key key, int colour) {
        int place = place(key);
        Entry entry = at(place);
        boolean isSame = entry.tag == tag(key) && entry.colour == colour;
        int confidence = isSame ? Math.min(entry.confidence + 1, 15) : 1;
        entries.put(place, new Entry(tag(key), confidence, colour));
    }
}

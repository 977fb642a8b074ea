package org.rundelta.codec.frame;

import java.util.Arrays;

/**
 * The colours last seen in many contexts (docs/bitstream.md, "Candidates"). Each context has two entries to choose from
 * and a tag to know its own by, so that noise, whose contexts never come again, does not drive out what was confirmed.
 */
final class ColourTable {
    /** Confidence of a colour in a context of which nothing is known. */
    static final int UNKNOWN = 0;

    private static final int MAX_CONFIDENCE = 15;
    private static final int MIN_BITS = 10;
    private static final int MAX_BITS = 20;
    private static final int TAG_BITS = 4;

    /** Entries of contexts that may have most of their neighbours in common: as many as a cache line holds. */
    private static final int GROUP = 16;

    private static final int CONFIDENCE = 24;
    private static final int TAG = 28;
    private static final int COLOUR_MASK = (1 << CONFIDENCE) - 1;
    private static final int TAG_MASK = (1 << TAG_BITS) - 1 << TAG;

    private final int bits;
    /** A tag (4 bits) above a confidence (4 bits) above a colour (24 bits). */
    private final int[] entries;

    // What the last find came upon
    private int slot;
    private int tag;

    /** A table with about as many entries as there are pixels. */
    ColourTable(int width, int height) {
        bits = Math.min(Math.max(Integer.SIZE - Integer.numberOfLeadingZeros(width * height - 1), MIN_BITS), MAX_BITS);
        entries = new int[1 << bits];
    }

    /** Forgets all colours. */
    void reset() {
        Arrays.fill(entries, 0);
    }

    /** Takes over what another table of the same size has learnt. */
    void copyFrom(ColourTable other) {
        System.arraycopy(other.entries, 0, entries, 0, entries.length);
    }

    /** An entry of a group, for nothing but having the others at hand soon. */
    int first(int group) {
        return entries[group >>> Integer.SIZE - bits & -GROUP];
    }

    /**
     * Looks a context up.
     *
     * @param group a hash, of which the upper bits say in which group of entries the context is
     * @param hash of the context, its upper bits the best: says where in the group it is, and tells it from others
     * @return the colour, and above it (8 bits) the confidence; {@link #UNKNOWN} if nothing is known
     */
    int find(int group, int hash) {
        slot = group >>> Integer.SIZE - bits & -GROUP | hash >>> Integer.SIZE - bits & GROUP - 1;
        tag = hash << bits & TAG_MASK;
        int entry = entries[slot];
        int other = entries[slot ^ 1];
        if ((entry & TAG_MASK) != tag) {
            boolean better = (other & TAG_MASK) == tag || confidence(other) < confidence(entry);
            slot = better ? slot ^ 1 : slot;
            entry = better ? other : entry;
        }
        boolean known = (entry & TAG_MASK) == tag && confidence(entry) > UNKNOWN;
        return known ? entry & ~TAG_MASK : UNKNOWN;
    }

    /** Remembers the colour that the context last looked up came to have. */
    void learn(int colour) {
        int entry = entries[slot];
        if ((entry & (TAG_MASK | COLOUR_MASK)) != (tag | colour)) {
            entries[slot] = tag | 1 << CONFIDENCE | colour;
        } else if (confidence(entry) < MAX_CONFIDENCE) {
            entries[slot] = entry + (1 << CONFIDENCE);
        }
    }

    private static int confidence(int entry) {
        return entry >>> CONFIDENCE & MAX_CONFIDENCE;
    }
}

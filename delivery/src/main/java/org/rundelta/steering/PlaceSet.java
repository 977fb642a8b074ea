package org.rundelta.steering;

import java.util.concurrent.atomic.AtomicLongArray;

/** A set of places in a list, a bit for each: read by many threads while one changes it. */
final class PlaceSet {
    private final AtomicLongArray words;

    /** @param places in the list; none of them is in the set yet */
    PlaceSet(int places) {
        words = new AtomicLongArray((places + Long.SIZE - 1) / Long.SIZE);
    }

    boolean contains(int place) {
        return (words.get(place / Long.SIZE) >>> place & 1) != 0;
    }

    void add(int place) {
        words.set(place / Long.SIZE, words.get(place / Long.SIZE) | 1L << place);
    }

    void remove(int place) {
        words.set(place / Long.SIZE, words.get(place / Long.SIZE) & ~(1L << place));
    }
}

package org.rundelta.cdn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What is asked for in a region, in the order of time. */
final class RequestLog {
    private static final int CHUNK_BITS = 20;
    private static final int CHUNK = 1 << CHUNK_BITS;

    /** Marks the first request of a session, in the bit that an object's number leaves free. */
    private static final int FIRST = Integer.MIN_VALUE;

    private final List<int[]> chunks = new ArrayList<>();

    /** How many came before each second. */
    private int[] starts = new int[1 << 10];

    private int size;
    private int second;

    /**
     * Adds a request.
     *
     * @param at in seconds, not before the last one
     * @param isFirst whether somebody waits for it who has seen nothing yet
     * @throws IllegalArgumentException if there are too many
     */
    void add(int at, int object, boolean isFirst) {
        if (size == Integer.MAX_VALUE - CHUNK) {
            throw new IllegalArgumentException(
                    "more than " + size + " requests in a region;" + " simulate fewer viewers, or more regions");
        }
        advance(at);
        if (size == chunks.size() << CHUNK_BITS) {
            chunks.add(new int[CHUNK]);
        }
        chunks.get(size >> CHUNK_BITS)[size & CHUNK - 1] = isFirst ? object | FIRST : object;
        size++;
    }

    /** To be called when all were added, with how long it is. */
    void complete(int seconds) {
        advance(seconds);
    }

    private void advance(int to) {
        if (to >= starts.length) {
            starts = Arrays.copyOf(starts, Math.max(to + 1, 2 * starts.length));
        }
        while (second < to) {
            starts[++second] = size;
        }
    }

    int size() {
        return size;
    }

    int seconds() {
        return second;
    }

    /** Index of the first request at or after a second. */
    int start(int at) {
        return starts[at];
    }

    int object(int index) {
        return chunks.get(index >> CHUNK_BITS)[index & CHUNK - 1] & ~FIRST;
    }

    boolean isFirst(int index) {
        return chunks.get(index >> CHUNK_BITS)[index & CHUNK - 1] < 0;
    }
}

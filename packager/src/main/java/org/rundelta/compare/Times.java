package org.rundelta.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The times of a codec's passes in one direction, and what to make of them. */
final class Times {
    private final List<PassTime> passes = new ArrayList<>();

    void add(PassTime time) {
        passes.add(time);
    }

    int passes() {
        return passes.size();
    }

    /** All passes together, of all threads. */
    long spentNanos() {
        return passes.stream()
                .mapToLong(pass -> pass.codecNanos() + pass.otherNanos())
                .sum();
    }

    /** Whether the codec worked on threads of its own in most passes. */
    boolean helped() {
        return 2 * passes.stream().filter(PassTime::helped).count() > passes.size();
    }

    /** Median of the passes, the work of helpers included. */
    long medianNanos() {
        boolean helped = helped();
        return median(passes.stream()
                .mapToLong(pass -> pass.codecNanos() + (helped ? pass.otherNanos() : 0))
                .toArray());
    }

    /**
     * The middle value, or the mean of the two in the middle.
     *
     * @throws IllegalArgumentException if there are no values
     */
    static long median(long... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("no values to take the median of");
        }
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}

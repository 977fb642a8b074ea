package org.rundelta.cdn;

import java.util.Arrays;

/** Events by time, and at the same time by number: a heap of longs, so that nothing is allocated for an event. */
final class EventQueue {
    private static final int NUMBER_BITS = 24;

    /** The most numbers that are told apart. */
    static final int NUMBERS = 1 << NUMBER_BITS;

    private long[] heap = new long[1024];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    /** Adds an event; the time is in ms. */
    void add(long timeMs, int number) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
        }
        long event = timeMs << NUMBER_BITS | number;
        int place = size++;
        while (place > 0 && heap[(place - 1) >>> 1] > event) {
            heap[place] = heap[(place - 1) >>> 1];
            place = (place - 1) >>> 1;
        }
        heap[place] = event;
    }

    /** Of the next event; must not be asked of an empty queue. */
    long timeMs() {
        return heap[0] >>> NUMBER_BITS;
    }

    /** Takes the next event out, and returns its number. */
    int remove() {
        int number = (int) heap[0] & NUMBERS - 1;
        long moved = heap[--size];
        int place = 0;
        while (2 * place + 1 < size) {
            int child = 2 * place + 1;
            if (child + 1 < size && heap[child + 1] < heap[child]) {
                child++;
            }
            if (moved <= heap[child]) {
                break;
            }
            heap[place] = heap[child];
            place = child;
        }
        heap[place] = moved;
        return number;
    }
}

package org.rundelta.cdn;

import java.util.Arrays;

/** Objects by a key that may change, the smallest first: a binary heap that knows where each object is. */
final class IndexedHeap {
    private static final int ABSENT = -1;

    private final long[] keys;
    private final int[] places;
    private int[] heap = new int[1024];
    private int size;

    IndexedHeap(int objects) {
        keys = new long[objects];
        places = new int[objects];
        Arrays.fill(places, ABSENT);
    }

    boolean contains(int object) {
        return places[object] != ABSENT;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The object with the smallest key; must not be asked of an empty heap. */
    int first() {
        return heap[0];
    }

    /** Adds an object, or gives it another key. */
    void put(int object, long key) {
        keys[object] = key;
        if (places[object] == ABSENT) {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, 2 * size);
            }
            set(size++, object);
        }
        up(places[object]);
        down(places[object]);
    }

    void remove(int object) {
        int place = places[object];
        places[object] = ABSENT;
        int moved = heap[--size];
        if (place < size) {
            set(place, moved);
            up(place);
            down(places[moved]);
        }
    }

    private void up(int from) {
        int object = heap[from];
        int place = from;
        while (place > 0) {
            int parent = (place - 1) >>> 1;
            if (keys[heap[parent]] <= keys[object]) {
                break;
            }
            set(place, heap[parent]);
            place = parent;
        }
        set(place, object);
    }

    private void down(int from) {
        int object = heap[from];
        int place = from;
        while (2 * place + 1 < size) {
            int child = 2 * place + 1;
            if (child + 1 < size && keys[heap[child + 1]] < keys[heap[child]]) {
                child++;
            }
            if (keys[object] <= keys[heap[child]]) {
                break;
            }
            set(place, heap[child]);
            place = child;
        }
        set(place, object);
    }

    private void set(int place, int object) {
        heap[place] = object;
        places[object] = place;
    }
}

package org.rundelta.cdn;

import java.util.Arrays;

/** Numbers keys from 0 on, in the order in which they come up: a hash table with linear probing. */
final class KeyNumbers {
    private static final int FREE = -1;

    private long[] keys = new long[1024];
    private int[] numbers = new int[1024];
    private int size;

    KeyNumbers() {
        Arrays.fill(numbers, FREE);
    }

    /** The number of a key; a new one if it has none, which is the {@link #size} before. */
    int of(long key) {
        int place = place(key);
        if (numbers[place] == FREE) {
            if (2 * size >= keys.length) {
                grow();
                place = place(key);
            }
            keys[place] = key;
            numbers[place] = size++;
        }
        return numbers[place];
    }

    int size() {
        return size;
    }

    private int place(long key) {
        int mask = keys.length - 1;
        int place = (int) Hash.of(key) & mask;
        while (numbers[place] != FREE && keys[place] != key) {
            place = place + 1 & mask;
        }
        return place;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldNumbers = numbers;
        keys = new long[2 * oldKeys.length];
        numbers = new int[keys.length];
        Arrays.fill(numbers, FREE);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldNumbers[i] != FREE) {
                int place = place(oldKeys[i]);
                keys[place] = oldKeys[i];
                numbers[place] = oldNumbers[i];
            }
        }
    }
}

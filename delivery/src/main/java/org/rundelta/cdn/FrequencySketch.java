package org.rundelta.cdn;

/**
 * Estimates how often objects were asked for of late, in little room: a count-min sketch (Cormode, Muthukrishnan 2005) of four
 * rows with counters up to 15, all of which are halved after a sample (TinyLFU; Einziger, Friedman, Manes 2017). The counters
 * of an object are in one block of 128, 32 for each row, as Caffeine has them; so its estimates err like Caffeine's.
 */
final class FrequencySketch {
    private static final int ROWS = 4;
    private static final int ROW_BITS = 5;
    private static final int BLOCK_BITS = 7;
    private static final int MOST = 15;
    private static final int SAMPLE_PER_OBJECT = 10;

    /** Counters for each object that the cache can hold; a power of two. */
    private static final int COUNTERS_BITS = 4;

    private static final int LEAST_OBJECTS = 8;

    private byte[] counters = new byte[0];
    private int objects;
    private long sample;
    private long counted;

    /** Makes room for a cache of so many objects; if there was less, all is forgotten. */
    void ensure(int wanted) {
        if (objects >= wanted) {
            return;
        }
        objects = Math.max(LEAST_OBJECTS, Integer.highestOneBit(Math.max(1, wanted - 1)) << 1);
        counters = new byte[objects << COUNTERS_BITS];
        sample = (long) SAMPLE_PER_OBJECT * wanted;
        counted = 0;
    }

    void count(int object) {
        long hash = Hash.of(object);
        boolean isCounted = false;
        for (int row = 0; row < ROWS; row++) {
            int place = place(hash, row);
            if (counters[place] < MOST) {
                counters[place]++;
                isCounted = true;
            }
        }
        if (isCounted && ++counted >= sample) {
            halve();
        }
    }

    int frequency(int object) {
        int least = MOST;
        long hash = Hash.of(object);
        for (int row = 0; row < ROWS && least > 0; row++) {
            least = Math.min(least, counters[place(hash, row)]);
        }
        return least;
    }

    private int place(long hash, int row) {
        int block = (int) (hash >>> Integer.SIZE) << BLOCK_BITS & counters.length - 1;
        int column = (int) (hash >>> Byte.SIZE * row) & (1 << ROW_BITS) - 1;
        return block + (row << ROW_BITS) + column;
    }

    private void halve() {
        long odd = 0;
        for (int i = 0; i < counters.length; i++) {
            odd += counters[i] & 1;
            counters[i] = (byte) (counters[i] >>> 1);
        }
        counted = (counted - odd / ROWS) / 2;
    }
}

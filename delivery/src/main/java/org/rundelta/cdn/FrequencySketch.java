package org.rundelta.cdn;

/**
 * Estimates how often objects were asked for of late, in little room: a count-min sketch (Cormode, Muthukrishnan 2005) of four
 * rows with counters up to 15, all of which are halved after a sample (TinyLFU; Einziger, Friedman, Manes 2017). Its size is a
 * power of two, and the sample ten times that, as in Caffeine's simulator; so its estimates err, and are as old, as those.
 */
final class FrequencySketch {
    private static final int ROWS = 4;
    private static final int MOST = 15;
    private static final int SAMPLE_PER_OBJECT = 10;

    /** Counters in a row for each object that the cache can hold. */
    private static final int COUNTERS_PER_OBJECT = 4;

    private byte[] counters = new byte[0];
    private int rowLength;
    private int objects;
    private long sample;
    private long counted;

    /** Makes room for a cache of so many objects; if there was less, all is forgotten. */
    void ensure(int wanted) {
        if (objects >= wanted) {
            return;
        }
        objects = wanted <= 1 ? 1 : Integer.highestOneBit(wanted - 1) << 1;
        rowLength = objects * COUNTERS_PER_OBJECT;
        counters = new byte[ROWS * rowLength];
        sample = (long) SAMPLE_PER_OBJECT * objects;
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

    /** In each row another of the sums of one half of the hash and multiples of the other (Kirsch, Mitzenmacher 2006). */
    private int place(long hash, int row) {
        int column = (int) hash + row * (int) (hash >>> Integer.SIZE | 1);
        return row * rowLength + (column & rowLength - 1);
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

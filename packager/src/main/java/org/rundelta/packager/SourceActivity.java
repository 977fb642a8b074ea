package org.rundelta.packager;

import java.io.Serializable;

/**
 * Where much happens in a source, by the bytes that its own encoder spent.
 *
 * @param slot length in ticks of the pieces of time that {@code bytes} is about, at least 1
 * @param bytes of the packets in each piece of time from 0 on; none if nothing is known. Not copied: do not change it
 */
public record SourceActivity(long slot, long[] bytes) implements Serializable {
    /** Nothing is known. */
    public static final SourceActivity UNKNOWN = new SourceActivity(1, new long[0]);

    /** Bytes of the pieces of time that lie, with any part, from one time to another, in ticks; 0 if nothing is known. */
    public long between(long from, long to) {
        long sum = 0;
        for (long i = from / slot; i < bytes.length && i * slot < to; i++) {
            sum += bytes[(int) i];
        }
        return sum;
    }
}

package org.rundelta.packager;

import java.io.Serializable;
import java.time.Duration;

/**
 * Says to which segment a time belongs: a pure function of the time, so that rungs, threads and machines cut at the same
 * frames without asking each other. A segment in which no frame begins does not exist. Where it is known when a title
 * ends, its last segment lasts from half of the length to one and a half: a shorter rest belongs to the one before.
 *
 * @param length of every segment but the last, at least one millisecond
 * @param timescale ticks per second of all times, 1 to 2^32 - 1
 * @param last number of the last segment, to which all that follows belongs too; {@link #OPEN} if it is not known
 */
public record Segmenter(Duration length, long timescale, long last) implements Serializable {
    /** The last segment of a title whose end is not known. */
    public static final long OPEN = Long.MAX_VALUE;

    /** The shortest segment. */
    public static final Duration MIN_LENGTH = Duration.ofMillis(1);

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    public Segmenter {
        if (length.compareTo(MIN_LENGTH) < 0 || length.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("segments of " + length.toNanos() / 1e9 + " s: give 0.001 to 86400 s");
        }
        if (timescale < 1 || timescale >= 1L << 32) {
            throw new IllegalArgumentException("timescale " + timescale + " is not from 1 to 4294967295");
        }
    }

    /** Segments of a title whose end is not known. */
    public Segmenter(Duration length, long timescale) {
        this(length, timescale, OPEN);
    }

    /**
     * The same for a title that ends at this time.
     *
     * @param end ticks, not negative
     */
    public Segmenter endingAt(long end) {
        long halves = nanos(end) / (length.toNanos() / 2);
        return new Segmenter(length, timescale, Math.max(0, (halves + 1) / 2 - 1));
    }

    /** Number of the segment, from 0, in which a frame of this time is. */
    public long number(long time) {
        return Math.min(nanos(time) / length.toNanos(), last);
    }

    private long nanos(long time) {
        return time / timescale * NANOS_PER_SECOND + time % timescale * NANOS_PER_SECOND / timescale;
    }

    /** The first time, in ticks, of the segment of this number. */
    public long start(long number) {
        long nanos = Math.multiplyExact(number, length.toNanos());
        long seconds = nanos / NANOS_PER_SECOND;
        long rest = nanos % NANOS_PER_SECOND * timescale;
        return seconds * timescale + (rest + NANOS_PER_SECOND - 1) / NANOS_PER_SECOND;
    }
}

package org.rundelta.packager;

import java.time.Duration;

/**
 * Says to which segment a time belongs: a pure function of the time, so that rungs, threads and machines cut at the same
 * frames without asking each other. A segment in which no frame begins does not exist.
 *
 * @param length of every segment but the last, at least one millisecond
 * @param timescale ticks per second of all times, 1 to 2^32 - 1
 */
public record Segmenter(Duration length, long timescale) {
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

    /** Number of the segment, from 0, in which a frame of this time is. */
    public long number(long time) {
        long seconds = time / timescale;
        long nanos = time % timescale * NANOS_PER_SECOND / timescale;
        return (seconds * NANOS_PER_SECOND + nanos) / length.toNanos();
    }

    /** The first time, in ticks, of the segment of this number. */
    public long start(long number) {
        long nanos = Math.multiplyExact(number, length.toNanos());
        long seconds = nanos / NANOS_PER_SECOND;
        long rest = nanos % NANOS_PER_SECOND * timescale;
        return seconds * timescale + (rest + NANOS_PER_SECOND - 1) / NANOS_PER_SECOND;
    }
}

package org.rundelta.dash;

import java.math.BigInteger;
import java.time.Duration;

/**
 * The honest {@code Representation@bandwidth} (ISO/IEC 23009-1, 5.3.5.2). A client that has received
 * {@code minBufferTime * bandwidth} bits, from any segment on, may start to play and will find every later segment
 * wholly there at its start, if bits keep arriving at exactly {@code bandwidth}: for all segments i up to j,
 *
 * <pre>bits(i) + ... + bits(j)  &lt;=  bandwidth * (minBufferTime + start(j) - start(i))</pre>
 */
public final class Bandwidth {
    private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(1_000_000_000);

    private final long[] bytes;
    private final long[] starts;
    // Products of bits and ticks outgrow 64 bits for long titles with fine timescales.
    private final BigInteger timescale;
    private final BigInteger minBufferNanos;

    private Bandwidth(long[] bytes, long[] starts, long timescale, Duration minBufferTime) {
        this.bytes = bytes;
        this.starts = starts;
        this.timescale = BigInteger.valueOf(timescale);
        this.minBufferNanos = BigInteger.valueOf(minBufferTime.getSeconds())
                .multiply(NANOS_PER_SECOND)
                .add(BigInteger.valueOf(minBufferTime.getNano()));
    }

    /**
     * The least whole number of bits per second, at least 1, that keeps the promise.
     *
     * @param bytes size of each media segment
     * @param starts media time of each segment in ticks, increasing
     * @param timescale ticks per second, at least 1
     * @param minBufferTime more than 0
     * @throws IllegalArgumentException if the arguments are not as said
     */
    public static long required(long[] bytes, long[] starts, long timescale, Duration minBufferTime) {
        Check.that(bytes.length == starts.length, bytes.length + " sizes for " + starts.length + " start times");
        Check.that(timescale >= 1, "timescale " + timescale + " is not positive");
        Check.that(!minBufferTime.isNegative() && !minBufferTime.isZero(), "minBufferTime is not positive");
        return new Bandwidth(bytes, starts, timescale, minBufferTime).least();
    }

    /**
     * What thumbnails declare, at which nothing has to arrive in time (DASH-IF IOP 4.3, 6.2.6): the largest tile over the
     * duration of one, rounded up.
     *
     * @param bytes size of the largest tile
     * @param duration of a tile in ticks, at least 1
     * @param timescale ticks per second
     */
    public static long ofTiles(long bytes, long duration, long timescale) {
        return Math.max(1, (long) Math.ceil((double) bytes * Byte.SIZE * timescale / duration));
    }

    /**
     * Newton's method on the piecewise linear worst deficit: each round raises the bandwidth to what the segments that
     * fare worst need, until none is late. Never too high, since every step is needed; a handful of rounds in practice.
     */
    private long least() {
        BigInteger bandwidth = BigInteger.ZERO;
        BigInteger needed = BigInteger.ONE;
        while (needed.compareTo(bandwidth) > 0) {
            bandwidth = needed;
            needed = neededByWorst(bandwidth);
        }
        return bandwidth.longValueExact();
    }

    /** What the run of segments whose end is latest at this bandwidth would need. */
    private BigInteger neededByWorst(BigInteger bandwidth) {
        BigInteger worst = BigInteger.ZERO;
        BigInteger worstBits = BigInteger.ZERO;
        long worstTicks = 0;
        // The backlog at segment j in bit-ticks: the most, over all i, that segments i to j have beyond what arrives
        // from start(i) to start(j). It either goes on from segment j - 1 or begins anew.
        BigInteger backlog = BigInteger.ZERO;
        BigInteger runBits = BigInteger.ZERO;
        int first = 0;
        for (int j = 0; j < bytes.length; j++) {
            if (j > 0) {
                backlog = backlog.subtract(bandwidth.multiply(BigInteger.valueOf(starts[j] - starts[j - 1])));
            }
            if (backlog.signum() <= 0) {
                backlog = BigInteger.ZERO;
                runBits = BigInteger.ZERO;
                first = j;
            }
            BigInteger bits = BigInteger.valueOf(bytes[j]).shiftLeft(3);
            runBits = runBits.add(bits);
            backlog = backlog.add(bits.multiply(timescale));
            if (backlog.compareTo(worst) > 0) {
                worst = backlog;
                worstBits = runBits;
                worstTicks = starts[j] - starts[first];
            }
        }
        return rate(worstBits, worstTicks);
    }

    /** Bits over (minBufferTime + ticks), rounded up. */
    private BigInteger rate(BigInteger bits, long ticks) {
        BigInteger scaledBits = bits.multiply(NANOS_PER_SECOND).multiply(timescale);
        BigInteger scaledTime =
                minBufferNanos.multiply(timescale).add(BigInteger.valueOf(ticks).multiply(NANOS_PER_SECOND));
        return scaledBits.add(scaledTime).subtract(BigInteger.ONE).divide(scaledTime);
    }
}

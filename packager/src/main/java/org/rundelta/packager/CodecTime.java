package org.rundelta.packager;

import java.io.Serializable;

/**
 * How long coding took, of all threads together.
 *
 * @param pixels coded, those of a primer not counted, though its time is
 * @param cpuNanos processor time of the coding itself, reading and scaling not counted
 */
public record CodecTime(long pixels, long cpuNanos) implements Serializable {
    /** Nothing coded. */
    public static final CodecTime NONE = new CodecTime(0, 0);

    public CodecTime plus(CodecTime other) {
        return new CodecTime(pixels + other.pixels, cpuNanos + other.cpuNanos);
    }

    /** Millions of pixels a second on one thread; 0 if nothing was coded. */
    public double megapixelsPerSecond() {
        return cpuNanos == 0 ? 0 : pixels * 1e3 / cpuNanos;
    }
}

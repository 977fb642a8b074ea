package org.rundelta.rate;

/**
 * An average bitrate, and perhaps a cap: in any stretch of time, no more bits are sent than {@code maxrate} times its
 * length and {@code bufsize}.
 *
 * @param bitrate bits per second on average
 * @param maxrate bits per second, at least {@code bitrate}; 0 for no cap
 * @param bufsize bits; 0 for no cap
 */
public record RateTarget(long bitrate, long maxrate, long bufsize) {
    public RateTarget {
        if (bitrate < 1 || maxrate < 0 || bufsize < 0 || (maxrate == 0) != (bufsize == 0)) {
            throw new IllegalArgumentException("bitrate " + bitrate + ", maxrate " + maxrate + ", bufsize " + bufsize);
        }
    }

    /** Whether there is a cap. */
    public boolean isCapped() {
        return maxrate != 0;
    }
}

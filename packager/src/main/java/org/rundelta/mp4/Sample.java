package org.rundelta.mp4;

import java.util.Objects;

/**
 * What a track stores for one time. Two samples are equal only if they share the array.
 *
 * @param data the coded frame
 * @param decodeTime ticks of the track's timescale
 * @param duration ticks of the track's timescale, below 2^32
 * @param sync whether decoding can begin here
 * @param compositionOffset ticks from its decode time to its presentation time; negative for a frame that is decoded
 *     later than the place that its presentation has among the others
 * @param entry how it is coded: which of the track's entries, from 0
 */
public record Sample(byte[] data, long decodeTime, long duration, boolean sync, int compositionOffset, int entry) {
    /** A sample whose presentation time is its decode time. */
    public Sample(byte[] data, long decodeTime, long duration, boolean sync) {
        this(data, decodeTime, duration, sync, 0);
    }

    /** A sample that is coded as the first entry of its track says. */
    public Sample(byte[] data, long decodeTime, long duration, boolean sync, int compositionOffset) {
        this(data, decodeTime, duration, sync, compositionOffset, 0);
    }

    public Sample {
        Objects.requireNonNull(data, "data");
        if (decodeTime < 0) {
            throw new IllegalArgumentException("decode time " + decodeTime + " is negative");
        }
        if (entry < 0) {
            throw new IllegalArgumentException("sample entry " + entry + " is negative");
        }
        if (duration < 0 || duration >= 1L << 32) {
            throw new IllegalArgumentException("sample duration " + duration + " is not from 0 to 4294967295 ticks");
        }
    }

    /** Ticks of the track's timescale. */
    public long presentationTime() {
        return decodeTime + compositionOffset;
    }
}

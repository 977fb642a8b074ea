package org.rundelta.packager;

import java.io.Serializable;
import java.util.List;
import org.rundelta.mp4.Sample;

/**
 * What a segment takes.
 *
 * @param times at which its frames are decoded, in seconds, in that order. Not copied, as what follows
 * @param frameBits of the frames in the same order
 * @param bits of all of it, boxes included
 */
record SegmentSizes(double[] times, long[] frameBits, long bits) implements Serializable {
    /** Those of some samples. */
    static SegmentSizes of(List<Sample> samples, long timescale, long bytes) {
        return new SegmentSizes(
                samples.stream()
                        .mapToDouble(sample -> (double) sample.decodeTime() / timescale)
                        .toArray(),
                samples.stream()
                        .mapToLong(sample -> (long) sample.data().length * Byte.SIZE)
                        .toArray(),
                bytes * Byte.SIZE);
    }
}

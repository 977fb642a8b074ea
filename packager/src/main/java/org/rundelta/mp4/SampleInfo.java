package org.rundelta.mp4;

/**
 * A sample without its data.
 *
 * @param size bytes
 * @param decodeTime ticks of the track's timescale
 * @param duration ticks of the track's timescale, below 2^32
 * @param sync whether decoding can begin here
 * @param compositionOffset ticks from its decode time to its presentation time
 * @param entry how it is coded: which of the track's entries, from 0
 */
public record SampleInfo(long size, long decodeTime, long duration, boolean sync, int compositionOffset, int entry) {
    /** Ticks of the track's timescale. */
    public long presentationTime() {
        return decodeTime + compositionOffset;
    }
}

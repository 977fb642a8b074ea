package org.rundelta.packager;

import org.rundelta.quality.Quality;

/**
 * How decoded frames compare with their originals.
 *
 * @param firstTimeDifference null if every frame has the time of its original, to the tick
 */
public record FrameMatch(Quality quality, TimeDifference firstTimeDifference) {
    /**
     * A frame and an original of the same index but another time.
     *
     * @param frame index from 0
     * @param seconds time of the frame since the first one
     * @param originalSeconds time of the original since the first one
     */
    public record TimeDifference(long frame, double seconds, double originalSeconds) {}
}

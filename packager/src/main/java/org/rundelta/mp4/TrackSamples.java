package org.rundelta.mp4;

import java.util.List;

/**
 * Samples of one track.
 *
 * @param trackId from 1
 * @param samples at least one, in decoding order
 */
public record TrackSamples(int trackId, List<Sample> samples) {
    public TrackSamples {
        samples = List.copyOf(samples);
        if (trackId < 1) {
            throw new IllegalArgumentException("track id " + trackId + " is not from 1 on");
        }
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("no samples of track " + trackId);
        }
    }

    /** Bytes of all samples together. */
    long byteCount() {
        return samples.stream().mapToLong(sample -> sample.data().length).sum();
    }
}

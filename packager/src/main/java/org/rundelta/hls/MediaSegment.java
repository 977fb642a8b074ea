package org.rundelta.hls;

import java.time.Duration;

/**
 * A segment, a keyframe of one, or an image (RFC 8216bis, 4.4.4).
 *
 * @param duration how long it is played, in whole microseconds
 * @param place of its bytes
 * @param tiles in an image; null in all else
 */
public record MediaSegment(Duration duration, UriRange place, Tiles tiles) {
    /** @throws IllegalArgumentException if a value is missing or the duration negative */
    public MediaSegment {
        Check.that(duration != null && !duration.isNegative(), "EXTINF is missing or negative");
        Check.that(place != null, "the URI of a segment is missing");
    }
}

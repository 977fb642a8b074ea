package org.rundelta.hls;

import java.util.List;

/**
 * The segments of one encoding (RFC 8216bis, 4.4.3), all of them.
 *
 * @param kind of what it lists
 * @param targetDuration seconds that no segment's duration, rounded, exceeds
 * @param map the initialization segment, or null
 * @param segments in order of time
 */
public record MediaPlaylist(Variant.Kind kind, long targetDuration, UriRange map, List<MediaSegment> segments)
        implements Playlist {
    /** @throws IllegalArgumentException if a segment is too long */
    public MediaPlaylist {
        segments = List.copyOf(segments);
        Check.that(kind != null, "kind of a media playlist is missing");
        for (MediaSegment segment : segments) {
            long rounded = segment.duration().plusMillis(500).toSeconds();
            Check.that(
                    rounded <= targetDuration,
                    "EXTINF of " + rounded + " s exceeds the EXT-X-TARGETDURATION of " + targetDuration + " s");
        }
    }
}

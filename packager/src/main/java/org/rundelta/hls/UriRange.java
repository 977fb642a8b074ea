package org.rundelta.hls;

import org.rundelta.dash.ByteRange;

/**
 * What a URI names, or some bytes of it.
 *
 * @param uri relative to the playlist, or absolute
 * @param range null for all of it
 */
public record UriRange(String uri, ByteRange range) {
    /** @throws IllegalArgumentException if the URI cannot stand in a playlist */
    public UriRange {
        Check.uri(uri);
    }
}

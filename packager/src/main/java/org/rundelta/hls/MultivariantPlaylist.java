package org.rundelta.hls;

import java.util.List;

/**
 * The playlist that a player begins with (RFC 8216bis, 4.4.6).
 *
 * @param renditions what variants refer to by the names of groups, possibly none
 * @param variants at least one; a player begins with the first that it can play
 */
public record MultivariantPlaylist(List<AlternativeRendition> renditions, List<Variant> variants) implements Playlist {
    /** @throws IllegalArgumentException if there is no variant */
    public MultivariantPlaylist {
        renditions = List.copyOf(renditions);
        variants = List.copyOf(variants);
        Check.that(!variants.isEmpty(), "no EXT-X-STREAM-INF");
    }
}

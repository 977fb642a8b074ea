package org.rundelta.hls;

import java.util.List;

/**
 * The playlist that a player begins with (RFC 8216bis, 4.4.6).
 *
 * @param steering between pathways, or null
 * @param renditions what variants refer to by the names of groups, possibly none
 * @param variants at least one; a player begins with the first that it can play
 */
public record MultivariantPlaylist(
        ContentSteering steering, List<AlternativeRendition> renditions, List<Variant> variants) implements Playlist {
    /** @throws IllegalArgumentException if there is no variant, or none in the pathway that players are to begin with */
    public MultivariantPlaylist {
        renditions = List.copyOf(renditions);
        variants = List.copyOf(variants);
        Check.that(!variants.isEmpty(), "no EXT-X-STREAM-INF");
        String first = steering == null ? null : steering.pathwayId();
        Check.that(
                first == null || variants.stream().anyMatch(variant -> first.equals(variant.pathwayId())),
                "PATHWAY-ID " + first + " of EXT-X-CONTENT-STEERING is that of no variant");
    }

    /**
     * Whether a URI names a copy on another server: with steering, absolute ones do, and what is beside the playlist stands
     * there with relative ones.
     */
    public boolean isElsewhere(String uri) {
        return steering != null && (uri.startsWith("http://") || uri.startsWith("https://"));
    }
}

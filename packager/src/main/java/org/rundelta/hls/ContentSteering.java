package org.rundelta.hls;

/**
 * Whom players ask which pathway to use (RFC 8216bis, 4.4.6.6).
 *
 * @param serverUri of the steering server, relative to the playlist, or absolute
 * @param pathwayId of the pathway until it has answered, or null for any
 */
public record ContentSteering(String serverUri, String pathwayId) {
    /** @throws IllegalArgumentException if a value is missing or cannot be quoted */
    public ContentSteering {
        Check.uri(serverUri);
        Check.quotable("PATHWAY-ID", pathwayId);
    }
}

package org.rundelta.dash;

/**
 * Whom clients ask which pathway to use (ETSI TS 103 998, Content Steering for DASH; ISO/IEC 23009-1, 6th edition).
 *
 * @param url of the steering server
 * @param defaultServiceLocation the pathway until the server has answered, a {@link BaseUrl#serviceLocation}; or null
 * @param queryBeforeStart whether to wait for its answer before the first segment is fetched
 */
public record ContentSteering(String url, String defaultServiceLocation, boolean queryBeforeStart) {
    /** @throws IllegalArgumentException if there is no URL */
    public ContentSteering {
        Check.that(url != null && !url.isBlank(), "ContentSteering is empty");
        url = url.strip();
    }
}

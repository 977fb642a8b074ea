package org.rundelta.dash;

/**
 * An address against which relative URLs resolve (ISO/IEC 23009-1, 5.6).
 *
 * @param serviceLocation names the pathway it belongs to, or null
 * @param url absolute, or relative to the base URL of the level above
 */
public record BaseUrl(String serviceLocation, String url) {
    /** @throws IllegalArgumentException if there is no URL */
    public BaseUrl {
        Check.that(url != null && !url.isBlank(), "BaseURL is empty");
        url = url.strip();
    }
}

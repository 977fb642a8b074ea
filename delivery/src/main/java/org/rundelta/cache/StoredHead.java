package org.rundelta.cache;

import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.Optional;

/**
 * Of the header of an answer, what clients are told as well; each empty if the upstream did not say it.
 *
 * @param contentType the media type
 * @param contentEncoding in which the bytes are kept, though none was asked for
 * @param etag the entity tag, with its quotes
 * @param lastModified a date as HTTP writes it
 * @param cacheControl for how long caches may keep it
 */
public record StoredHead(
        String contentType, String contentEncoding, String etag, String lastModified, String cacheControl) {
    private static final int MAX_LENGTH = 1024;

    static StoredHead of(HttpHeaders headers) {
        return new StoredHead(
                value(headers, "content-type"),
                value(headers, "content-encoding"),
                value(headers, "etag"),
                value(headers, "last-modified"),
                String.join(", ", headers.allValues("cache-control")));
    }

    /** What is longer than any of these needs to be is as good as not said. */
    private static String value(HttpHeaders headers, String name) {
        return headers.firstValue(name)
                .filter(value -> value.length() <= MAX_LENGTH)
                .orElse("");
    }

    /** The same, with what the answer "not modified" says anew (RFC 9111, 3.2). */
    StoredHead updated(StoredHead by) {
        return new StoredHead(
                contentType,
                contentEncoding,
                by.etag.isEmpty() ? etag : by.etag,
                by.lastModified.isEmpty() ? lastModified : by.lastModified,
                by.cacheControl.isEmpty() ? cacheControl : by.cacheControl);
    }

    /** The date of {@code lastModified}, if it is one. */
    public Optional<Instant> modified() {
        return Freshness.date(lastModified);
    }

    StoredHead withCacheControl(String value) {
        return new StoredHead(contentType, contentEncoding, etag, lastModified, value);
    }
}

package org.rundelta.cache;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * The header of an answer that brings a file.
 *
 * @param head what is passed on of it
 * @param freshness for how long it may be used
 * @param size in bytes, -1 if it does not say
 * @param isStorable whether caches may keep it, and would notice if it were cut short
 */
record Incoming(StoredHead head, Freshness freshness, long size, boolean isStorable) {

    /** @throws IOException if it is larger than anything may be */
    static Incoming of(String path, HttpHeaders headers, Instant now, long maxBytes) throws IOException {
        long size = size(headers);
        if (size > maxBytes) {
            throw new IOException("sends " + size + " bytes, and the cache has room for " + maxBytes);
        }
        StoredHead head = StoredHead.of(headers);
        CacheControl control = CacheControl.parse(head.cacheControl());
        Freshness freshness = Freshness.of(path, headers, control, now);
        boolean isForbidden = control.has("no-store")
                || control.has("private")
                || headers.allValues("vary").contains("*");
        boolean hasEnd = size >= 0 || headers.firstValue("transfer-encoding").isPresent();
        if (head.cacheControl().isEmpty()) {
            head = head.withCacheControl("public, max-age=" + freshness.lifetime());
        }
        return new Incoming(head, freshness, size, hasEnd && !isForbidden);
    }

    private static long size(HttpHeaders headers) throws IOException {
        try {
            OptionalLong size = headers.firstValueAsLong("content-length");
            return size.orElse(-1);
        } catch (NumberFormatException e) {
            throw new IOException("sends no number as Content-Length", e);
        }
    }

    /**
     * Checks that an answer goes on where this one was cut.
     *
     * @param had so many bytes have come
     * @return how many bytes of the answer came already
     * @throws IOException if it is of something else
     */
    long overlap(int status, HttpHeaders headers, long had) throws IOException {
        boolean isSame = !head.etag().isEmpty()
                && !head.etag().startsWith("W/")
                && head.etag().equals(headers.firstValue("etag").orElse(""));
        if (status == 200 && isSame && size(headers) == size) {
            return had;
        }
        String rest = "bytes " + had + "-" + (size - 1) + "/" + size;
        if (status == 206
                && isSame
                && rest.equals(headers.firstValue("content-range").orElse(""))) {
            return 0;
        }
        throw new IOException("does not have the rest of what was cut short");
    }
}

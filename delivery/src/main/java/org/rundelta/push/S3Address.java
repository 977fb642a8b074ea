package org.rundelta.push;

import java.io.IOException;
import java.net.URI;
import java.util.Objects;

/**
 * A place in a bucket.
 *
 * @param path without a slash at its beginning; empty for all of the bucket
 */
record S3Address(String bucket, String path) {
    /**
     * Understands {@code s3://bucket/path}.
     *
     * @throws IOException if it is no such URL
     */
    static S3Address of(String url) throws IOException {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new IOException("it is no URL: write s3://bucket/folder, with %20 for a blank", e);
        }
        if (uri.getAuthority() == null || uri.getUserInfo() != null || uri.getRawQuery() != null) {
            throw new IOException("it names no bucket: write s3://bucket/folder");
        }
        return new S3Address(
                uri.getAuthority(),
                Objects.requireNonNullElse(uri.getPath(), "").replaceFirst("^/", ""));
    }
}

package org.rundelta.cache;

import java.util.regex.Pattern;

/**
 * A file that an edge is to hold.
 *
 * @param path relative to the folder of the order, names with slashes between them
 * @param size in bytes
 * @param sha256 of its bytes, lower-case hexadecimal; empty if it is not known
 */
public record OrderedFile(String path, long size, String sha256) {
    private static final Pattern NAMES = Pattern.compile("(?!\\.)[^/\\\\\\p{Cntrl}]+(/(?!\\.)[^/\\\\\\p{Cntrl}]+)*");

    /** @throws IllegalArgumentException if there is no such file anywhere */
    public OrderedFile {
        sha256 = sha256 == null ? "" : sha256;
        if (path == null || path.length() > 4000 || !NAMES.matcher(path).matches()) {
            throw new IllegalArgumentException(
                    "a file needs a path below the folder, with no name that begins with a dot");
        }
        if (size < 0 || !sha256.matches("([0-9a-f]{64})?")) {
            throw new IllegalArgumentException(path + ": a file has a size, and 64 hexadecimal digits as sha256");
        }
    }

    /** Why a file that was found is not this one; empty if it is. */
    String difference(long foundSize, String foundSha256) {
        if (foundSize != size) {
            return "has " + foundSize + " bytes, not " + size;
        }
        return sha256.isEmpty() || sha256.equals(foundSha256) ? "" : "has other bytes: SHA-256 " + foundSha256;
    }
}

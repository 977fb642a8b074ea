package org.rundelta.dash;

/**
 * A file that a manifest names, or some bytes of it.
 *
 * @param path relative to the manifest's folder, with {@code /} between names; or a URL, where it is said to be one
 * @param range null for the whole file
 */
public record FileRange(String path, ByteRange range) {
    /** A whole file. */
    public FileRange(String path) {
        this(path, null);
    }
}

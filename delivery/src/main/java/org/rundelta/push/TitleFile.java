package org.rundelta.push;

/**
 * One file of a title.
 *
 * @param path relative to the title's folder, parts separated by {@code /}; no part begins with a dot
 * @param size in bytes, when the title was read
 */
record TitleFile(String path, long size) {
    /** Whether players start from this file, so that it may only appear after all that it names. */
    boolean isManifest() {
        return isManifestPath(path);
    }

    static boolean isManifestPath(String path) {
        return endsWith(path, ".mpd") || endsWith(path, ".m3u8");
    }

    private static boolean endsWith(String path, String end) {
        return path.regionMatches(true, path.length() - end.length(), end, 0, end.length());
    }
}

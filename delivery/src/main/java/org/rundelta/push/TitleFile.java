package org.rundelta.push;

import java.util.Locale;

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
        String lower = path.toLowerCase(Locale.ROOT);
        return lower.endsWith(".mpd") || lower.endsWith(".m3u8");
    }
}

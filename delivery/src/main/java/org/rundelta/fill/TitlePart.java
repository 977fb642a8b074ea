package org.rundelta.fill;

import java.util.List;

/**
 * Files of a title that are on an edge together or not at all.
 *
 * @param name of the rung, {@link #COMPANIONS} or {@link #MANIFESTS}
 * @param bytes of all of it
 * @param files in the order in which they are sent, so that playlists follow what they name; none if the catalogue is a
 *     table of sizes, and nothing can be sent
 */
public record TitlePart(String name, long bytes, List<CatalogueFile> files) {
    /** Name of what goes with any rung: audio, text, thumbnails. */
    public static final String COMPANIONS = "(audio, text ...)";

    /** Name of the manifests. */
    public static final String MANIFESTS = "(manifests)";

    /** @throws IllegalArgumentException if it has less than no bytes */
    public TitlePart {
        if (bytes < 0) {
            throw new IllegalArgumentException(name + " has " + bytes + " bytes");
        }
        files = List.copyOf(files);
    }

    static TitlePart of(String name, List<CatalogueFile> files) {
        return new TitlePart(name, files.stream().mapToLong(CatalogueFile::size).sum(), files);
    }
}

package org.rundelta.fill;

import java.util.List;

/**
 * A title and what it weighs. Delivery understands no media: a rung is a folder of files.
 *
 * @param id its folder, relative to that of the catalogue
 * @param rungs of which an edge may hold some, at least one
 * @param companions what goes to an edge with the first of the rungs
 * @param manifests what goes to an edge behind the last of the rungs
 */
public record CatalogueTitle(String id, List<TitlePart> rungs, TitlePart companions, TitlePart manifests) {
    /** @throws IllegalArgumentException if there is no rung */
    public CatalogueTitle {
        if (rungs.isEmpty()) {
            throw new IllegalArgumentException(id + " has no rung");
        }
        rungs = List.copyOf(rungs);
    }

    /** What comes with the first rung, in bytes. */
    long commonBytes() {
        return companions.bytes() + manifests.bytes();
    }
}

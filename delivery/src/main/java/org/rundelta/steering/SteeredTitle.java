package org.rundelta.steering;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/**
 * A title whose players are steered.
 *
 * @param id its folder, the same in every pathway, as a path without slashes at its ends
 * @param manifest the name of the file in it that edges are asked for
 * @param bitsPerSecond that a player should get; 0 if what it gets does not matter
 */
record SteeredTitle(String id, String manifest, double bitsPerSecond) {
    /** That of DASH. */
    static final String MANIFEST = "manifest.mpd";

    private static final List<String> NO_NAMES = List.of("", ".", "..");

    SteeredTitle {
        for (String name : (id + "/" + manifest).split("/", -1)) {
            if (NO_NAMES.contains(name) || name.chars().anyMatch(c -> c < ' ' || c == '\\')) {
                throw new IllegalArgumentException(
                        "it is not a path of folders and a file; write the id like film or series/one");
            }
        }
        if (!(bitsPerSecond >= 0) || Double.isInfinite(bitsPerSecond)) {
            throw new IllegalArgumentException("its bitrate is negative");
        }
    }

    /** Where a pathway has its manifest. */
    URI manifestAt(Pathway pathway) {
        return URI.create(pathway.url() + path(id + "/" + manifest));
    }

    /** Of the title on a steering server, percent-encoded: without a slash before it. */
    String steeringPath() {
        return path(id);
    }

    private static String path(String decoded) {
        try {
            // With a slash before it a colon in the first name is not taken for a scheme's.
            return new URI(null, null, "/" + decoded, null).toASCIIString().substring(1);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(decoded, e);
        }
    }
}

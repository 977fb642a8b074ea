package org.rundelta.packager;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The plan of sizes and qualities in which a title is packaged.
 *
 * @param rungs at least one, best last, with different ids
 */
public record Ladder(List<Rung> rungs) {
    /** One rung, {@code exact}: every pixel of the source. */
    public static final Ladder LOSSLESS = new Ladder(List.of(Rung.lossless("exact")));

    /** @throws IllegalArgumentException if there is no rung, or two ids are the same or differ in case only */
    public Ladder {
        rungs = List.copyOf(rungs);
        if (rungs.isEmpty()) {
            throw new IllegalArgumentException("there is no rung; a ladder has at least one");
        }
        Set<String> folders = new HashSet<>();
        for (Rung rung : rungs) {
            // Ids become folders, and not every file system tells upper from lower case.
            if (!folders.add(rung.id().toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException(
                        "id " + rung.id() + " is there twice (case does not count); each rung needs its own");
            }
        }
    }

    /** Whether a rung has this id, or one that differs in case only. */
    boolean has(String id) {
        return rungs.stream().anyMatch(rung -> rung.id().equalsIgnoreCase(id));
    }
}

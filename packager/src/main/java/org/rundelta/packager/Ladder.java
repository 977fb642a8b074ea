package org.rundelta.packager;

import java.util.ArrayList;
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

    /** @throws IllegalArgumentException if there is no rung, two ids are the same or differ in case only, or two
     *     rungs are the same but for their ids */
    public Ladder {
        rungs = List.copyOf(rungs);
        if (rungs.isEmpty()) {
            throw new IllegalArgumentException("there is no rung; a ladder has at least one");
        }
        Set<String> folders = new HashSet<>();
        List<Rung> before = new ArrayList<>();
        for (Rung rung : rungs) {
            // Ids become folders, and not every file system tells upper from lower case.
            if (!folders.add(rung.id().toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException(
                        "id " + rung.id() + " is there twice (case does not count); each rung needs its own");
            }
            before.stream().filter(rung::repeats).findFirst().ifPresent(other -> {
                throw new IllegalArgumentException("rungs " + other.id() + " and " + rung.id()
                        + " are the same but for their ids; keep one of them, or change its size, fps or quality");
            });
            before.add(rung);
        }
    }

    /** The same with a rung for trick play in each of its codecs. */
    Ladder withTrickPlay() {
        List<VideoCodec> codecs = rungs.stream().map(Rung::codec).distinct().toList();
        RenditionIds ids = new RenditionIds(rungs);
        List<Rung> all = new ArrayList<>(rungs);
        codecs.forEach(codec ->
                all.add(Rung.trickPlay(ids.unique(codecs.size() == 1 ? "trick" : "trick-" + codec), codec)));
        return new Ladder(all);
    }

    /** Whether a rung has this id, or one that differs in case only. */
    boolean has(String id) {
        return rungs.stream().anyMatch(rung -> rung.id().equalsIgnoreCase(id));
    }
}

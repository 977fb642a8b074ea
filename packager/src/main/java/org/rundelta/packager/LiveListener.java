package org.rundelta.packager;

import java.util.List;
import java.util.Set;

/** Told what becomes of a live title; called by several threads, one at a time, which wait for it. */
public interface LiveListener {
    /** Wants to know nothing. */
    LiveListener NONE = update -> {};

    /**
     * A state of the title that players may see. Paths are relative to its folder, with {@code /}.
     *
     * @param manifest as it is now in the folder
     * @param named the media that it names, all there
     * @param kept all media that is there: also what earlier manifests name, for those who still play by these
     */
    record Update(byte[] manifest, List<String> named, Set<String> kept) {}

    /** The manifest was replaced. */
    void published(Update update);
}

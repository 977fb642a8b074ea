package org.rundelta.codec.reference;

import java.util.Set;

/**
 * How the run before a pixel ended there, if one did; docs/bitstream.md, "Runs".
 *
 * @param number 0 for no run, 1 for a temporal and 2 for a spatial one
 * @param excluded the colour that the pixel does not have, or none
 */
record Ending(int number, Set<Integer> excluded) {
    static final Ending NONE = new Ending(0, Set.of());

    static Ending ofTemporalRun(int excluded) {
        return new Ending(1, Set.of(excluded));
    }

    static Ending ofSpatialRun(int excluded) {
        return new Ending(2, Set.of(excluded));
    }
}

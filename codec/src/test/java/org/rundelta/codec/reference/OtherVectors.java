package org.rundelta.codec.reference;

import java.util.List;
import java.util.stream.Stream;

/**
 * The other vectors of one frame; docs/bitstream.md, "Other vectors".
 *
 * @param candidates the motion candidates
 */
record OtherVectors(Pixels.Before before, List<Vector> candidates) {
    private static final int[] LEVELS = {0, 1, 2, 2, 3, 3};

    /**
     * Of a pixel.
     *
     * @param colour O, or -1 for none
     */
    record Other(int colour, int level) {
        static final Other NONE = new Other(-1, 0);
    }

    /** Nothing of the previous picture, as in a keyframe, has no other vectors. */
    Other find(Place place, Vector own) {
        if (before == null) {
            return Other.NONE;
        }
        Other best = Other.NONE;
        int most = 0;
        for (Vector vector : candidates.subList(0, Math.min(candidates.size(), 4))) {
            int agreement = vector.equals(own) ? 0 : agreement(place, vector);
            if (agreement > most) {
                most = agreement;
                best = new Other(moved(place, vector).here(), LEVELS[agreement]);
            }
        }
        return best;
    }

    private Place moved(Place place, Vector vector) {
        return before.place(place.x() + vector.dx(), place.y() + vector.dy());
    }

    private int agreement(Place place, Vector vector) {
        Place q = moved(place, vector);
        if (!q.grid().contains(q.x(), q.y()) || q.w() != place.w() || q.n() != place.n()) {
            return 0;
        }
        return (int) Stream.of(
                        q.nw() == place.nw(),
                        q.ne() == place.ne(),
                        q.ww() == place.ww(),
                        q.nn() == place.nn(),
                        q.nee() == place.nee())
                .filter(isEqual -> isEqual)
                .count();
    }
}

package org.rundelta.codec.reference;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** The candidates of one pixel, and what the colour tables learn of it; docs/bitstream.md, "Candidates". */
final class Candidates {
    private final Models models;
    private final Place place;
    /** The place P in the previous picture, or null in a keyframe. */
    private final Place p;

    private final int near;
    private final int far;

    private record Candidate(int colour, List<Object> context) {
        static Candidate of(int colour, Object... context) {
            return new Candidate(colour, List.of(context));
        }
    }

    Candidates(Models models, Place place, Place p) {
        this.models = models;
        this.place = place;
        this.p = p;
        this.near = h(h(h(place.w(), place.n()), place.nw()), 0);
        this.far = h(h(h(h(h(place.ne(), place.ww()), place.nn()), place.nee()), place.nne()), place.nnw());
    }

    private static int h(int a, int b) {
        return (a * 0x2F0B4C47 + b) * 0x6C8E9CF5;
    }

    private int hashOfLarge() {
        return h(near, far);
    }

    /** The colour of the candidate that is taken, or nothing for a literal. */
    OptionalInt read(Decisions data, List<Boolean> matches, Ending ending) {
        Set<Integer> ruledOut = new HashSet<>(ending.excluded());
        for (Candidate candidate : list(matches, ending.number())) {
            boolean isTried = ruledOut.add(candidate.colour);
            if (isTried && data.bit(candidate.context) == 1) {
                return OptionalInt.of(candidate.colour);
            }
        }
        return OptionalInt.empty();
    }

    private List<Candidate> list(List<Boolean> matches, int ending) {
        int l = models.large().colour(hashOfLarge());
        int s = models.small().colour(near);
        int w = place.w();
        int n = place.n();
        int ne = place.ne();
        int nw = place.nw();
        int levelOfLarge = models.large().level(hashOfLarge());
        int levelOfSmall = models.small().level(near);
        boolean isPrevious = p != null && l == p.here();

        List<Candidate> list = new ArrayList<>();
        list.add(Candidate.of(l, "large", isPrevious, l == s, l == w, l == n, l == ne, l == nw, levelOfLarge, ending));
        if (p != null) {
            int c = p.here();
            list.add(Candidate.of(c, "previous", c == s, c == w, c == n, c == ne, c == nw, matches, ending));
        }
        list.add(Candidate.of(s, "small", s == w, s == n, s == ne, s == nw, levelOfSmall, ending));
        list.add(Candidate.of(w, "west", w == n, w == ne, w == nw, ending));
        list.add(Candidate.of(n, "north", n == ne, n == nw, ending));
        list.add(Candidate.of(ne, "north-east", ne == nw, ending));
        list.add(Candidate.of(nw, "north-west", ending));
        return list;
    }

    void learn(int colour) {
        models.large().learn(hashOfLarge(), colour);
        models.small().learn(near, colour);
    }
}

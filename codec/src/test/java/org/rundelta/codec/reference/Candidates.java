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

    /**
     * A candidate and the plain context of its flag.
     *
     * @param kind 0 for L, 1 for P and so on, also in a keyframe
     * @param plain the context's number in a mixed frame
     */
    private record Candidate(int kind, int colour, List<Object> context, int plain) {}

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

    /** The same in a mixed frame. */
    OptionalInt readMixed(Decisions data, MixedFlags flags, List<Boolean> matches, Ending ending) {
        MixedFlags.Pixel pixel = new MixedFlags.Pixel(flags, place, p, hashOfLarge() >>> 14, ending.number());
        pixel.note(8);
        if (pixel.hasLiteralFlag() && pixel.readLiteral(plainOfLiteral()) == 1) {
            return OptionalInt.empty();
        }
        Set<Integer> ruledOut = new HashSet<>(ending.excluded());
        for (Candidate candidate : list(matches, ending.number())) {
            boolean isTried = ruledOut.add(candidate.colour);
            if (isTried && readMixed(data, pixel, candidate) == 1) {
                pixel.note(candidate.kind + 1);
                return OptionalInt.of(candidate.colour);
            }
        }
        return OptionalInt.empty();
    }

    private int readMixed(Decisions data, MixedFlags.Pixel pixel, Candidate candidate) {
        boolean isPlain = candidate.kind == 0 && models.large().confidence(hashOfLarge()) >= 4;
        return isPlain
                ? data.bit(candidate.context)
                : pixel.readCandidate(candidate.kind, candidate.plain, candidate.colour);
    }

    private int plainOfLiteral() {
        int l = models.large().colour(hashOfLarge());
        boolean isPrevious = p != null && l == p.here();
        int equal = number(List.of(isPrevious, l == models.small().colour(near)));
        return equal
                + 4 * models.large().level(hashOfLarge())
                + 32 * models.small().level(near);
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
        List<Boolean> equal = List.of(isPrevious, l == s, l == w, l == n, l == ne, l == nw);
        int plain = (number(equal) * 8 + levelOfLarge) * 3 + ending;
        list.add(new Candidate(0, l, List.of("large", equal, levelOfLarge, ending), plain));
        if (p != null) {
            int c = p.here();
            equal = List.of(c == s, c == w, c == n, c == ne, c == nw);
            plain = 1536 + (number(equal) * 16 + number(matches)) * 3 + ending;
            list.add(new Candidate(1, c, List.of("previous", equal, matches, ending), plain));
        }
        equal = List.of(s == w, s == n, s == ne, s == nw);
        plain = 3072 + (number(equal) * 8 + levelOfSmall) * 3 + ending;
        list.add(new Candidate(2, s, List.of("small", equal, levelOfSmall, ending), plain));
        equal = List.of(w == n, w == ne, w == nw);
        list.add(new Candidate(3, w, List.of("west", equal, ending), 3456 + number(equal) * 3 + ending));
        equal = List.of(n == ne, n == nw);
        list.add(new Candidate(4, n, List.of("north", equal, ending), 3480 + number(equal) * 3 + ending));
        equal = List.of(ne == nw);
        list.add(new Candidate(5, ne, List.of("north-east", equal, ending), 3492 + number(equal) * 3 + ending));
        list.add(new Candidate(6, nw, List.of("north-west", ending), 3498 + ending));
        return list;
    }

    /** Truth values as a binary number, the first one its lowest bit. */
    private static int number(List<Boolean> truths) {
        int number = 0;
        for (int i = 0; i < truths.size(); i++) {
            number = number + (truths.get(i) ? 1 << i : 0);
        }
        return number;
    }

    void learn(int colour) {
        models.large().learn(hashOfLarge(), colour);
        models.small().learn(near, colour);
    }
}

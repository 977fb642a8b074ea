package org.rundelta.codec.reference;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** The candidates of one pixel, and what the colour tables learn of it; docs/bitstream.md, "Candidates". */
final class Candidates {
    private static final int NONE = -1;

    private final Models models;
    private final Place place;
    /** The place P in the previous picture, or null in a keyframe. */
    private final Place p;

    private final ColourTable.Key large;
    private final ColourTable.Key small;
    private final Matches matches;
    private final Matches.Match match;
    /** M, or -1 for none. */
    private final int m;

    private final int levelOfM;
    private boolean isSmallAsked;

    /**
     * A candidate and the plain context of its flag.
     *
     * @param kind 0 for L, 1 for P and so on, also in a keyframe
     * @param plain the context's number in a mixed frame
     */
    private record Candidate(int kind, int colour, List<Object> context, int plain) {}

    Candidates(Models models, Matches matches, OtherVectors.Other other, MixedFlags flags, Place place, Place p) {
        this.models = models;
        this.place = place;
        this.p = p;
        Hashes hashes = new Hashes(place);
        this.large = hashes.large();
        this.small = hashes.small();
        this.matches = matches;
        boolean isAmongLiterals = flags != null && flags.isAmongLiterals(place);
        this.match = isAmongLiterals ? Matches.Match.NONE : matches.find(place);
        boolean isOther = !isAmongLiterals && other.level() > match.level();
        this.m = isOther ? other.colour() : match.colour();
        this.levelOfM = isOther ? 3 + other.level() : match.level();
        this.isSmallAsked = levelOfM == 0 || m == models.large().colour(large) || m == previous();
    }

    /**
     * The colour of the candidate that is taken, or nothing for a literal.
     *
     * @param flags null in a frame that is not mixed
     */
    OptionalInt read(Decisions data, MixedFlags flags, List<Boolean> unchanged, Ending ending) {
        MixedFlags.Pixel pixel =
                flags == null ? null : new MixedFlags.Pixel(flags, place, p, ending.number(), mixedMatch());
        int l = models.large().colour(large);
        if (isConfident() && !ending.excluded().contains(l) && data.bit(confidentContext(ending)) == 1) {
            isSmallAsked = false;
            note(pixel, 1);
            return OptionalInt.of(l);
        }
        note(pixel, 8);
        if (pixel != null && flags.isBesideLiteral(place) && pixel.readLiteral(plainOfLiteral()) == 1) {
            return OptionalInt.empty();
        }
        Set<Integer> ruledOut = new HashSet<>(ending.excluded());
        ruledOut.add(NONE);
        if (isConfident()) {
            ruledOut.add(l);
        }
        for (Candidate candidate : list(unchanged, ending.number())) {
            boolean isTried = ruledOut.add(candidate.colour);
            if (isTried && isTaken(data, pixel, candidate)) {
                note(pixel, candidate.kind + 1);
                return OptionalInt.of(candidate.colour);
            }
        }
        return OptionalInt.empty();
    }

    private static void note(MixedFlags.Pixel pixel, int outcome) {
        if (pixel != null) {
            pixel.note(outcome);
        }
    }

    private static boolean isTaken(Decisions data, MixedFlags.Pixel pixel, Candidate candidate) {
        int flag = pixel == null
                ? data.bit(candidate.context)
                : pixel.readCandidate(candidate.kind, candidate.plain, candidate.colour);
        return flag == 1;
    }

    private boolean isConfident() {
        return models.large().confidence(large) >= 4;
    }

    private List<Object> confidentContext(Ending ending) {
        int l = models.large().colour(large);
        List<Boolean> equal =
                List.of(l == previous(), l == place.w(), l == place.n(), l == place.ne(), l == place.nw());
        return List.of("confident", agreement(l), equal, models.large().level(large), ending.number());
    }

    private int agreement(int l) {
        return levelOfM == 0 ? 0 : 2 * levelOfM - (m == l ? 1 : 0);
    }

    private int mixedMatch() {
        if (levelOfM == 0 || m == models.large().colour(large)) {
            return levelOfM;
        }
        return m == previous() ? levelOfM + 12 : levelOfM + 6;
    }

    private int s() {
        return isSmallAsked ? models.small().colour(small) : m;
    }

    private int levelOfS() {
        return isSmallAsked ? models.small().level(small) : 8 + levelOfM;
    }

    private int previous() {
        return p == null ? NONE : p.here();
    }

    private int plainOfLiteral() {
        int l = models.large().colour(large);
        int equal = number(List.of(l == previous(), l == s()));
        return equal + 4 * models.large().level(large) + 32 * levelOfS();
    }

    private List<Candidate> list(List<Boolean> unchanged, int ending) {
        int l = models.large().colour(large);
        int s = s();
        int w = place.w();
        int n = place.n();
        int ne = place.ne();
        int nw = place.nw();
        int levelOfLarge = models.large().level(large);

        List<Candidate> list = new ArrayList<>();
        List<Boolean> equal = List.of(l == previous(), l == s, l == w, l == n, l == ne, l == nw);
        int plain = (number(equal) * 8 + levelOfLarge) * 3 + ending;
        list.add(new Candidate(0, l, List.of("large", equal, levelOfLarge, ending), plain));
        if (p != null) {
            int c = p.here();
            equal = List.of(c == s, c == w, c == n, c == ne, c == nw);
            plain = 1536 + (number(equal) * 16 + number(unchanged)) * 3 + ending;
            list.add(new Candidate(1, c, List.of("previous", equal, unchanged, ending), plain));
        }
        equal = List.of(s == w, s == n, s == ne, s == nw);
        plain = 3072 + (number(equal) * 15 + levelOfS()) * 3 + ending;
        list.add(new Candidate(2, s, List.of("small", equal, levelOfS(), ending), plain));
        equal = List.of(w == n, w == ne, w == nw);
        list.add(new Candidate(3, w, List.of("west", equal, ending), 3792 + number(equal) * 3 + ending));
        equal = List.of(n == ne, n == nw);
        list.add(new Candidate(4, n, List.of("north", equal, ending), 3816 + number(equal) * 3 + ending));
        equal = List.of(ne == nw);
        list.add(new Candidate(5, ne, List.of("north-east", equal, ending), 3828 + number(equal) * 3 + ending));
        list.add(new Candidate(6, nw, List.of("north-west", ending), 3834 + ending));
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
        matches.learn(place, match, colour);
        models.large().learn(large, colour);
        if (isSmallAsked) {
            models.small().learn(small, colour);
        }
    }
}

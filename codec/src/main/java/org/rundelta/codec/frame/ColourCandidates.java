package org.rundelta.codec.frame;

import org.rundelta.codec.entropy.BitCoder;

/**
 * Likely colours of a pixel, each tried with one flag and each colour only once (docs/bitstream.md, "Candidates"): the
 * colours last seen after the same neighbours, which make repeated glyphs nearly free, the one at a place in the picture
 * that went on like this before or that another motion vector leads to, the pixel of the previous picture, and the
 * neighbours themselves.
 */
final class ColourCandidates {
    /** {@link #code} found none of them to be the pixel's colour. */
    static final int NONE = -1;

    /** No colour: for a keyframe's previous pixel, where a table knows none, or where no run has excluded any. */
    static final int NO_COLOUR = -1;

    /** From this level of confidence on, the large table's colour is tried before anything else, unmixed. */
    private static final int CONFIDENT = 4;

    private static final int LEVELS = 8;

    /** How the run before the pixel ended: there was none, a temporal one, a spatial one. */
    private static final int ENDINGS = 3;

    /** Of a match, and above them those of another vector's pixel that stands in for it. */
    static final int MATCH_LEVELS = Matches.LEVELS + OtherVectors.LEVELS - 1;

    /** Of the small table, and above them those of a match that stands in for it. */
    private static final int SECOND_LEVELS = LEVELS + MATCH_LEVELS;

    private static final int LARGE = 0;
    private static final int PREVIOUS = LARGE + 64 * LEVELS * ENDINGS;
    private static final int SECOND = PREVIOUS + 32 * 16 * ENDINGS;
    private static final int WEST = SECOND + 16 * SECOND_LEVELS * ENDINGS;
    private static final int NORTH = WEST + 8 * ENDINGS;
    private static final int NORTH_EAST = NORTH + 4 * ENDINGS;
    private static final int NORTH_WEST = NORTH_EAST + 2 * ENDINGS;
    private static final int CONFIDENTLY_LARGE = NORTH_WEST + ENDINGS;
    static final int CONTEXTS = CONFIDENTLY_LARGE + (2 * MATCH_LEVELS - 1) * 32 * (LEVELS - CONFIDENT) * ENDINGS;

    private final BitCoder coder;
    private final boolean writing;
    private final int base;
    private final Quantiser quantiser;

    /** By nine and by three neighbours. */
    private final ColourTable large;

    private final ColourTable small;
    private final Surroundings surroundings;
    private final Matches matches;
    /** Whether the last pixel stands among literals, where no match is looked for. */
    private boolean amongLiterals;

    private final OtherVectors otherVectors;
    /** Whether the last pixel came to ask the small table. */
    private boolean smallAsked;

    private final MixedFlags mixedFlags;
    private boolean mixed;

    ColourCandidates(BitCoder coder, boolean writing, int base, Quantiser quantiser, int width, int height) {
        this.coder = coder;
        this.writing = writing;
        this.base = base;
        this.quantiser = quantiser;
        large = new ColourTable(width, height);
        small = new ColourTable(width, height);
        surroundings = new Surroundings(large, small);
        matches = new Matches(width, height);
        otherVectors = new OtherVectors(width);
        mixedFlags = new MixedFlags(coder, width);
    }

    /** Forgets all colours. */
    void reset() {
        large.reset();
        small.reset();
        mixedFlags.reset();
    }

    /** Takes over what other candidates have learnt. */
    void copyFrom(ColourCandidates other) {
        large.copyFrom(other.large);
        small.copyFrom(other.small);
        mixedFlags.copyFrom(other.mixedFlags);
    }

    /** Whether flags are coded with mixed contexts. */
    void setMixed(boolean mixed) {
        this.mixed = mixed;
    }

    /** Begins a picture that refers to none. */
    void startIntra() {
        matches.startFrame();
        otherVectors.startIntra();
    }

    /**
     * Begins a picture that refers to the previous one.
     *
     * @param rowOffset from a pixel's index to that of the same pixel in the previous plane
     */
    void startDelta(MotionCandidates candidates, Plane previous, int rowOffset) {
        matches.startFrame();
        otherVectors.startDelta(candidates, previous, rowOffset);
    }

    /** Begins a row of pixels. */
    void startRow(int y, boolean directlyBelowLast) {
        surroundings.startRow();
        matches.startRow(directlyBelowLast);
        otherVectors.startRow(y);
        if (mixed) {
            mixedFlags.startRow(directlyBelowLast);
        }
    }

    /**
     * Codes which candidate the pixel takes; {@link #learn} must follow.
     *
     * @param source the colour wanted; ignored when reading
     * @param unchanged which of W, N, NW, NE (bits 0 to 3) equal their pixel of the previous picture
     * @param excluded what the pixel cannot be, since it would have continued a run, or {@link #NO_COLOUR}
     * @param ending 0 if no run ended here, 1 if a temporal one did, 2 if a spatial one did
     * @param x the pixel's column
     * @param before the pixels of the previous picture
     * @param p where in them the pixel's own stands; -1 in a keyframe
     * @return the colour, or {@link #NONE}
     */
    int code(
            int[] pixels,
            int i,
            int stride,
            int x,
            int[] before,
            int p,
            int source,
            int unchanged,
            int excluded,
            int ending) {
        int previous = p < 0 ? NO_COLOUR : before[p];
        int w = pixels[i - 1];
        int n = pixels[i - stride];
        int nw = pixels[i - stride - 1];
        int ne = pixels[i - stride + 1];
        int above = surroundings.above(pixels, i, stride);
        int sum = Surroundings.nine(above, w, pixels[i - 2]);
        int nine = Surroundings.mix(sum);
        boolean isFlat = n == nw && n == ne;
        int found = large.find(isFlat ? nine : Surroundings.mix(above), nine);
        int first = colour(found);
        int firstLevel = level(found);
        amongLiterals = mixed && mixedFlags.isAmongLiterals(x);
        int matched = NO_COLOUR;
        int matchLevel = 0;
        if (!amongLiterals) {
            matched = matches.find(pixels, i, stride, x, sum);
            matchLevel = matches.level();
            int moved = otherVectors.find(pixels, i, stride, x, before, p);
            if (otherVectors.level() > matchLevel) {
                matched = moved;
                matchLevel = Matches.LEVELS - 1 + otherVectors.level();
            }
        }
        smallAsked = false;
        if (firstLevel >= CONFIDENT && first != excluded) {
            int equal = same(first, previous, 0) | same(first, w, 1) | same(first, n, 2);
            equal |= same(first, ne, 3) | same(first, nw, 4);
            int agreement = matchLevel == 0 ? 0 : 2 * matchLevel - (matched == first ? 1 : 0);
            int context = ((agreement * 32 + equal) * (LEVELS - CONFIDENT) + firstLevel - CONFIDENT) * ENDINGS + ending;
            if (coder.bit(base + CONFIDENTLY_LARGE + context, quantiser.near(source, first)) != 0) {
                if (mixed) {
                    mixedFlags.take(x, 0);
                }
                return first;
            }
        }
        int second;
        int secondLevel;
        smallAsked = matchLevel == 0 || matched == first || matched == previous;
        if (smallAsked) {
            int three = Surroundings.three(w, n, nw);
            found = small.find(n == nw ? three : Surroundings.corner(n, nw), three);
            second = colour(found);
            secondLevel = level(found);
        } else {
            second = matched;
            secondLevel = LEVELS + matchLevel;
        }
        if (mixed) {
            int other = matchLevel == 0 || matched == first ? 0 : matched == previous ? 2 : 1;
            int match = matchLevel + other * (MATCH_LEVELS - 1);
            mixedFlags.startPixel(pixels, i, stride, x, before, p, ending, match);
            if (mixedFlags.isBesideLiteral()) {
                int equal = same(first, previous, 0) | same(first, second, 1);
                boolean literal = writing && !isAny(source, first, previous, second, w, n, ne, nw, excluded);
                if (mixedFlags.literal(equal | firstLevel << 2 | secondLevel << 5, literal ? 1 : 0) != 0) {
                    return NONE;
                }
            }
        }
        if (firstLevel < CONFIDENT && first != NO_COLOUR && first != excluded) {
            int equal = same(first, previous, 0) | same(first, second, 1);
            equal |= same(first, w, 2) | same(first, n, 3) | same(first, ne, 4) | same(first, nw, 5);
            if (isTaken(0, LARGE + (equal * LEVELS + firstLevel) * ENDINGS + ending, source, first)) {
                return first;
            }
        }
        if (previous != NO_COLOUR && previous != excluded && previous != first) {
            int equal = same(previous, second, 0) | same(previous, w, 1) | same(previous, n, 2);
            equal |= same(previous, ne, 3) | same(previous, nw, 4);
            if (isTaken(1, PREVIOUS + (equal << 4 | unchanged) * ENDINGS + ending, source, previous)) {
                return previous;
            }
        }
        if (second != NO_COLOUR && second != excluded && second != first && second != previous) {
            int equal = same(second, w, 0) | same(second, n, 1) | same(second, ne, 2) | same(second, nw, 3);
            int context = (equal * SECOND_LEVELS + secondLevel) * ENDINGS + ending;
            if (isTaken(2, SECOND + context, source, second)) {
                return second;
            }
        }
        if (w != excluded && w != first && w != previous && w != second) {
            int equal = same(w, n, 0) | same(w, ne, 1) | same(w, nw, 2);
            if (isTaken(3, WEST + equal * ENDINGS + ending, source, w)) {
                return w;
            }
        }
        if (n != excluded && n != first && n != previous && n != second && n != w) {
            int equal = same(n, ne, 0) | same(n, nw, 1);
            if (isTaken(4, NORTH + equal * ENDINGS + ending, source, n)) {
                return n;
            }
        }
        if (ne != excluded && ne != first && ne != previous && ne != second && ne != w && ne != n) {
            if (isTaken(5, NORTH_EAST + same(ne, nw, 0) * ENDINGS + ending, source, ne)) {
                return ne;
            }
        }
        if (nw != excluded && nw != first && nw != previous && nw != second && nw != w && nw != n && nw != ne) {
            if (isTaken(6, NORTH_WEST + ending, source, nw)) {
                return nw;
            }
        }
        return NONE;
    }

    /** Remembers the colour that the pixel of the last {@link #code} call came to have. */
    void learn(int colour) {
        if (!amongLiterals) {
            matches.learn(colour);
        }
        large.learn(colour);
        if (smallAsked) {
            small.learn(colour);
        }
    }

    private boolean isTaken(int candidate, int context, int source, int colour) {
        int value = quantiser.near(source, colour);
        return mixed ? mixedFlags.taken(candidate, context, colour, value) != 0 : coder.bit(base + context, value) != 0;
    }

    /** Whether the colour wanted is any candidate's. */
    private boolean isAny(int source, int first, int previous, int second, int w, int n, int ne, int nw, int excluded) {
        return isThis(source, first, excluded)
                || isThis(source, previous, excluded)
                || isThis(source, second, excluded)
                || isThis(source, w, excluded)
                || isThis(source, n, excluded)
                || isThis(source, ne, excluded)
                || isThis(source, nw, excluded);
    }

    private boolean isThis(int source, int colour, int excluded) {
        return colour != NO_COLOUR && colour != excluded && quantiser.near(source, colour) != 0;
    }

    private static int same(int a, int b, int bit) {
        return a == b ? 1 << bit : 0;
    }

    private static int colour(int found) {
        return found == ColourTable.UNKNOWN ? NO_COLOUR : found & 0xFFFFFF;
    }

    /** Confidence 0 to 15 in eight levels. */
    private static int level(int found) {
        int confidence = found >>> 24;
        return confidence < 4 ? confidence : confidence < 7 ? 4 : confidence < 11 ? 5 : confidence < 15 ? 6 : 7;
    }
}

package org.rundelta.codec.frame;

import java.util.Arrays;
import org.rundelta.codec.entropy.BitCoder;
import org.rundelta.codec.entropy.Mixer;

/**
 * The flags of candidates, mixed from four contexts (docs/bitstream.md, "Mixed candidates"), and among literals a flag
 * that says at once that the next is one too.
 */
final class MixedFlags {
    private static final int SLOT_BITS = 14;

    /** The kinds of flags, told apart in the contexts of the pixel. */
    private static final int KIND_BITS = 3;

    private static final int ENDINGS = 3;

    /** Kinds of matches: none, or its level, with the large table's colour, the previous pixel's, or another. */
    private static final int MATCHES = 3 * ColourCandidates.MATCH_LEVELS - 2;

    /** Numbered after the seven candidates; as an outcome it is told apart from "a run", 0. */
    private static final int LITERAL = 7;

    private final BitCoder coder;
    private final Mixer mixer = new Mixer(8 * ENDINGS * 8, SLOT_BITS);

    /** Of this row and the one above, how each pixel was coded: 0 in a run or copied, else candidate or literal plus 1. */
    private int[] outcomes;

    private int[] outcomesAbove;

    // What the contexts are made of
    private int column;
    private int ending;
    private int match;
    private int literalsAround;
    private int w;
    private int n;
    private int slopes;

    MixedFlags(BitCoder coder, int width) {
        this.coder = coder;
        outcomes = new int[width + 2];
        outcomesAbove = new int[width + 2];
    }

    /** Forgets everything learnt. */
    void reset() {
        mixer.reset();
    }

    /** Takes over what other flags have taught. */
    void copyFrom(MixedFlags other) {
        mixer.copyFrom(other.mixer);
    }

    /** Begins a row of pixels. */
    void startRow(boolean directlyBelowLast) {
        int[] above = outcomes;
        outcomes = outcomesAbove;
        outcomesAbove = above;
        Arrays.fill(outcomes, 0);
        if (!directlyBelowLast) {
            Arrays.fill(outcomesAbove, 0);
        }
    }

    /** Begins a pixel, which counts as a literal until a candidate is taken. */
    void startPixel(int[] pixels, int i, int stride, int x, int[] before, int p, int ending, int match) {
        this.ending = ending;
        this.match = match;
        column = x;
        int outcomeW = outcomes[x];
        int outcomeN = outcomesAbove[x + 1];
        int outcomeNe = outcomesAbove[x + 2];
        int outcomesAround = ((outcomeW * 9 + outcomeN) * 9 + outcomeNe) * 9 + outcomesAbove[x];
        literalsAround = isLiteral(outcomeW) | isLiteral(outcomeN) << 1 | isLiteral(outcomeNe) << 2;
        outcomes[x + 1] = LITERAL + 1;
        w = pixels[i - 1] >> 8 & 0xFF;
        n = pixels[i - stride] >> 8 & 0xFF;
        int nw = pixels[i - stride - 1] >> 8 & 0xFF;
        int ne = pixels[i - stride + 1] >> 8 & 0xFF;
        slopes = Differences.fine(w - nw, n - nw, n - ne);
        int changes = 0;
        if (p >= 0) {
            changes = Differences.fine(
                                    w - (before[p - 1] >> 8 & 0xFF),
                                    n - (before[p - stride] >> 8 & 0xFF),
                                    ne - (before[p - stride + 1] >> 8 & 0xFF))
                            * 13
                    + Differences.fine((before[p] >> 8 & 0xFF) - w)
                    + 1;
        }
        mixer.select(1, outcomesAround * ENDINGS + ending, KIND_BITS);
        mixer.select(3, changes * ENDINGS + ending, KIND_BITS);
    }

    private static int isLiteral(int outcome) {
        return outcome > LITERAL ? 1 : 0;
    }

    /** Whether W and N of the pixel in this column are literals. */
    boolean isAmongLiterals(int x) {
        return (isLiteral(outcomes[x]) & isLiteral(outcomesAbove[x + 1])) != 0;
    }

    /** Whether W or N of the pixel is a literal, so that it has a flag of its own for being one. */
    boolean isBesideLiteral() {
        return (literalsAround & 3) != 0;
    }

    /** Codes the flag that says that the pixel is a literal. */
    int literal(int context, int value) {
        mixer.select(0, (context << 3 | LITERAL) * MATCHES, 0);
        mixer.select(2, slopes, 0);
        return code(LITERAL, value);
    }

    /** Codes the flag that says that the pixel has the colour of this candidate. */
    int taken(int candidate, int context, int colour, int value) {
        int green = colour >> 8 & 0xFF;
        mixer.select(0, (context << 3 | candidate) * MATCHES + match, 0);
        mixer.select(2, (slopes * 13 + Differences.fine(green - w)) * 13 + Differences.fine(green - n), 0);
        int bit = code(candidate, value);
        if (bit != 0) {
            take(column, candidate);
        }
        return bit;
    }

    /** Notes that the pixel took this candidate, whose flag was coded elsewhere. */
    void take(int column, int candidate) {
        outcomes[column + 1] = candidate + 1;
    }

    private int code(int kind, int value) {
        return mixer.code(coder, (kind * ENDINGS + ending) * 8 + literalsAround, kind, value);
    }
}

package org.rundelta.swarm;

import java.util.BitSet;
import java.util.OptionalInt;
import java.util.Random;

/**
 * Which piece to begin next: of those that a peer has, one that the fewest have, by lot if there are several, so that the
 * first is one by lot. In order of play, the next few pieces come before that.
 */
final class PiecePicker {
    /** Pieces ahead of what is there, in order of play, that are begun by their place. */
    private static final int AHEAD = 16;

    private final int[] copies;
    private final BitSet missing;
    private final BitSet unbegun;
    private final boolean inOrder;
    private final Random random;

    /**
     * Starts choosing.
     *
     * @param have is there already
     */
    PiecePicker(int pieces, BitSet have, boolean inOrder, Random random) {
        copies = new int[pieces];
        missing = new BitSet(pieces);
        missing.set(0, pieces);
        missing.andNot(have);
        unbegun = (BitSet) missing.clone();
        this.inOrder = inOrder;
        this.random = random;
    }

    /** One more peer has this piece. */
    void seen(int piece) {
        copies[piece]++;
    }

    void seen(BitSet has) {
        has.stream().forEach(piece -> copies[piece]++);
    }

    /** A peer that had these is gone. */
    void gone(BitSet has) {
        has.stream().forEach(piece -> copies[piece]--);
    }

    boolean isMissing(int piece) {
        return missing.get(piece);
    }

    boolean isComplete() {
        return missing.isEmpty();
    }

    /** Whether each missing piece was begun: what is left is to come soon, or hangs. */
    boolean isAllBegun() {
        return unbegun.isEmpty();
    }

    /** How many missing pieces a peer has. */
    int useful(BitSet has) {
        BitSet both = (BitSet) missing.clone();
        both.and(has);
        return both.cardinality();
    }

    /** Chooses a piece that the peer has, and takes it as begun; empty if it has none that is not. */
    OptionalInt begin(BitSet has) {
        OptionalInt chosen = inOrder ? next(has) : OptionalInt.empty();
        chosen = chosen.isPresent() ? chosen : rarest(has);
        chosen.ifPresent(unbegun::clear);
        return chosen;
    }

    private OptionalInt next(BitSet has) {
        int first = missing.nextSetBit(0);
        for (int piece = first; piece >= 0 && piece < first + AHEAD; piece = unbegun.nextSetBit(piece + 1)) {
            if (unbegun.get(piece) && has.get(piece)) {
                return OptionalInt.of(piece);
            }
        }
        return OptionalInt.empty();
    }

    private OptionalInt rarest(BitSet has) {
        int chosen = -1;
        int ties = 0;
        for (int piece = unbegun.nextSetBit(0); piece >= 0; piece = unbegun.nextSetBit(piece + 1)) {
            if (!has.get(piece) || (chosen >= 0 && copies[piece] > copies[chosen])) {
                continue;
            }
            ties = chosen < 0 || copies[piece] < copies[chosen] ? 1 : ties + 1;
            if (random.nextInt(ties) == 0) {
                chosen = piece;
            }
        }
        return chosen < 0 ? OptionalInt.empty() : OptionalInt.of(chosen);
    }

    /** The piece has to be begun again. */
    void abandon(int piece) {
        unbegun.set(piece);
    }

    /** The piece is there. */
    void done(int piece) {
        missing.clear(piece);
        unbegun.clear(piece);
    }
}

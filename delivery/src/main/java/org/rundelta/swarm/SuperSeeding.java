package org.rundelta.swarm;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a seed says it has while each piece is to leave it once (BEP 16): to each peer a few pieces that no other was told
 * of, and more as it was sent them, first to those whose pieces others have by now. What a peer does not ask for others are
 * told of instead. When all were sent, there is nothing to hide any more.
 *
 * @param <P> peers
 */
final class SuperSeeding<P> {
    private final int ahead;
    private final BitSet hidden;
    private final Map<P, BitSet> told = new HashMap<>();
    private final Set<P> slow = new HashSet<>();

    /** @param ahead how many pieces that were not yet sent a peer is told of */
    SuperSeeding(int pieces, int ahead) {
        this.ahead = ahead;
        hidden = new BitSet(pieces);
        hidden.set(0, pieces);
    }

    /** The next piece to tell a peer of; empty if it knows of enough, or everything is told. */
    OptionalInt next(P peer, BitSet has) {
        BitSet open = told.computeIfAbsent(peer, key -> new BitSet());
        if (slow.contains(peer) || open.cardinality() >= ahead) {
            return OptionalInt.empty();
        }
        for (int piece = hidden.nextSetBit(0); piece >= 0; piece = hidden.nextSetBit(piece + 1)) {
            if (!has.get(piece)) {
                hidden.clear(piece);
                open.set(piece);
                return OptionalInt.of(piece);
            }
        }
        return OptionalInt.empty();
    }

    /** All of a piece is on its way to the peer, or another told that it has it. */
    void sent(int piece) {
        hidden.clear(piece);
        told.values().forEach(open -> open.clear(piece));
    }

    /**
     * The peer asks for nothing: what it was told of and not sent is hidden again, and it is told of no more, unless no other
     * is better.
     */
    void hesitates(P peer) {
        BitSet open = told.get(peer);
        if (open != null && !open.isEmpty()) {
            hidden.or(open);
            open.clear();
            slow.add(peer);
            if (slow.containsAll(told.keySet())) {
                slow.clear();
            }
        }
    }

    /** The peer asks for something. */
    void asks(P peer) {
        slow.remove(peer);
    }

    /** What the peer was told of and not sent is hidden again. */
    void gone(P peer) {
        slow.remove(peer);
        BitSet open = told.remove(peer);
        if (open != null) {
            hidden.or(open);
        }
    }

    /** Whether every piece was sent. */
    boolean isOver() {
        return hidden.isEmpty() && told.values().stream().allMatch(BitSet::isEmpty);
    }
}

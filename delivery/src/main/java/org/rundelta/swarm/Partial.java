package org.rundelta.swarm;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A piece that is coming in.
 *
 * @param <P> who it comes from
 */
final class Partial<P> {
    final int piece;
    final byte[] data;

    /** Who it is left to, as long as there is anything else to ask others for; null if nobody. */
    P owner;

    /** Of several, it would not be known who sent what is wrong. */
    final boolean isFromOneOnly;

    private final Set<P> senders = new HashSet<>();
    private final List<Set<P>> asked = new ArrayList<>();
    private final boolean[] isThere;
    private int there;

    Partial(int piece, int length, P owner, boolean isFromOneOnly) {
        this.piece = piece;
        this.data = new byte[length];
        this.owner = owner;
        this.isFromOneOnly = isFromOneOnly;
        isThere = new boolean[(length + PeerWire.REQUEST_BYTES - 1) / PeerWire.REQUEST_BYTES];
        for (int i = 0; i < isThere.length; i++) {
            asked.add(new HashSet<>(2));
        }
    }

    /** The first part that is not there and that at most {@code others}, and not {@code peer}, were asked for; or null. */
    PieceRequest open(P peer, int others) {
        for (int i = 0; i < isThere.length; i++) {
            if (!isThere[i] && asked.get(i).size() <= others && !asked.get(i).contains(peer)) {
                return request(i);
            }
        }
        return null;
    }

    private PieceRequest request(int index) {
        int begin = index * PeerWire.REQUEST_BYTES;
        return new PieceRequest(piece, begin, Math.min(PeerWire.REQUEST_BYTES, data.length - begin));
    }

    void ask(P peer, PieceRequest request) {
        asked.get(index(request)).add(peer);
    }

    void dropped(P peer, PieceRequest request) {
        asked.get(index(request)).remove(peer);
    }

    /** Takes what came in; returns who else was asked for it, which may be told now. */
    Set<P> received(P peer, PieceRequest request, ByteBuffer from) {
        int index = index(request);
        Set<P> others = asked.get(index);
        others.remove(peer);
        if (!isThere[index]) {
            from.get(data, request.begin(), request.length());
            isThere[index] = true;
            there++;
            senders.add(peer);
        }
        asked.set(index, new HashSet<>(2));
        return others;
    }

    boolean isWhole() {
        return there == isThere.length;
    }

    /** Who sent parts of it. */
    Set<P> senders() {
        return senders;
    }

    private static int index(PieceRequest request) {
        return request.begin() / PeerWire.REQUEST_BYTES;
    }
}

package org.rundelta.swarm;

import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What to ask which peer for: whole pieces of one peer each, so that they are soon whole; of those that others began, when
 * there is nothing else; and in the end what others were asked for, too, so that the slowest does not decide (end game).
 *
 * @param <P> peers
 */
final class Downloads<P> {
    private static final long MAX_BYTES = 64 << 20;
    private static final int MIN_PARTIALS = 4;

    private final Metainfo metainfo;
    private final PiecePicker picker;
    private final Map<Integer, Partial<P>> partials = new LinkedHashMap<>();
    private final Set<Integer> doubtful = new HashSet<>();
    private int verifying;

    /**
     * What became of bytes that came in.
     *
     * @param whole the piece, if these were the last of it
     * @param others who were asked for the same
     */
    record Received<P>(Optional<Partial<P>> whole, Set<P> others) {}

    Downloads(Metainfo metainfo, PiecePicker picker) {
        this.metainfo = metainfo;
        this.picker = picker;
    }

    /** What to ask the peer for next, taken as asked; null if there is nothing. */
    PieceRequest next(P peer, BitSet has) {
        PieceRequest request = open(peer, has, true, 0);
        if (request == null) {
            request = begin(peer, has);
        }
        if (request == null) {
            request = open(peer, has, false, 0);
        }
        if (request == null && picker.isAllBegun()) {
            request = open(peer, has, false, 1);
        }
        if (request != null) {
            partials.get(request.piece()).ask(peer, request);
        }
        return request;
    }

    private PieceRequest open(P peer, BitSet has, boolean ownOnly, int others) {
        for (Partial<P> partial : partials.values()) {
            boolean isOwn = partial.owner == null || partial.owner.equals(peer);
            boolean mayAsk = isOwn || (!ownOnly && !partial.isFromOneOnly);
            PieceRequest request = mayAsk && has.get(partial.piece) ? partial.open(peer, others) : null;
            if (request != null) {
                if (partial.owner == null) {
                    partial.owner = peer;
                }
                return request;
            }
        }
        return null;
    }

    private PieceRequest begin(P peer, BitSet has) {
        int inMemory = partials.size() + verifying;
        if (inMemory >= MIN_PARTIALS && (long) inMemory * metainfo.pieceLength() >= MAX_BYTES) {
            return null;
        }
        OptionalInt piece = picker.begin(has);
        if (piece.isEmpty()) {
            return null;
        }
        int begun = piece.getAsInt();
        Partial<P> partial = new Partial<>(begun, metainfo.length(begun), peer, doubtful.contains(begun));
        partials.put(begun, partial);
        return partial.open(peer, 0);
    }

    /** Bytes that the peer was asked for came in. */
    Received<P> received(P peer, PieceRequest request, ByteBuffer data) {
        Partial<P> partial = partials.get(request.piece());
        if (partial == null) {
            return new Received<>(Optional.empty(), Set.of());
        }
        Set<P> others = partial.received(peer, request, data);
        if (!partial.isWhole()) {
            return new Received<>(Optional.empty(), others);
        }
        partials.remove(partial.piece);
        verifying++;
        return new Received<>(Optional.of(partial), others);
    }

    /** The peer will not send this. */
    void dropped(P peer, PieceRequest request) {
        Partial<P> partial = partials.get(request.piece());
        if (partial == null) {
            return;
        }
        partial.dropped(peer, request);
    }

    /** The peer will send no more: others may be asked for what was left to it. */
    void gone(P peer) {
        for (Partial<P> partial : List.copyOf(partials.values())) {
            if (peer.equals(partial.owner)) {
                partial.owner = null;
                if (partial.isFromOneOnly) {
                    partials.remove(partial.piece);
                    picker.abandon(partial.piece);
                }
            }
        }
    }

    /** The piece is there, verified. */
    void passed(int piece) {
        verifying--;
        picker.done(piece);
    }

    /** The piece is not what it should be; next time it is asked of one peer alone. */
    void failed(int piece) {
        verifying--;
        doubtful.add(piece);
        picker.abandon(piece);
    }
}

package org.rundelta.swarm;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;

/** What goes out: who is told of which pieces, who is sent to, and what was asked for; in the thread of the swarm alone. */
final class Uploads {
    /** Bytes on their way to a peer, so that it never waits for the disk. */
    private static final int AHEAD_BYTES = 512 << 10;

    /** Requests of a peer that are served before the next peer's, if there is a limit: a small piece. */
    private static final int TURN = 4;

    /** Pieces that each peer is told of while super-seeding. */
    private static final int TOLD_AHEAD = 8;

    private final Metainfo metainfo;
    private final BitSet have;
    private final List<RemotePeer> peers;
    private final Disk disk;
    private final TokenBucket limit;
    private final int slots;
    private final long patienceNanos;
    private final ChokePolicy<RemotePeer> chokes;
    private Optional<SuperSeeding<RemotePeer>> hiding;
    private int turn;
    private long sent;

    /**
     * Sends nothing yet.
     *
     * @param have the pieces that are there, also those to come
     * @param peers that are connected, also those to come
     */
    Uploads(Metainfo metainfo, BitSet have, List<RemotePeer> peers, Disk disk, PeerOptions options, Random random) {
        this.metainfo = metainfo;
        this.have = have;
        this.peers = peers;
        this.disk = disk;
        limit = new TokenBucket(options.upBytesPerSecond(), System.nanoTime());
        slots = options.slots();
        patienceNanos = options.timing().patience().toNanos();
        chokes = new ChokePolicy<>(slots, random);
        hiding = options.superSeed() && isComplete()
                ? Optional.of(new SuperSeeding<>(metainfo.pieces(), TOLD_AHEAD))
                : Optional.empty();
    }

    private boolean isComplete() {
        return have.cardinality() == metainfo.pieces();
    }

    /** Bytes of pieces sent. */
    long sent() {
        return sent;
    }

    /** Tells a peer what there is for it. */
    void greet(RemotePeer peer, boolean hasExtensions) {
        peer.greet(hiding.isPresent() ? new BitSet() : have, hasExtensions);
        tellMore(peer);
    }

    /** A peer said that it has one more piece. */
    void seen(RemotePeer peer, int piece) {
        hiding.ifPresent(hidden -> hidden.sent(piece));
        tellMore(peer);
    }

    /** A peer said what it brought along: of that nothing is hidden, since others are to have it from there. */
    void seen(RemotePeer peer, BitSet pieces) {
        hiding.ifPresent(hidden -> pieces.stream().forEach(hidden::sent));
        tellMore(peer);
    }

    /** A peer left: others may be told of what it was told of. */
    void gone(RemotePeer peer) {
        hiding.ifPresent(hidden -> hidden.gone(peer));
        peers.forEach(this::tellMore);
    }

    /** Has others told of what somebody does not ask for. */
    void tick(long nowNanos) {
        hiding.ifPresent(hidden -> peers.stream()
                .filter(peer -> peer.asked.isEmpty() && nowNanos - peer.askedNanos > patienceNanos)
                .forEach(hidden::hesitates));
        peers.forEach(this::tellMore);
    }

    private void tellMore(RemotePeer peer) {
        if (hiding.isEmpty()) {
            return;
        }
        OptionalInt piece = hiding.get().next(peer, peer.has);
        while (piece.isPresent()) {
            peer.askedNanos = System.nanoTime();
            peer.connection.send(PeerWire.have(piece.getAsInt()));
            piece = hiding.get().next(peer, peer.has);
        }
        if (hiding.get().isOver()) {
            hiding = Optional.empty();
            have.stream().forEach(any -> peers.forEach(all -> all.connection.send(PeerWire.have(any))));
        }
    }

    /** Sends to a peer that wants it at once, if fewer are sent to than may be. */
    void interestChanged(RemotePeer peer) {
        long unchoked = peers.stream().filter(other -> !other.isChoked).count();
        if (peer.isInterested && unchoked < slots) {
            peer.setChoked(false);
        }
    }

    /** Chooses anew who is sent to. */
    void rechoke() {
        List<RemotePeer> wanting =
                peers.stream().filter(peer -> peer.isInterested).toList();
        Set<RemotePeer> chosen = isComplete() ? chokes.inTurn(wanting) : chokes.byGiving(candidates(wanting));
        peers.forEach(peer -> peer.setChoked(!chosen.contains(peer)));
    }

    private static List<ChokePolicy.Candidate<RemotePeer>> candidates(List<RemotePeer> wanting) {
        return wanting.stream()
                .map(peer -> new ChokePolicy.Candidate<>(
                        peer,
                        peer.received.bytesPerSecond(),
                        peer.received.total(),
                        peer.sent.total(),
                        peer.isSnubbing()))
                .toList();
    }

    /** Sends what was asked for, peers in turn, as far as the limit lets. */
    void serve(long nowNanos) {
        int batch = limit.isLimited() ? TURN : Disk.BATCH;
        int idle = 0;
        while (idle < peers.size() && limit.hasSome(nowNanos)) {
            turn = (turn + 1) % peers.size();
            RemotePeer peer = peers.get(turn);
            List<PieceRequest> requests = new ArrayList<>(batch);
            while (requests.size() < batch && !peer.asked.isEmpty() && peer.connection.hasRoom(AHEAD_BYTES)) {
                PieceRequest request = peer.asked.remove();
                requests.add(request);
                limit.take(request.length());
            }
            idle = requests.isEmpty() ? idle + 1 : 0;
            if (!requests.isEmpty()) {
                send(peer, requests);
            }
        }
    }

    private void send(RemotePeer peer, List<PieceRequest> requests) {
        int bytes = requests.stream().mapToInt(PieceRequest::length).sum();
        sent += bytes;
        peer.sent.add(bytes);
        peer.connection.expect(bytes);
        hiding.ifPresent(hidden -> hidden.asks(peer));
        disk.read(requests, messages -> {
            peer.connection.expect(-bytes);
            peer.connection.send(messages, disk::done);
            requests.forEach(request -> wasSent(peer, request));
        });
    }

    /** A piece counts as sent with its last part; parts are asked for in order. */
    private void wasSent(RemotePeer peer, PieceRequest request) {
        boolean isLast = request.begin() + request.length() == metainfo.length(request.piece());
        if (hiding.isPresent() && isLast) {
            hiding.get().sent(request.piece());
            tellMore(peer);
        }
    }

    /** When there is more to send under the limit, from now; a long time if nothing waits for it. */
    long nanosToServe(long nowNanos) {
        boolean isAsked =
                peers.stream().anyMatch(peer -> !peer.asked.isEmpty() && peer.connection.hasRoom(AHEAD_BYTES));
        return isAsked ? limit.nanosToSome(nowNanos) : Long.MAX_VALUE;
    }
}

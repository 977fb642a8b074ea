package org.rundelta.swarm;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;

/** The exchange of pieces with all connected peers; in the thread of the swarm alone. */
final class Exchange {
    /** Bytes on their way to a peer, so that it never waits for the disk. */
    private static final int AHEAD_BYTES = 512 << 10;

    /** Requests of a peer that are served before the next peer's, if there is a limit: a small piece. */
    private static final int TURN = 4;

    /** Pieces that each peer is told of while super-seeding. */
    private static final int TOLD_AHEAD = 8;

    final Metainfo metainfo;
    final PiecePicker picker;
    final Downloads<Source> downloads;

    private final BitSet have;
    private final Disk disk;
    private final TokenBucket upLimit;
    private final TokenBucket downLimit;
    private final ChokePolicy<RemotePeer> chokes;
    private final int slots;
    private final SwarmEvents events;
    private final List<RemotePeer> peers = new ArrayList<>();
    private Optional<SuperSeeding<RemotePeer>> hiding;
    private int turn;
    private long sent;
    private long received;
    private long left;

    /** What the exchange tells of. */
    interface SwarmEvents {
        void pieceCame(int bytes);

        /** Every piece is there and every file has its name. */
        void completed();

        /** The source sent what is wrong, alone. */
        void corrupt(Source source);
    }

    Exchange(
            Metainfo metainfo,
            BitSet have,
            Disk disk,
            PeerOptions options,
            TokenBucket downLimit,
            Random random,
            SwarmEvents events) {
        this.metainfo = metainfo;
        this.have = have;
        this.disk = disk;
        this.events = events;
        picker = new PiecePicker(metainfo.pieces(), have, options.inOrder(), random);
        downloads = new Downloads<>(metainfo, picker);
        left = metainfo.length() - have.stream().mapToLong(metainfo::length).sum();
        upLimit = new TokenBucket(options.upBytesPerSecond(), System.nanoTime());
        this.downLimit = downLimit;
        slots = options.slots();
        chokes = new ChokePolicy<>(slots, random);
        hiding = options.superSeed() && picker.isComplete()
                ? Optional.of(new SuperSeeding<>(metainfo.pieces(), TOLD_AHEAD))
                : Optional.empty();
    }

    boolean has(int piece) {
        return have.get(piece);
    }

    boolean isComplete() {
        return picker.isComplete();
    }

    List<RemotePeer> peers() {
        return peers;
    }

    /** Bytes that are missing. */
    long left() {
        return left;
    }

    /** Bytes of pieces sent. */
    long sent() {
        return sent;
    }

    /** Bytes of pieces received. */
    long received() {
        return received;
    }

    void joined(RemotePeer peer, boolean hasExtensions) {
        peers.add(peer);
        peer.greet(hiding.isPresent() ? new BitSet() : have, hasExtensions);
        tellMore(peer);
    }

    void left(RemotePeer peer) {
        if (peers.remove(peer)) {
            peer.drop();
            downloads.gone(peer);
            picker.gone(peer.has);
            hiding.ifPresent(hidden -> hidden.gone(peer));
            peers.forEach(other -> {
                other.ask();
                tellMore(other);
            });
        }
    }

    /** A peer says that it has one more piece. */
    void seen(RemotePeer peer, int piece) {
        picker.seen(piece);
        hiding.ifPresent(hidden -> hidden.sent(piece));
        tellMore(peer);
    }

    private void tellMore(RemotePeer peer) {
        if (hiding.isEmpty()) {
            return;
        }
        OptionalInt piece = hiding.get().next(peer, peer.has);
        while (piece.isPresent()) {
            peer.connection.send(PeerWire.have(piece.getAsInt()));
            piece = hiding.get().next(peer, peer.has);
        }
        if (hiding.get().isOver()) {
            hiding = Optional.empty();
            have.stream().forEach(any -> peers.forEach(all -> all.connection.send(PeerWire.have(any))));
        }
    }

    /** Parts for a web seed to fetch, taken as asked: at most so many, none if it is to wait. */
    List<PieceRequest> claim(Source source, int most) {
        BitSet all = new BitSet();
        all.set(0, metainfo.pieces());
        List<PieceRequest> claimed = new ArrayList<>();
        while (claimed.size() < most && downLimit.hasSome(System.nanoTime())) {
            PieceRequest request = downloads.next(source, all);
            if (request == null) {
                break;
            }
            claimed.add(request);
        }
        return claimed;
    }

    /** The web seed could not fetch them all. */
    void giveBack(Source source, List<PieceRequest> claimed) {
        claimed.forEach(request -> downloads.dropped(source, request));
        downloads.gone(source);
        peers.forEach(RemotePeer::ask);
    }

    /** A web seed's part came. */
    void fetched(Source source, PieceRequest request, ByteBuffer data) {
        downLimit.take(request.length());
        received(source, request, data);
    }

    void received(Source from, PieceRequest request, ByteBuffer data) {
        received += request.length();
        Downloads.Received<Source> result = downloads.received(from, request, data);
        result.others().forEach(other -> other.cancelOwn(request));
        result.whole()
                .ifPresent(partial -> disk.keep(
                        partial.piece, partial.data, isRight -> verified(partial.piece, isRight, partial.senders())));
    }

    private void verified(int piece, boolean isRight, Set<Source> senders) {
        if (!isRight) {
            downloads.failed(piece);
            if (senders.size() == 1) {
                events.corrupt(senders.iterator().next());
            }
            peers.forEach(RemotePeer::ask);
            return;
        }
        downloads.passed(piece);
        have.set(piece);
        left -= metainfo.length(piece);
        peers.forEach(peer -> {
            peer.noLongerMissing(piece);
            if (!peer.has.get(piece)) {
                peer.connection.send(PeerWire.have(piece));
            }
        });
        events.pieceCame(metainfo.length(piece));
        if (picker.isComplete()) {
            disk.finish(events::completed);
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
        List<ChokePolicy.Candidate<RemotePeer>> candidates = peers.stream()
                .filter(peer -> peer.isInterested)
                .map(peer -> new ChokePolicy.Candidate<>(
                        peer,
                        (isComplete() ? peer.sent : peer.received).bytesPerSecond(),
                        !isComplete() && peer.isSnubbing()))
                .toList();
        Set<RemotePeer> chosen = chokes.choose(candidates);
        peers.forEach(peer -> peer.setChoked(!chosen.contains(peer)));
    }

    /** Sends what was asked for, peers in turn, as far as the limit lets. */
    void serve(long nowNanos) {
        int batch = upLimit.isLimited() ? TURN : Disk.BATCH;
        int idle = 0;
        while (idle < peers.size() && upLimit.hasSome(nowNanos)) {
            turn = (turn + 1) % peers.size();
            RemotePeer peer = peers.get(turn);
            List<PieceRequest> requests = new ArrayList<>(batch);
            while (requests.size() < batch && !peer.asked.isEmpty() && peer.connection.hasRoom(AHEAD_BYTES)) {
                PieceRequest request = peer.asked.remove();
                requests.add(request);
                upLimit.take(request.length());
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
        return isAsked ? upLimit.nanosToSome(nowNanos) : Long.MAX_VALUE;
    }

    /** Ends an interval of the rates, and asks those that owe. */
    void tick(double seconds) {
        peers.forEach(peer -> {
            peer.received.tick(seconds);
            peer.sent.tick(seconds);
            if (peer.isSnubbing()) {
                peer.drop();
                downloads.gone(peer);
            }
            peer.ask();
        });
    }
}

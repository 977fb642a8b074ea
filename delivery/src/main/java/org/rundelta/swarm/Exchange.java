package org.rundelta.swarm;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** The exchange of pieces with all connected peers, and what comes in of it; in the thread of the swarm alone. */
final class Exchange {
    final Metainfo metainfo;
    final PiecePicker picker;
    final Downloads<Source> downloads;
    final Uploads uploads;

    /** How long a peer may owe what it was asked for. */
    final long patienceNanos;

    private final BitSet have;
    private final Disk disk;
    private final TokenBucket downLimit;
    private final SwarmEvents events;
    private final List<RemotePeer> peers = new ArrayList<>();
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
        this.downLimit = downLimit;
        this.events = events;
        patienceNanos = options.timing().patience().toNanos();
        picker = new PiecePicker(metainfo.pieces(), have, options.inOrder(), random);
        downloads = new Downloads<>(metainfo, picker);
        uploads = new Uploads(metainfo, have, peers, disk, options, random);
        left = metainfo.length() - have.stream().mapToLong(metainfo::length).sum();
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

    /** Bytes of pieces received. */
    long received() {
        return received;
    }

    void joined(RemotePeer peer, boolean hasExtensions) {
        peers.add(peer);
        uploads.greet(peer, hasExtensions);
    }

    void left(RemotePeer peer) {
        if (peers.remove(peer)) {
            peer.drop();
            downloads.gone(peer);
            picker.gone(peer.has);
            peers.forEach(RemotePeer::ask);
            uploads.gone(peer);
        }
    }

    /** A peer says that it has one more piece. */
    void seen(RemotePeer peer, int piece) {
        picker.seen(piece);
        uploads.seen(peer, piece);
    }

    /** A peer says that it has these, too. */
    void seen(RemotePeer peer, BitSet pieces) {
        picker.seen(pieces);
        uploads.seen(peer, pieces);
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
        uploads.tick(System.nanoTime());
    }
}

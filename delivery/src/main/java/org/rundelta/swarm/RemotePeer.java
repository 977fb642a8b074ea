package org.rundelta.swarm;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;

/** A peer as this one knows it: what it has, who of the two sends to whom, what each was asked for. */
final class RemotePeer implements WireHandler, Source {
    /** That many requests a peer may have open here (the {@code reqq} of BEP 10). */
    static final int MAX_ASKED = 500;

    /** What peers are known to take that do not say. */
    private static final int DEFAULT_MAX_OUTSTANDING = 250;

    private static final int MIN_OUTSTANDING = 16;

    final PeerConnection connection;
    final String id;
    final boolean isFast;
    final BitSet has;
    /** What the two tell each other of others; empty if nothing. */
    final Optional<PeerGossip> gossip;

    final RateMeter received = new RateMeter();
    final RateMeter sent = new RateMeter();

    /** What it asked for and was not yet sent. */
    final Queue<PieceRequest> asked = new ArrayDeque<>();

    /** When it last asked for something, or was told of what it may ask for. */
    long askedNanos = System.nanoTime();

    boolean isInterested;
    boolean isChoked = true;

    private final Exchange exchange;
    private final Set<PieceRequest> outstanding = new LinkedHashSet<>();
    private boolean isChoking = true;
    private boolean isInteresting;
    private int useful;
    private int maxOutstanding = DEFAULT_MAX_OUTSTANDING;
    private long gaveNanos = System.nanoTime();

    RemotePeer(
            PeerConnection connection, PeerWire.Handshake handshake, Exchange exchange, Optional<PeerGossip> gossip) {
        this.connection = connection;
        id = handshake.peerId();
        isFast = handshake.isFast();
        this.exchange = exchange;
        this.gossip = gossip;
        has = new BitSet(exchange.metainfo.pieces());
    }

    boolean isSeed() {
        return has.cardinality() == exchange.metainfo.pieces();
    }

    /** Whether it owes what it was asked for, for long. */
    boolean isSnubbing() {
        return !outstanding.isEmpty() && System.nanoTime() - gaveNanos > exchange.patienceNanos;
    }

    @Override
    public void choke(boolean chokes) {
        isChoking = chokes;
        gaveNanos = System.nanoTime();
        if (chokes) {
            if (!isFast) {
                drop();
            }
            exchange.downloads.gone(this);
        }
        ask();
    }

    /** Nothing it was asked for will come. */
    void drop() {
        List.copyOf(outstanding).forEach(this::reject);
    }

    @Override
    public void interested(boolean interested) {
        isInterested = interested;
        exchange.uploads.interestChanged(this);
    }

    @Override
    public void have(int piece) {
        if (!has.get(piece)) {
            has.set(piece);
            exchange.seen(this, piece);
            useful += exchange.picker.isMissing(piece) ? 1 : 0;
            showInterest();
        }
    }

    @Override
    public void bitfield(BitSet have) {
        have.andNot(has);
        has.or(have);
        exchange.seen(this, have);
        useful = exchange.picker.useful(has);
        showInterest();
    }

    /** A piece that was missing here is not any more. */
    void noLongerMissing(int piece) {
        useful -= has.get(piece) ? 1 : 0;
        showInterest();
    }

    private void showInterest() {
        boolean interesting = useful > 0;
        if (interesting != isInteresting) {
            isInteresting = interesting;
            connection.send(PeerWire.message(interesting ? PeerWire.INTERESTED : PeerWire.NOT_INTERESTED));
        }
        ask();
    }

    @Override
    public void request(PieceRequest request) throws SwarmException {
        if (asked.size() >= 2 * MAX_ASKED) {
            throw new SwarmException("asks for too much at once");
        }
        if (isChoked || !exchange.has(request.piece())) {
            refuse(request);
        } else {
            asked.add(request);
            askedNanos = System.nanoTime();
        }
    }

    @Override
    public void cancel(PieceRequest request) {
        if (asked.remove(request)) {
            refuse(request);
        }
    }

    private void refuse(PieceRequest request) {
        if (isFast) {
            connection.send(PeerWire.of(PeerWire.REJECT, request));
        }
    }

    /** Sends to it from now on, or no more. */
    void setChoked(boolean chokes) {
        if (chokes != isChoked) {
            isChoked = chokes;
            connection.send(PeerWire.message(chokes ? PeerWire.CHOKE : PeerWire.UNCHOKE));
            if (chokes) {
                asked.forEach(this::refuse);
                asked.clear();
            }
        }
    }

    @Override
    public void reject(PieceRequest request) {
        if (outstanding.remove(request)) {
            exchange.downloads.dropped(this, request);
        }
    }

    @Override
    public void piece(int piece, int begin, ByteBuffer data) {
        PieceRequest request = new PieceRequest(piece, begin, data.remaining());
        received.add(data.remaining());
        gaveNanos = System.nanoTime();
        if (outstanding.remove(request)) {
            exchange.received(this, request, data);
        }
        ask();
    }

    @Override
    public String address() {
        return connection.address.getAddress().getHostAddress();
    }

    @Override
    public void cancelOwn(PieceRequest request) {
        if (outstanding.remove(request)) {
            connection.send(PeerWire.of(PeerWire.CANCEL, request));
        }
    }

    /** Asks for as much as the peer is likely to send within a second. */
    void ask() {
        if (isChoking || !isInteresting) {
            return;
        }
        int likely = (int) (received.bytesPerSecond() / PeerWire.REQUEST_BYTES);
        int wanted = Math.min(maxOutstanding, Math.max(MIN_OUTSTANDING, likely));
        if (isSnubbing()) {
            wanted = 1;
        }
        while (outstanding.size() < wanted) {
            PieceRequest request = exchange.downloads.next(this, has);
            if (request == null) {
                return;
            }
            gaveNanos = outstanding.isEmpty() ? System.nanoTime() : gaveNanos;
            outstanding.add(request);
            connection.send(PeerWire.of(PeerWire.REQUEST, request));
        }
    }

    @Override
    public void extended(int type, byte[] payload) throws SwarmException {
        if (type == 0) {
            BencodeDictionary handshake = Bencode.decodeDictionary(payload);
            long most = handshake.number("reqq", DEFAULT_MAX_OUTSTANDING);
            maxOutstanding = (int) Math.max(1, Math.min(MAX_ASKED, most));
            if (gossip.isPresent()) {
                gossip.get().greeted(handshake);
            }
        } else if (type == PeerGossip.TYPE && gossip.isPresent()) {
            gossip.get().heard(payload, System.nanoTime());
        }
    }

    /** Who has the torrent file has all the hashes that ours could send. */
    @Override
    public void hashRequest(byte[] payload) {
        connection.send(PeerWire.hashReject(payload));
    }

    /** Tells, after the handshake, what this side has. */
    void greet(BitSet have, boolean hasExtensions) {
        int pieces = exchange.metainfo.pieces();
        if (isFast && have.cardinality() == pieces) {
            connection.send(PeerWire.message(PeerWire.HAVE_ALL));
        } else if (isFast && have.isEmpty()) {
            connection.send(PeerWire.message(PeerWire.HAVE_NONE));
        } else if (!have.isEmpty()) {
            connection.send(PeerWire.bitfield(have, pieces));
        }
        if (hasExtensions) {
            Map<String, Object> handshake = new TreeMap<>(Map.of("m", Map.of(), "reqq", MAX_ASKED, "v", "Rundelta"));
            gossip.ifPresent(offered -> handshake.putAll(offered.offer()));
            connection.send(PeerWire.extended(0, Bencode.encode(handshake)));
        }
    }
}

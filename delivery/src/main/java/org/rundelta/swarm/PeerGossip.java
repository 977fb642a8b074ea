package org.rundelta.swarm;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What two connected peers tell each other of others: peer exchange (BEP 11), an extension (BEP 10). */
final class PeerGossip {
    /** The type that its messages to this peer have. */
    static final int TYPE = 1;

    private static final String NAME = "ut_pex";
    private static final int MAX_PEERS = 50;
    private static final int MAX_TYPE = 255;
    private static final int MAX_PORT = 65535;
    private static final long TELL_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** Nobody is to tell more often than every minute; this is less, as clocks and links differ. */
    private static final long HEAR_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final InetSocketAddress other;
    private final boolean isDialled;
    private final int ownPort;
    private final Consumer<List<InetSocketAddress>> found;
    private final Set<InetSocketAddress> told = new HashSet<>();
    private int theirType;
    private int theirPort;
    private Optional<Long> toldNanos = Optional.empty();
    private Optional<Long> heardNanos = Optional.empty();

    /**
     * Says nothing yet.
     *
     * @param other the other end of the connection
     * @param isDialled whether it was dialled, so that others can reach it there, too
     * @param ownPort at which this peer listens
     * @param found is given the peers that the other names
     */
    PeerGossip(InetSocketAddress other, boolean isDialled, int ownPort, Consumer<List<InetSocketAddress>> found) {
        this.other = other;
        this.isDialled = isDialled;
        this.ownPort = ownPort;
        this.found = found;
    }

    /** What the handshake of extensions says of it. */
    Map<String, Object> offer() {
        return Map.of("m", Map.of(NAME, TYPE), "p", ownPort);
    }

    /** The handshake of extensions of the other came. */
    void greeted(BencodeDictionary handshake) throws SwarmException {
        if (handshake.values().get("m") instanceof BencodeDictionary types) {
            theirType = within(types.number(NAME, 0), MAX_TYPE);
        }
        theirPort = within(handshake.number("p", 0), MAX_PORT);
    }

    private static int within(long number, int most) {
        return number > 0 && number <= most ? (int) number : 0;
    }

    /** Where others reach the other; empty if that is not known. */
    Optional<InetSocketAddress> address() {
        if (isDialled) {
            return Optional.of(other);
        }
        return theirPort == 0 ? Optional.empty() : Optional.of(new InetSocketAddress(other.getAddress(), theirPort));
    }

    /**
     * What to tell the other now: who came and went since it was told before; empty if that is nobody, or it was told less
     * than a minute ago, or wants to hear nothing.
     *
     * @param connected where the peers are reached that this one is connected with
     */
    Optional<ByteBuffer> tell(List<InetSocketAddress> connected, long nowNanos) {
        boolean isSoon = toldNanos.isPresent() && nowNanos - toldNanos.get() < TELL_NANOS;
        if (theirType == 0 || isSoon) {
            return Optional.empty();
        }
        List<InetSocketAddress> added = connected.stream()
                .filter(peer -> !told.contains(peer) && !address().equals(Optional.of(peer)))
                .limit(MAX_PEERS)
                .toList();
        List<InetSocketAddress> dropped = told.stream()
                .filter(peer -> !connected.contains(peer))
                .limit(MAX_PEERS)
                .toList();
        if (added.isEmpty() && dropped.isEmpty()) {
            return Optional.empty();
        }
        toldNanos = Optional.of(nowNanos);
        told.addAll(added);
        dropped.forEach(told::remove);
        return Optional.of(PeerWire.extended(theirType, message(added, dropped)));
    }

    static byte[] message(List<InetSocketAddress> added, List<InetSocketAddress> dropped) {
        Map<String, Object> message = new TreeMap<>();
        String ipv4 = CompactPeers.ipv4(added);
        String ipv6 = CompactPeers.ipv6(added);
        message.put("added", ipv4);
        message.put("added.f", flags(ipv4, CompactPeers.IPV4_BYTES));
        message.put("added6", ipv6);
        message.put("added6.f", flags(ipv6, CompactPeers.IPV6_BYTES));
        message.put("dropped", CompactPeers.ipv4(dropped));
        message.put("dropped6", CompactPeers.ipv6(dropped));
        return Bencode.encode(message);
    }

    /** A byte for each, of which nothing is said. */
    private static String flags(String peers, int addressBytes) {
        return "\0".repeat(peers.length() / (addressBytes + Short.BYTES));
    }

    /**
     * The other tells of peers; who does so too often is not listened to. Those that it names by mistake are found out when
     * they are dialled, but it cannot have this peer dial its own machine.
     */
    void heard(byte[] payload, long nowNanos) throws SwarmException {
        BencodeDictionary message = Bencode.decodeDictionary(payload);
        if (heardNanos.isPresent() && nowNanos - heardNanos.get() < HEAR_NANOS) {
            return;
        }
        heardNanos = Optional.of(nowNanos);
        if (message.has("added")) {
            found(CompactPeers.readIpv4(message.bytes("added"), MAX_PEERS));
        }
        if (message.has("added6")) {
            found(CompactPeers.readIpv6(message.bytes("added6"), MAX_PEERS));
        }
    }

    private void found(List<InetSocketAddress> peers) {
        found.accept(peers.stream().filter(peer -> mayDial(peer.getAddress())).toList());
    }

    private boolean mayDial(InetAddress address) {
        boolean isLocal = address.isLoopbackAddress() || address.isLinkLocalAddress();
        return !address.isMulticastAddress() && (!isLocal || other.getAddress().isLoopbackAddress());
    }
}

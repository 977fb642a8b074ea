package org.rundelta.swarm;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * How a peer takes part in a swarm.
 *
 * @param host the address to listen at, and to dial from
 * @param port to listen at; 0 takes one that is free
 * @param peers to dial, beside those that trackers name
 * @param upBytesPerSecond the most that is sent, of pieces; 0 for no limit
 * @param downBytesPerSecond the most that is received; 0 for no limit
 * @param slots how many peers are sent to at a time, at least 2; or 0 to send nothing
 * @param inOrder whether pieces are fetched in the order in which they are played, rather than the rarest first
 * @param superSeed whether a seed sends each piece once before it sends any again (BEP 16)
 * @param exchangesPeers whether connected peers tell each other of others (BEP 11); never of a private torrent
 */
public record PeerOptions(
        InetAddress host,
        int port,
        List<InetSocketAddress> peers,
        long upBytesPerSecond,
        long downBytesPerSecond,
        int slots,
        boolean inOrder,
        boolean superSeed,
        boolean exchangesPeers,
        PeerTiming timing) {
    /** Peers that are sent to at a time, unless told otherwise. */
    public static final int SLOTS = 8;

    /** Checks the numbers. */
    public PeerOptions {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " is not from 0 to 65535");
        }
        if (slots < 2 && slots != 0) {
            throw new IllegalArgumentException(slots + " slots: give at least 2, or 0 to send nothing");
        }
        peers = List.copyOf(peers);
    }

    /** With the usual timing, and without peer exchange. */
    public PeerOptions(
            InetAddress host,
            int port,
            List<InetSocketAddress> peers,
            long upBytesPerSecond,
            long downBytesPerSecond,
            int slots,
            boolean inOrder,
            boolean superSeed) {
        this(
                host,
                port,
                peers,
                upBytesPerSecond,
                downBytesPerSecond,
                slots,
                inOrder,
                superSeed,
                false,
                PeerTiming.USUAL);
    }

    /** At any free port of an address, without limits. */
    public static PeerOptions at(InetAddress host) {
        return new PeerOptions(host, 0, List.of(), 0, 0, SLOTS, false, false);
    }

    /** The same with another timing. */
    public PeerOptions with(PeerTiming other) {
        return new PeerOptions(
                host,
                port,
                peers,
                upBytesPerSecond,
                downBytesPerSecond,
                slots,
                inOrder,
                superSeed,
                exchangesPeers,
                other);
    }

    /** The same, telling peers of peers. */
    public PeerOptions withPeerExchange() {
        return new PeerOptions(
                host, port, peers, upBytesPerSecond, downBytesPerSecond, slots, inOrder, superSeed, true, timing);
    }
}

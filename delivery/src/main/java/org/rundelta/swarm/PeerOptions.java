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
 * @param slots how many peers are sent to at a time, at least 2
 * @param inOrder whether pieces are fetched in the order in which they are played, rather than the rarest first
 * @param superSeed whether a seed sends each piece once before it sends any again (BEP 16)
 */
public record PeerOptions(
        InetAddress host,
        int port,
        List<InetSocketAddress> peers,
        long upBytesPerSecond,
        long downBytesPerSecond,
        int slots,
        boolean inOrder,
        boolean superSeed) {
    /** Peers that are sent to at a time, unless told otherwise. */
    public static final int SLOTS = 8;

    /** Checks the numbers. */
    public PeerOptions {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " is not from 0 to 65535");
        }
        if (slots < 2) {
            throw new IllegalArgumentException(slots + " slots are too few; at least 2 are needed");
        }
        peers = List.copyOf(peers);
    }

    /** At any free port of an address, without limits. */
    public static PeerOptions at(InetAddress host) {
        return new PeerOptions(host, 0, List.of(), 0, 0, SLOTS, false, false);
    }
}

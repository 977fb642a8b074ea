package org.rundelta.swarm;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Addresses as trackers send them: four bytes of IPv4, or sixteen of IPv6, and two of port each (BEP 23 and 7). */
final class CompactPeers {
    static final int IPV4_BYTES = 4;
    static final int IPV6_BYTES = 16;

    private CompactPeers() {}

    static String ipv4(List<InetSocketAddress> peers) {
        return write(peers.stream()
                .filter(peer -> peer.getAddress() instanceof Inet4Address)
                .toList());
    }

    static String ipv6(List<InetSocketAddress> peers) {
        return write(peers.stream()
                .filter(peer -> peer.getAddress() instanceof Inet6Address)
                .toList());
    }

    private static String write(List<InetSocketAddress> peers) {
        ByteBuffer out = ByteBuffer.allocate(peers.size() * (IPV6_BYTES + Short.BYTES));
        peers.forEach(peer -> out.put(peer.getAddress().getAddress()).putShort((short) peer.getPort()));
        byte[] bytes = new byte[out.flip().remaining()];
        out.get(bytes);
        return Bencode.string(bytes);
    }

    /** At most so many; what follows is left unread. */
    static List<InetSocketAddress> readIpv4(byte[] bytes, int most) throws SwarmException {
        return read(bytes, IPV4_BYTES, most);
    }

    static List<InetSocketAddress> readIpv6(byte[] bytes, int most) throws SwarmException {
        return read(bytes, IPV6_BYTES, most);
    }

    private static List<InetSocketAddress> read(byte[] bytes, int addressBytes, int most) throws SwarmException {
        if (bytes.length % (addressBytes + Short.BYTES) != 0) {
            throw new SwarmException("the addresses of peers end too early");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        List<InetSocketAddress> peers = new ArrayList<>();
        byte[] address = new byte[addressBytes];
        while (in.hasRemaining() && peers.size() < most) {
            in.get(address);
            try {
                peers.add(new InetSocketAddress(InetAddress.getByAddress(address), Short.toUnsignedInt(in.getShort())));
            } catch (UnknownHostException e) {
                throw new IllegalStateException("an address of " + addressBytes + " bytes", e);
            }
        }
        return peers;
    }
}

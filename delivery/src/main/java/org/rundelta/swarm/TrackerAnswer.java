package org.rundelta.swarm;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a tracker answers.
 *
 * @param intervalSeconds when to announce again
 * @param minIntervalSeconds before which nobody is to
 * @param peers those there are, or some of them
 */
record TrackerAnswer(int intervalSeconds, int minIntervalSeconds, List<InetSocketAddress> peers) {
    private static final int MAX_PEERS = 1000;
    private static final int MIN_INTERVAL = 5;
    private static final int MAX_INTERVAL = 3600;

    /**
     * Reads it.
     *
     * @throws SwarmException if it is malformed, or the tracker refuses
     */
    static TrackerAnswer read(byte[] data) throws SwarmException {
        BencodeDictionary answer = Bencode.decodeDictionary(data);
        if (answer.has("failure reason")) {
            String reason = answer.text("failure reason").replaceAll("\\p{Cntrl}+", " ");
            throw new SwarmException("it refuses: " + reason.substring(0, Math.min(reason.length(), 200)));
        }
        long interval = Math.max(MIN_INTERVAL, Math.min(MAX_INTERVAL, answer.number("interval", MAX_INTERVAL)));
        long least = Math.max(0, Math.min(interval, answer.number("min interval", 0)));
        List<InetSocketAddress> peers = new ArrayList<>();
        if (answer.values().get("peers") instanceof List<?> list) {
            peers.addAll(described(list));
        } else if (answer.has("peers")) {
            peers.addAll(CompactPeers.readIpv4(answer.bytes("peers"), MAX_PEERS));
        }
        if (answer.has("peers6")) {
            peers.addAll(CompactPeers.readIpv6(answer.bytes("peers6"), MAX_PEERS));
        }
        return new TrackerAnswer(
                (int) interval, (int) least, List.copyOf(peers.subList(0, Math.min(peers.size(), MAX_PEERS))));
    }

    /**
     * When to announce again.
     *
     * @param isLonely whether there is nobody to ask for what is missing
     * @param soon seconds after which to announce then, if the tracker lets
     */
    int dueSeconds(boolean isLonely, int soon) {
        return isLonely ? Math.min(intervalSeconds, Math.max(minIntervalSeconds, soon)) : intervalSeconds;
    }

    private static List<InetSocketAddress> described(List<?> list) throws SwarmException {
        List<InetSocketAddress> peers = new ArrayList<>();
        for (Object entry : list.subList(0, Math.min(list.size(), MAX_PEERS))) {
            if (!(entry instanceof BencodeDictionary peer)) {
                throw new SwarmException("'peers' holds what is no dictionary");
            }
            long port = peer.number("port");
            String host = peer.text("ip");
            // Names would have to be looked up, for whoever the tracker likes.
            if (port > 0 && port <= 65535 && host.matches("[0-9.]{7,15}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
                try {
                    peers.add(new InetSocketAddress(InetAddress.getByName(host), (int) port));
                } catch (UnknownHostException e) {
                    throw new SwarmException("'" + host + "' is no address");
                }
            }
        }
        return peers;
    }
}

package org.rundelta.swarm;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The peers of one torrent, as a tracker knows them. */
final class TrackedSwarm {
    private final List<TrackedPeer> peers = new ArrayList<>();
    private final Map<InetSocketAddress, Integer> places = new HashMap<>();
    private int downloaded;

    /**
     * A peer.
     *
     * @param seenSeconds when it announced itself, in seconds since 1970
     */
    record TrackedPeer(InetSocketAddress address, String peerId, boolean isSeed, long seenSeconds) {}

    List<TrackedPeer> peers() {
        return peers;
    }

    /** How many peers have told that they became complete. */
    int downloaded() {
        return downloaded;
    }

    void setDownloaded(int count) {
        downloaded = count;
    }

    int seeds() {
        return (int) peers.stream().filter(TrackedPeer::isSeed).count();
    }

    long from(InetAddress address) {
        return peers.stream()
                .filter(peer -> peer.address().getAddress().equals(address))
                .count();
    }

    boolean has(InetSocketAddress address) {
        return places.containsKey(address);
    }

    void put(TrackedPeer peer) {
        Integer place = places.putIfAbsent(peer.address(), peers.size());
        if (place == null) {
            peers.add(peer);
        } else {
            peers.set(place, peer);
        }
    }

    void remove(InetSocketAddress address) {
        Integer place = places.remove(address);
        if (place != null) {
            TrackedPeer last = peers.remove(peers.size() - 1);
            if (place < peers.size()) {
                peers.set(place, last);
                places.put(last.address(), place);
            }
        }
    }

    void expire(long beforeSeconds) {
        peers.stream()
                .filter(peer -> peer.seenSeconds() < beforeSeconds)
                .map(TrackedPeer::address)
                .toList()
                .forEach(this::remove);
    }

    /** Some peers by lot; for a seed those that are none, since they would have nothing to say to each other. */
    List<TrackedPeer> some(int count, InetSocketAddress asker, boolean forSeed, Random random) {
        List<TrackedPeer> others = new ArrayList<>(peers.stream()
                .filter(peer -> !peer.address().equals(asker) && !(forSeed && peer.isSeed()))
                .toList());
        Collections.shuffle(others, random);
        return others.subList(0, Math.min(count, others.size()));
    }
}

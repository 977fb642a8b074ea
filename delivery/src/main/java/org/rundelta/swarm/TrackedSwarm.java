package org.rundelta.swarm;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** The peers of one torrent, as a tracker knows them. What it is asked takes no walk over all of them. */
final class TrackedSwarm {
    /** Those not heard of for longest come first. */
    private final Map<InetSocketAddress, TrackedPeer> peers = new LinkedHashMap<>();

    private final Lot seeds = new Lot();
    private final Lot fetching = new Lot();
    private final Map<InetAddress, Integer> counts = new HashMap<>();
    private int downloaded;

    /**
     * A peer.
     *
     * @param seenSeconds when it announced itself, in seconds since 1970
     */
    record TrackedPeer(InetSocketAddress address, String peerId, boolean isSeed, long seenSeconds) {}

    /** Addresses in no order, each at a place that is known. */
    private static final class Lot {
        private final List<InetSocketAddress> addresses = new ArrayList<>();
        private final Map<InetSocketAddress, Integer> places = new HashMap<>();

        void add(InetSocketAddress address) {
            places.put(address, addresses.size());
            addresses.add(address);
        }

        void remove(InetSocketAddress address) {
            int place = places.remove(address);
            InetSocketAddress last = addresses.remove(addresses.size() - 1);
            if (place < addresses.size()) {
                addresses.set(place, last);
                places.put(last, place);
            }
        }
    }

    Collection<TrackedPeer> peers() {
        return peers.values();
    }

    /** How many peers have told that they became complete. */
    int downloaded() {
        return downloaded;
    }

    void setDownloaded(int count) {
        downloaded = count;
    }

    int seeds() {
        return seeds.addresses.size();
    }

    /** How many peers have the address. */
    int from(InetAddress address) {
        return counts.getOrDefault(address, 0);
    }

    boolean has(InetSocketAddress address) {
        return peers.containsKey(address);
    }

    /** Adds a peer, or what is new of one. */
    void put(TrackedPeer peer) {
        remove(peer.address());
        peers.put(peer.address(), peer);
        lot(peer).add(peer.address());
        counts.merge(peer.address().getAddress(), 1, Integer::sum);
    }

    void remove(InetSocketAddress address) {
        TrackedPeer peer = peers.remove(address);
        if (peer != null) {
            lot(peer).remove(address);
            counts.computeIfPresent(address.getAddress(), (key, count) -> count == 1 ? null : count - 1);
        }
    }

    private Lot lot(TrackedPeer peer) {
        return peer.isSeed() ? seeds : fetching;
    }

    void expire(long beforeSeconds) {
        while (!peers.isEmpty()) {
            TrackedPeer first = peers.values().iterator().next();
            if (first.seenSeconds() >= beforeSeconds) {
                return;
            }
            remove(first.address());
        }
    }

    /** Some peers by lot; for a seed those that are none, since they would have nothing to say to each other. */
    List<TrackedPeer> some(int count, InetSocketAddress asker, boolean forSeed, Random random) {
        int all = fetching.addresses.size() + (forSeed ? 0 : seeds.addresses.size());
        // One more, as the asker may be among them; each set of so many is as likely (Floyd's algorithm).
        Set<Integer> places = new LinkedHashSet<>();
        for (int last = Math.max(0, all - count - 1); last < all; last++) {
            int place = random.nextInt(last + 1);
            places.add(places.contains(place) ? last : place);
        }
        List<TrackedPeer> others = new ArrayList<>();
        for (int place : places) {
            TrackedPeer peer = peers.get(
                    place < fetching.addresses.size()
                            ? fetching.addresses.get(place)
                            : seeds.addresses.get(place - fetching.addresses.size()));
            if (!peer.address().equals(asker)) {
                others.add(peer);
            }
        }
        Collections.shuffle(others, random);
        return others.subList(0, Math.min(count, others.size()));
    }
}

package org.rundelta.swarm;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** What a tracker knows, and what it answers; for one thread at a time. */
final class TrackerState {
    private static final int MAX_SWARMS = 10_000;
    private static final int MAX_PEERS = 100_000;
    private static final int MAX_WANTED = 200;

    /** A peer that was not heard of for that many intervals is gone. */
    private static final int EXPIRY = 2;

    private final TrackerOptions options;
    private final Random random;
    private final Map<InfoHash, TrackedSwarm> swarms = new HashMap<>();
    private int peers;
    private long expiredSeconds;

    TrackerState(TrackerOptions options, Random random) {
        this.options = options;
        this.random = random;
    }

    /** Takes what a peer tells, and answers with others: bencoded. */
    byte[] announce(Announce announce, boolean isCompact, long nowSeconds) throws SwarmException {
        requireAllowed(announce.infoHash());
        expire(nowSeconds);
        TrackedSwarm swarm = swarms.getOrDefault(announce.infoHash(), new TrackedSwarm());
        boolean isSeed = announce.left() == 0;
        boolean isNew = !swarm.has(announce.peer());
        if (announce.event().filter(Announce.Event.STOPPED::equals).isPresent()) {
            remove(swarm, announce.peer());
            return answer(swarm, List.of(), isCompact);
        }
        if (isNew) {
            requireRoom(announce, swarm);
            peers++;
            swarms.put(announce.infoHash(), swarm);
        }
        swarm.put(new TrackedSwarm.TrackedPeer(announce.peer(), announce.peerId(), isSeed, nowSeconds));
        if (announce.event().filter(Announce.Event.COMPLETED::equals).isPresent()) {
            swarm.setDownloaded(swarm.downloaded() + 1);
        }
        int wanted = Math.min(MAX_WANTED, announce.wanted());
        return answer(swarm, swarm.some(wanted, announce.peer(), isSeed, random), isCompact);
    }

    private void requireAllowed(InfoHash infoHash) throws SwarmException {
        if (!options.allowed().isEmpty() && !options.allowed().contains(infoHash)) {
            throw new SwarmException("this tracker does not know the torrent");
        }
    }

    private void requireRoom(Announce announce, TrackedSwarm swarm) throws SwarmException {
        if (swarm.from(announce.peer().getAddress()) >= options.maxPeersPerAddress()) {
            throw new SwarmException("too many peers have this address");
        }
        boolean isNewSwarm = !swarms.containsKey(announce.infoHash());
        if (isNewSwarm && swarms.size() >= MAX_SWARMS) {
            // Counts of downloads are kept as long as there is room for them.
            swarms.values().removeIf(any -> any.peers().isEmpty());
        }
        if (peers >= MAX_PEERS || (isNewSwarm && swarms.size() >= MAX_SWARMS)) {
            throw new SwarmException("this tracker is full");
        }
    }

    private void remove(TrackedSwarm swarm, InetSocketAddress peer) {
        peers -= swarm.has(peer) ? 1 : 0;
        swarm.remove(peer);
    }

    /** Takes a look at every torrent, so no more often than it can find anything new. */
    private void expire(long nowSeconds) {
        if (nowSeconds == expiredSeconds) {
            return;
        }
        expiredSeconds = nowSeconds;
        long before = nowSeconds - (long) EXPIRY * options.intervalSeconds();
        for (TrackedSwarm swarm : swarms.values()) {
            peers -= swarm.peers().size();
            swarm.expire(before);
            peers += swarm.peers().size();
        }
        swarms.values().removeIf(swarm -> swarm.peers().isEmpty() && swarm.downloaded() == 0);
    }

    private byte[] answer(TrackedSwarm swarm, List<TrackedSwarm.TrackedPeer> chosen, boolean isCompact) {
        Map<String, Object> answer = new TreeMap<>();
        answer.put("interval", options.intervalSeconds());
        answer.put("complete", swarm.seeds());
        answer.put("incomplete", swarm.peers().size() - swarm.seeds());
        List<InetSocketAddress> addresses =
                chosen.stream().map(TrackedSwarm.TrackedPeer::address).toList();
        if (isCompact) {
            answer.put("peers", CompactPeers.ipv4(addresses));
            boolean hasIpv6 = addresses.stream().anyMatch(peer -> !(peer.getAddress() instanceof Inet4Address));
            if (hasIpv6) {
                answer.put("peers6", CompactPeers.ipv6(addresses));
            }
        } else {
            answer.put("peers", chosen.stream().map(TrackerState::described).toList());
        }
        return Bencode.encode(answer);
    }

    private static Map<String, Object> described(TrackedSwarm.TrackedPeer peer) {
        InetSocketAddress address = peer.address();
        return Map.of("peer id", peer.peerId(), "ip", address.getAddress().getHostAddress(), "port", address.getPort());
    }

    /** Counts of the torrents asked for (BEP 48): bencoded. */
    byte[] scrape(Set<InfoHash> asked, long nowSeconds) {
        expire(nowSeconds);
        Map<String, Object> files = new TreeMap<>();
        for (InfoHash infoHash : asked) {
            TrackedSwarm swarm = swarms.get(infoHash);
            if (swarm != null) {
                files.put(
                        Bencode.string(infoHash.bytes()),
                        Map.of(
                                "complete", swarm.seeds(),
                                "downloaded", swarm.downloaded(),
                                "incomplete", swarm.peers().size() - swarm.seeds()));
            }
        }
        return Bencode.encode(Map.of("files", files));
    }

    /** All that is known, for {@link #restore}. */
    byte[] saved() {
        Map<String, Object> saved = new TreeMap<>();
        swarms.forEach((infoHash, swarm) -> {
            List<Object> list = new ArrayList<>();
            swarm.peers()
                    .forEach(peer -> list.add(Map.of(
                            "address", CompactPeers.ipv4(List.of(peer.address())),
                            "address6", CompactPeers.ipv6(List.of(peer.address())),
                            "id", peer.peerId(),
                            "seed", peer.isSeed() ? 1 : 0,
                            "seen", peer.seenSeconds())));
            saved.put(Bencode.string(infoHash.bytes()), Map.of("peers", list, "downloaded", swarm.downloaded()));
        });
        return Bencode.encode(saved);
    }

    /** Takes back what was saved. */
    void restore(byte[] saved) throws SwarmException {
        BencodeDictionary all = Bencode.decodeDictionary(saved);
        for (String infoHash : all.values().keySet()) {
            BencodeDictionary described = all.dictionary(infoHash);
            TrackedSwarm swarm = new TrackedSwarm();
            swarm.setDownloaded((int) described.number("downloaded"));
            for (Object entry : described.list("peers")) {
                if (entry instanceof BencodeDictionary peer) {
                    List<InetSocketAddress> address = new ArrayList<>(CompactPeers.readIpv4(peer.bytes("address"), 1));
                    address.addAll(CompactPeers.readIpv6(peer.bytes("address6"), 1));
                    if (address.isEmpty()) {
                        throw new SwarmException("a peer has no address");
                    }
                    swarm.put(new TrackedSwarm.TrackedPeer(
                            address.get(0),
                            Bencode.string(peer.bytes("id")),
                            peer.number("seed") == 1,
                            peer.number("seen")));
                    peers++;
                }
            }
            swarms.put(InfoHash.of(Bencode.bytes(infoHash)), swarm);
        }
    }

    /**
     * The request that a query of {@code /announce} makes.
     *
     * @param from where it came from
     */
    static Announce request(TrackerQuery query, InetAddress from) throws SwarmException {
        InetAddress address = from;
        if (from.isLoopbackAddress() && query.has("ip")) {
            // One on the tracker's own machine says how others reach it; all else could name someone else's address.
            address = literal(query.text("ip"));
        }
        Optional<Announce.Event> event =
                query.has("event") && !query.text("event").isEmpty()
                        ? Optional.of(event(query.text("event")))
                        : Optional.empty();
        return new Announce(
                query.infoHash(),
                query.peerId(),
                new InetSocketAddress(address, (int) query.number("port", 1, 65535)),
                query.number("uploaded", 0, Long.MAX_VALUE),
                query.number("downloaded", 0, Long.MAX_VALUE),
                query.number("left", 0, Long.MAX_VALUE),
                event,
                query.has("numwant") ? (int) query.number("numwant", 0, Integer.MAX_VALUE) : MAX_WANTED / 4);
    }

    private static InetAddress literal(String address) throws SwarmException {
        try {
            if (address.matches("[0-9.]{7,15}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
                return InetAddress.getByName(address);
            }
        } catch (UnknownHostException e) {
            // said below
        }
        throw new SwarmException("'ip' is no address");
    }

    private static Announce.Event event(String name) throws SwarmException {
        return switch (name) {
            case "started" -> Announce.Event.STARTED;
            case "completed" -> Announce.Event.COMPLETED;
            case "stopped" -> Announce.Event.STOPPED;
            default -> throw new SwarmException("'event' is none");
        };
    }
}

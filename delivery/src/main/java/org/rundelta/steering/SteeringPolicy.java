package org.rundelta.steering;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which pathways a client should use: a pure function of what is known of it, of the pathways, and of the time. It remembers
 * nothing of clients, so that any of several servers may answer; what has to be remembered, answers have players say again.
 */
final class SteeringPolicy {
    /** A client whose pathway gives it less than this share of what the title needs is led elsewhere. */
    static final double TOO_SLOW = 0.75;

    /** For how long it is not led back. */
    static final Duration KEPT_AWAY = Duration.ofMinutes(10);

    /** A client that found so many pathways too slow has a slow line, and is left in peace. */
    static final int MAX_LEFT = 3;

    /** The most edges that an answer names. */
    static final int MAX_NAMED = 8;

    /** The time until which a client is kept away is rounded to this, so that several servers say the same. */
    private static final long ROUND_MS = 60_000;

    private final SteeringConfig config;

    SteeringPolicy(SteeringConfig config) {
        this.config = config;
    }

    /**
     * What is known of a client.
     *
     * @param address or that of the network behind which it is hidden
     */
    record Client(IpAddress address, ClientReport report) {}

    /**
     * What to tell it.
     *
     * @param pathways best first; empty if nobody has the title now
     * @param leftUntilMs what it is to say again ({@link ClientReport#leftUntilMs})
     */
    record Answer(List<Pathway> pathways, Duration ttl, Map<String, Long> leftUntilMs) {}

    /** A pathway and what its place in the answer depends on. */
    private record Candidate(Pathway pathway, boolean isDraining, boolean isLeft, boolean isOfNetwork, double score) {
        static final Comparator<Candidate> BEST_FIRST = Comparator.comparing(Candidate::isDraining)
                .thenComparing(candidate -> candidate.pathway.isOrigin())
                .thenComparing(Candidate::isLeft)
                .thenComparing(candidate -> !candidate.isOfNetwork)
                .thenComparing(Comparator.comparingDouble(Candidate::score).reversed())
                .thenComparing(candidate -> candidate.pathway.id());
    }

    /**
     * Decides.
     *
     * @param health of each pathway of the configuration, in its order
     */
    Answer answer(Client client, SteeredTitle title, List<PathwayHealth> health, Drains drains, long nowMs) {
        String network = config.networks().network(client.address);
        long ttlMs = config.ttl().toMillis();
        long key = mixed(keyOf(client.address) ^ hash(title.id()));
        Map<String, Long> left = left(client.report, title, nowMs);
        boolean isLeaving = left.size() < MAX_LEFT;
        boolean isWhole = true;
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < health.size(); i++) {
            Pathway pathway = config.pathways().get(i);
            String id = pathway.id();
            if (!pathway.serves(network) || drains.isOut(id, nowMs, ttlMs)) {
                continue;
            }
            boolean isDraining = drains.isDraining(id);
            isWhole &= health.get(i).isUp() && !isDraining;
            if (health.get(i).has(title.id(), nowMs, config.checkInterval().toMillis())) {
                boolean isLeft = isLeaving && left.containsKey(id);
                boolean isOfNetwork = !pathway.networks().isEmpty();
                candidates.add(new Candidate(pathway, isDraining, isLeft, isOfNetwork, score(key, pathway)));
            }
        }
        candidates.sort(Candidate.BEST_FIRST);
        return new Answer(named(candidates), isWhole ? config.ttl() : shortTtl(), left);
    }

    private static List<Pathway> named(List<Candidate> candidates) {
        List<Pathway> named = new ArrayList<>();
        int edges = 0;
        for (Candidate candidate : candidates) {
            if (candidate.pathway.isOrigin() || candidate.isDraining || edges++ < MAX_NAMED) {
                named.add(candidate.pathway);
            }
        }
        return named;
    }

    /** While something is wrong, players ask as often as edges are checked. */
    private Duration shortTtl() {
        Duration interval =
                Duration.ofSeconds(Math.max(1, config.checkInterval().toSeconds()));
        return interval.compareTo(config.ttl()) < 0 ? interval : config.ttl();
    }

    /** What the client left already, and its pathway if that proved too slow just now. */
    private Map<String, Long> left(ClientReport report, SteeredTitle title, long nowMs) {
        long latestMs = (nowMs + KEPT_AWAY.toMillis()) / ROUND_MS * ROUND_MS;
        Map<String, Long> left = new LinkedHashMap<>();
        for (Pathway pathway : config.pathways()) {
            if (pathway.isOrigin() || left.size() == MAX_LEFT) {
                continue;
            }
            Long untilMs = report.leftUntilMs().get(pathway.id());
            if (untilMs != null && untilMs > nowMs) {
                left.put(pathway.id(), Math.min(untilMs, latestMs));
            }
        }
        boolean isSlow = report.bitsPerSecond() > 0 && report.bitsPerSecond() < TOO_SLOW * title.bitsPerSecond();
        if (isSlow && left.containsKey(report.pathway())) {
            // It is back where it was slow before, since it was everywhere: its line is slow, and moving does not help.
            left.replaceAll((id, untilMs) -> latestMs);
        } else if (isSlow && left.size() < MAX_LEFT && isEdge(report.pathway())) {
            left.put(report.pathway(), latestMs);
        }
        return left;
    }

    private boolean isEdge(String id) {
        return config.pathways().stream().anyMatch(pathway -> pathway.id().equals(id) && !pathway.isOrigin());
    }

    /**
     * Weighted rendezvous hashing: of many clients each pathway comes first for a share that is its share of the capacity,
     * and when one goes, only its own clients go elsewhere.
     */
    private static double score(long key, Pathway pathway) {
        double uniform = ((mixed(key ^ hash(pathway.id())) >>> 11) + 0.5) * 0x1p-53;
        // StrictMath: the same on every machine.
        return -pathway.capacity() / StrictMath.log(uniform);
    }

    /** Of IPv6 addresses the network, since hosts change the rest. */
    private static long keyOf(IpAddress address) {
        return mixed(address.high()) ^ (address.isIpv4() ? address.low() : 0);
    }

    /** FNV-1a. */
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (each & 0xFF)) * 0x100000001b3L;
        }
        return hash;
    }

    /** The finalizer of SplitMix64: each bit depends on all. */
    private static long mixed(long bits) {
        long mixed = (bits ^ bits >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }
}

package org.rundelta.steering;

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

    /** More than rounding takes away. */
    private static final double ROUNDED_UP = 1 + 1e-9;

    /** The time until which a client is kept away is rounded to this, so that several servers say the same. */
    private static final long ROUND_MS = 60_000;

    /** The most edges of a kind that can be named, if of them {@link #MAX_LEFT} are put behind others. */
    private static final int MAX_FOUND = MAX_NAMED + MAX_LEFT;

    private final SteeringConfig config;
    private final PathwayIndex index;

    SteeringPolicy(SteeringConfig config) {
        this.config = config;
        index = new PathwayIndex(config.pathways());
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

    /** Decides, by what is known of pathways. */
    Answer answer(Client client, SteeredTitle title, PathwayStates states, Drains drains, long nowMs) {
        Map<String, Long> left = left(client.report, title, nowMs);
        Search search = new Search(client, title, states, drains, left.size() < MAX_LEFT ? left : Map.of(), nowMs);
        search.addDraining();
        search.addOrigins();
        search.addBest(index.edgesOf(search.network));
        search.addBest(index.edgesForAll());
        search.candidates.sort(Candidate.BEST_FIRST);
        return new Answer(named(search.candidates), search.isWhole() ? config.ttl() : shortTtl(), left);
    }

    /** Looks for the pathways that one answer is made of, among ever so many. */
    private final class Search {
        private final String network;
        private final long key;
        private final SteeredTitle title;
        private final PathwayStates states;
        private final Drains drains;
        private final Map<String, Long> left;
        private final long nowMs;
        private final List<Candidate> candidates = new ArrayList<>();
        private boolean isAnyDraining;
        private int down;

        Search(
                Client client,
                SteeredTitle title,
                PathwayStates states,
                Drains drains,
                Map<String, Long> left,
                long nowMs) {
            network = config.networks().network(client.address);
            key = mixed(keyOf(client.address) ^ PathwayIndex.hash(title.id()));
            this.title = title;
            this.states = states;
            this.drains = drains;
            this.left = left;
            this.nowMs = nowMs;
            down = states.down(network);
        }

        /** Whether of the pathways that the client might get none is down, or was just drained. */
        boolean isWhole() {
            return down == 0 && !isAnyDraining;
        }

        void addDraining() {
            for (String id : drains.sinceMs().keySet()) {
                Integer place = index.place(id);
                if (place == null || !config.pathways().get(place).serves(network)) {
                    continue;
                }
                if (drains.isOut(id, nowMs, config.ttl().toMillis())) {
                    down -= states.get(place).isUp() ? 0 : 1;
                } else {
                    isAnyDraining = true;
                    if (isThere(place)) {
                        add(place, score(place, uniform(place)));
                    }
                }
            }
        }

        void addOrigins() {
            for (int place : index.origins()) {
                Pathway origin = config.pathways().get(place);
                if (origin.serves(network) && !drains.isDraining(origin.id()) && isThere(place)) {
                    add(place, score(place, uniform(place)));
                }
            }
        }

        /** Adds the edges of the highest scores, so many that an answer names no others. */
        void addBest(int[] edges) {
            BestScores best = new BestScores(MAX_FOUND);
            PlaceSet having = states.having(title);
            for (int place : edges) {
                if (!having.contains(place)) {
                    continue;
                }
                double uniform = uniform(place);
                // As -log(x) is above 1 - x, the score is below this, and most edges need nothing dearer than that.
                boolean isBelow = index.capacity(place) * ROUNDED_UP < best.bar() * (1 - uniform);
                if (!isBelow
                        && isThere(place)
                        && !drains.isDraining(config.pathways().get(place).id())) {
                    best.offer(place, score(place, uniform));
                }
            }
            for (int rank = 0; rank < best.size(); rank++) {
                add(best.place(rank), best.score(rank));
            }
        }

        private boolean isThere(int place) {
            return states.get(place)
                    .has(title.id(), nowMs, config.checkInterval().toMillis());
        }

        private void add(int place, double score) {
            Pathway pathway = config.pathways().get(place);
            candidates.add(new Candidate(
                    pathway,
                    drains.isDraining(pathway.id()),
                    left.containsKey(pathway.id()),
                    !pathway.networks().isEmpty(),
                    score));
        }

        private double uniform(int place) {
            return ((mixed(key ^ index.hash(place)) >>> 11) + 0.5) * 0x1p-53;
        }

        /**
         * Weighted rendezvous hashing: of many clients each pathway comes first for a share that is its share of the capacity,
         * and when one goes, only its own clients go elsewhere.
         */
        private double score(int place, double uniform) {
            // StrictMath: the same on every machine.
            return -index.capacity(place) / StrictMath.log(uniform);
        }
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
        report.leftUntilMs().entrySet().stream()
                .filter(entry -> entry.getValue() > nowMs && index.isEdge(entry.getKey()))
                .sorted(Comparator.comparing(entry -> index.place(entry.getKey())))
                .limit(MAX_LEFT)
                .forEach(entry -> left.put(entry.getKey(), Math.min(entry.getValue(), latestMs)));
        boolean isSlow = report.bitsPerSecond() > 0 && report.bitsPerSecond() < TOO_SLOW * title.bitsPerSecond();
        if (isSlow && left.containsKey(report.pathway())) {
            // It is back where it was slow before, since it was everywhere: its line is slow, and moving does not help.
            left.replaceAll((id, untilMs) -> latestMs);
        } else if (isSlow && left.size() < MAX_LEFT && index.isEdge(report.pathway())) {
            left.put(report.pathway(), latestMs);
        }
        return left;
    }

    /** Of IPv6 addresses the network, since hosts change the rest. */
    private static long keyOf(IpAddress address) {
        return mixed(address.high()) ^ (address.isIpv4() ? address.low() : 0);
    }

    /** The finalizer of SplitMix64: each bit depends on all. */
    private static long mixed(long bits) {
        long mixed = (bits ^ bits >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }
}

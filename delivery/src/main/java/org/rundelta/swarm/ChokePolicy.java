package org.rundelta.swarm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Who is sent to, of those that want it. While something is to be had, the peers that give the fastest, and, so that others
 * may prove themselves, one or more by lot (optimistic unchoke): the likelier, the more it gave for what it was sent. With
 * nothing to be had, each in turn, so that who gives nothing to anybody takes no more from a seed than others do.
 *
 * @param <P> peers
 */
final class ChokePolicy<P> {
    /** Those by lot are drawn anew every third time. */
    private static final int ROUNDS_OF_A_LOT = 3;

    /** What a peer is sent on trust, in bytes: until then it is drawn as often as one that gives what it gets. */
    private static final double TRUST = 1 << 16;

    private final int slots;
    private final Random random;
    private final Set<P> drawn = new LinkedHashSet<>();
    private final Map<P, Integer> turns = new HashMap<>();
    private int round;

    /**
     * A peer that wants to be sent to.
     *
     * @param bytesPerSecond that it gives
     * @param given bytes that it gave, in all
     * @param taken bytes that it was sent, in all
     * @param isSnubbing whether it owes what it was asked for; it is sent to by lot alone
     */
    record Candidate<P>(P peer, double bytesPerSecond, long given, long taken, boolean isSnubbing) {
        private boolean gives() {
            return bytesPerSecond >= 1 && !isSnubbing;
        }

        private double weight() {
            return (given + TRUST) / (taken + TRUST);
        }
    }

    /** @param slots how many are sent to, one of them by lot; 0 for nobody */
    ChokePolicy(int slots, Random random) {
        this.slots = slots;
        this.random = random;
    }

    /** Chooses, every ten seconds, while something is to be had. */
    Set<P> byGiving(List<Candidate<P>> candidates) {
        if (candidates.size() <= slots) {
            round = 0;
            return peers(candidates);
        }
        List<Candidate<P>> others = new ArrayList<>(candidates);
        others.sort(Comparator.comparingDouble((Candidate<P> candidate) -> -candidate.bytesPerSecond()));
        List<Candidate<P>> fastest = others.stream()
                .filter(Candidate::gives)
                .limit(Math.max(0, slots - 1L))
                .toList();
        others.removeAll(fastest);
        draw(others, slots - fastest.size());
        Set<P> chosen = peers(fastest);
        chosen.addAll(drawn);
        return chosen;
    }

    private static <P> Set<P> peers(List<Candidate<P>> candidates) {
        return new HashSet<>(candidates.stream().map(Candidate::peer).toList());
    }

    /** Keeps who was drawn before, but every third time, and draws as many as are wanting. */
    private void draw(List<Candidate<P>> from, int count) {
        if (round++ % ROUNDS_OF_A_LOT == 0) {
            drawn.clear();
        }
        drawn.retainAll(peers(from));
        List<Candidate<P>> left = new ArrayList<>(from);
        left.removeIf(candidate -> drawn.contains(candidate.peer()));
        while (drawn.size() < count) {
            Candidate<P> next = drawn(left);
            left.remove(next);
            drawn.add(next.peer());
        }
        while (drawn.size() > count) {
            drawn.remove(drawn.iterator().next());
        }
    }

    private Candidate<P> drawn(List<Candidate<P>> from) {
        double lot = random.nextDouble()
                * from.stream().mapToDouble(Candidate::weight).sum();
        for (Candidate<P> candidate : from) {
            lot -= candidate.weight();
            if (lot < 0) {
                return candidate;
            }
        }
        return from.get(from.size() - 1);
    }

    /** Chooses, every ten seconds, with nothing to be had: those whose last turn was the longest ago. */
    Set<P> inTurn(List<P> candidates) {
        turns.keySet().retainAll(candidates);
        List<P> inOrder = new ArrayList<>(candidates);
        Collections.shuffle(inOrder, random);
        inOrder.sort(Comparator.comparingInt(peer -> turns.getOrDefault(peer, -1)));
        Set<P> chosen = new HashSet<>(inOrder.subList(0, Math.min(slots, inOrder.size())));
        round++;
        chosen.forEach(peer -> turns.put(peer, round));
        return chosen;
    }
}

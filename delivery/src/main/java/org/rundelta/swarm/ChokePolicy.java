package org.rundelta.swarm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Who is sent to: the peers that give the fastest, or, with nothing to be given, those that take the fastest; and one more
 * by lot, so that others may prove themselves (optimistic unchoke).
 *
 * @param <P> peers
 */
final class ChokePolicy<P> {
    /** The optimistic one is chosen anew every third time. */
    private static final int OPTIMISTIC_ROUNDS = 3;

    private final int slots;
    private final Random random;
    private Optional<P> optimistic = Optional.empty();
    private int round;

    /**
     * A peer that wants to be sent to.
     *
     * @param bytesPerSecond that it gives or takes
     * @param isSnubbing whether it owes what it was asked for; it is sent to by lot alone
     */
    record Candidate<P>(P peer, double bytesPerSecond, boolean isSnubbing) {}

    /** @param slots how many are sent to, one of them by lot */
    ChokePolicy(int slots, Random random) {
        this.slots = slots;
        this.random = random;
    }

    /** Chooses, every ten seconds. */
    Set<P> choose(List<Candidate<P>> candidates) {
        if (candidates.size() <= slots) {
            round = 0;
            return new HashSet<>(candidates.stream().map(Candidate::peer).toList());
        }
        Set<P> chosen = new HashSet<>();
        candidates.stream()
                .filter(candidate -> !candidate.isSnubbing())
                .sorted(Comparator.comparingDouble((Candidate<P> candidate) -> -candidate.bytesPerSecond()))
                .limit(slots - 1L)
                .forEach(candidate -> chosen.add(candidate.peer()));
        List<P> others =
                new ArrayList<>(candidates.stream().map(Candidate::peer).toList());
        others.removeAll(chosen);
        if (round++ % OPTIMISTIC_ROUNDS == 0
                || optimistic.filter(others::contains).isEmpty()) {
            optimistic = Optional.of(others.get(random.nextInt(others.size())));
        }
        chosen.add(optimistic.get());
        return chosen;
    }
}

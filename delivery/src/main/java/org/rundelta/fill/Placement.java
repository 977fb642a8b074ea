package org.rundelta.fill;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Chooses what goes to which edge: always next what serves most views for each byte, as long as there is room. Of several
 * copies in a region the n-th counts for an n-th of the views, which it takes off the others; so what is popular comes to
 * have copies in proportion to how popular it is.
 */
final class Placement {
    private final FillRules rules;
    private final Map<String, List<Shelf>> shelves = new HashMap<>();
    private final PriorityQueue<Candidate> queue = new PriorityQueue<>(Comparator.comparingDouble(Candidate::worth)
            .reversed()
            .thenComparing(candidate -> candidate.demand.title.id())
            .thenComparing(candidate -> candidate.demand.region)
            .thenComparingInt(Candidate::rung));
    private final List<Placed> placed = new ArrayList<>();

    /** One more copy of a rung in a region, the {@code copy}-th; {@code worth} is in views a byte. */
    private record Candidate(Demand demand, int rung, int copy, double worth) {}

    /** A rung that goes to an edge, and the views that it serves there. */
    record Placed(FillEdge edge, CatalogueTitle title, int rung, double views) {}

    private Placement(FillNetwork network, FillRules rules) {
        this.rules = rules;
        for (FillEdge edge : network.edges()) {
            shelves.computeIfAbsent(edge.region(), region -> new ArrayList<>()).add(new Shelf(edge));
        }
    }

    /** What goes where, in the order in which it was chosen; counts the copies of each demand. */
    static List<Placed> of(Collection<Demand> demands, FillNetwork network, FillRules rules) {
        Placement placement = new Placement(network, rules);
        demands.forEach(placement::offerAll);
        placement.choose();
        return placement.placed;
    }

    private void choose() {
        for (Candidate next = queue.poll(); next != null; next = queue.poll()) {
            Demand demand = next.demand;
            Optional<Shelf> shelf = shelfFor(demand, next.rung);
            boolean isPlaced = next.copy <= demand.copies[next.rung]; // under a better offer
            if (isPlaced || shelf.isEmpty()) {
                continue;
            }
            double worth = worth(demand, next.rung, shelf.get());
            if (worth < next.worth) {
                queue.add(new Candidate(demand, next.rung, next.copy, worth));
            } else {
                place(demand, next.rung, shelf.get());
            }
        }
    }

    private void place(Demand demand, int rung, Shelf shelf) {
        boolean isFirst = !shelf.holds(demand.title);
        double views = demand.views[rung] / ++demand.copies[rung];
        shelf.take(demand.title, rung, views);
        placed.add(new Placed(shelf.edge(), demand.title, rung, views));
        if (isFirst) {
            offerAll(demand); // the other rungs are cheaper now
        } else {
            offer(demand, rung);
        }
    }

    private void offerAll(Demand demand) {
        for (int rung = 0; rung < demand.views.length; rung++) {
            offer(demand, rung);
        }
    }

    private void offer(Demand demand, int rung) {
        int copy = demand.copies[rung] + 1;
        double views = demand.views[rung] / copy;
        if (copy <= rules.copies() && views > 0 && views >= rules.leastViews()) {
            shelfFor(demand, rung)
                    .ifPresent(shelf -> queue.add(new Candidate(demand, rung, copy, worth(demand, rung, shelf))));
        }
    }

    private static double worth(Demand demand, int rung, Shelf shelf) {
        return demand.views[rung] / (demand.copies[rung] + 1) / Math.max(1, shelf.cost(demand.title, rung));
    }

    /** A title's rungs stay together, so that players can change between them; else the edge with least to do. */
    private Optional<Shelf> shelfFor(Demand demand, int rung) {
        return shelves.getOrDefault(demand.region, List.of()).stream()
                .filter(shelf -> shelf.canTake(demand.title, rung))
                .min(Comparator.comparing((Shelf shelf) -> !shelf.holds(demand.title))
                        .thenComparingDouble(Shelf::load));
    }
}

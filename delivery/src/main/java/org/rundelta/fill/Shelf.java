package org.rundelta.fill;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** What an edge holds by a plan that is being made. */
final class Shelf {
    private final FillEdge edge;
    private final Map<String, BitSet> rungs = new HashMap<>();
    private long free;
    private double views;

    Shelf(FillEdge edge) {
        this.edge = edge;
        this.free = edge.capacity();
    }

    FillEdge edge() {
        return edge;
    }

    boolean holds(CatalogueTitle title) {
        return rungs.containsKey(title.id());
    }

    /** Views that it serves, for each bit/s that it can send. */
    double load() {
        return views / edge.uplink();
    }

    boolean canTake(CatalogueTitle title, int rung) {
        BitSet held = rungs.get(title.id());
        return (held == null || !held.get(rung)) && cost(title, rung) <= free;
    }

    /** Bytes that one more rung takes: with the first goes what all need. */
    long cost(CatalogueTitle title, int rung) {
        return title.rungs().get(rung).bytes() + (holds(title) ? 0 : title.commonBytes());
    }

    void take(CatalogueTitle title, int rung, double more) {
        free -= cost(title, rung);
        views += more;
        rungs.computeIfAbsent(title.id(), id -> new BitSet()).set(rung);
    }
}

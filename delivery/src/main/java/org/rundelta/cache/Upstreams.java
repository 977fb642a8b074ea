package org.rundelta.cache;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The servers that are asked, one after the other: parents, then the origin; those that could not be reached last. */
final class Upstreams {
    private final List<Upstream> all = new ArrayList<>();
    private final long restNanos;
    private final Map<Upstream, Long> unreached = new ConcurrentHashMap<>();

    Upstreams(List<URI> parents, URI origin, CacheLimits limits) {
        parents.forEach(parent -> all.add(new Upstream(parent, false, "")));
        all.add(new Upstream(origin, true, ""));
        restNanos = limits.failed().toNanos();
    }

    /** In the order in which to ask them; the origin twice, for what goes wrong once. */
    List<Upstream> inOrder() {
        List<Upstream> order = new ArrayList<>(all);
        long now = System.nanoTime();
        order.sort(Comparator.comparing(upstream -> isResting(upstream, now)));
        order.add(all.get(all.size() - 1));
        return order;
    }

    private boolean isResting(Upstream upstream, long now) {
        Long since = unreached.get(upstream);
        return since != null && now - since < restNanos;
    }

    void cannotReach(Upstream upstream) {
        unreached.put(upstream, System.nanoTime());
    }
}

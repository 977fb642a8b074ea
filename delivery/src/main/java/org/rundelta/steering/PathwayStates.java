package org.rundelta.steering;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * What is known of all pathways of a configuration, by their places in it, and kept so that an answer need not look at each: which
 * have a title, and how many are down. Many threads may read while one changes it; who read of a title looks at the health of the
 * pathway itself before it is named, as that may have changed in between.
 */
final class PathwayStates {
    private final List<Pathway> pathways;
    private final AtomicReferenceArray<PathwayHealth> health;
    private final Map<String, PlaceSet> byTitle = new HashMap<>();
    private final AtomicInteger downForAll = new AtomicInteger();
    private final Map<String, AtomicInteger> downByNetwork = new HashMap<>();

    /** Nothing is known yet. */
    PathwayStates(SteeringConfig config) {
        pathways = config.pathways();
        health = new AtomicReferenceArray<>(pathways.size());
        config.titles().keySet().forEach(title -> byTitle.put(title, new PlaceSet(pathways.size())));
        for (int place = 0; place < pathways.size(); place++) {
            health.set(place, PathwayHealth.UNKNOWN);
            pathways.get(place).networks().forEach(network -> downByNetwork.put(network, new AtomicInteger()));
        }
        pathways.forEach(pathway -> countDown(pathway, 1));
    }

    private void countDown(Pathway pathway, int change) {
        if (pathway.networks().isEmpty()) {
            downForAll.addAndGet(change);
        }
        pathway.networks().forEach(network -> downByNetwork.get(network).addAndGet(change));
    }

    /** Takes what a check found. */
    synchronized void set(int place, PathwayHealth now) {
        PathwayHealth before = health.get(place);
        for (String title : now.titles()) {
            if (!before.titles().contains(title) && byTitle.containsKey(title)) {
                byTitle.get(title).add(place);
            }
        }
        health.set(place, now);
        for (String title : before.titles()) {
            if (!now.titles().contains(title) && byTitle.containsKey(title)) {
                byTitle.get(title).remove(place);
            }
        }
        if (before.isUp() != now.isUp()) {
            countDown(pathways.get(place), now.isUp() ? -1 : 1);
        }
    }

    PathwayHealth get(int place) {
        return health.get(place);
    }

    /** Of each pathway, in their order. */
    List<PathwayHealth> all() {
        List<PathwayHealth> all = new ArrayList<>();
        for (int place = 0; place < health.length(); place++) {
            all.add(health.get(place));
        }
        return all;
    }

    /** Where a title was found, however long ago. */
    PlaceSet having(SteeredTitle title) {
        return byTitle.get(title.id());
    }

    /** How many of the pathways that clients in a network may use are down; null is none that is known. */
    int down(String network) {
        AtomicInteger ofNetwork = network == null ? null : downByNetwork.get(network);
        return downForAll.get() + (ofNetwork == null ? 0 : ofNetwork.get());
    }
}

package org.rundelta.steering;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The pathways of a configuration as answers look for them; a place is that in its list. */
final class PathwayIndex {
    private static final int[] NONE = {};

    private final List<Pathway> pathways;
    private final Map<String, Integer> places = new HashMap<>();
    private final List<Integer> origins = new ArrayList<>();
    private final int[] edgesForAll;
    private final Map<String, int[]> edgesByNetwork = new HashMap<>();
    private final long[] hashes;
    private final double[] capacities;

    PathwayIndex(List<Pathway> pathways) {
        this.pathways = pathways;
        List<Integer> forAll = new ArrayList<>();
        Map<String, List<Integer>> byNetwork = new HashMap<>();
        for (int place = 0; place < pathways.size(); place++) {
            Pathway pathway = pathways.get(place);
            places.put(pathway.id(), place);
            if (pathway.isOrigin()) {
                origins.add(place);
            } else if (pathway.networks().isEmpty()) {
                forAll.add(place);
            }
            for (String network : pathway.isOrigin() ? List.<String>of() : pathway.networks()) {
                byNetwork.computeIfAbsent(network, key -> new ArrayList<>()).add(place);
            }
        }
        edgesForAll = byId(forAll);
        byNetwork.forEach((network, of) -> edgesByNetwork.put(network, byId(of)));
        hashes = pathways.stream().mapToLong(pathway -> hash(pathway.id())).toArray();
        capacities = pathways.stream().mapToDouble(Pathway::capacity).toArray();
    }

    private int[] byId(List<Integer> of) {
        return of.stream()
                .sorted(Comparator.comparing(place -> pathways.get(place).id()))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The place of a pathway, or null if there is none of this id. */
    Integer place(String id) {
        return places.get(id);
    }

    boolean isEdge(String id) {
        Integer place = places.get(id);
        return place != null && !pathways.get(place).isOrigin();
    }

    /** All origins, in order. */
    List<Integer> origins() {
        return origins;
    }

    /** Edges for every client, by their ids; not to be changed. */
    int[] edgesForAll() {
        return edgesForAll;
    }

    /** Edges for the clients in a network, by their ids; null is none that is known. Not to be changed. */
    int[] edgesOf(String network) {
        return network == null ? NONE : edgesByNetwork.getOrDefault(network, NONE);
    }

    /** Of the id of a pathway. */
    long hash(int place) {
        return hashes[place];
    }

    double capacity(int place) {
        return capacities[place];
    }

    /** FNV-1a. */
    static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (each & 0xFF)) * 0x100000001b3L;
        }
        return hash;
    }
}

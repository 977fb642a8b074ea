package org.rundelta.fill;

import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The origin and the edges that are filled from it, directly or through others.
 *
 * @param origin URL of the folder in which the titles lie
 * @param uplink bits/s that the origin may send
 * @param edges in the order in which they are preferred where nothing else tells them apart
 */
public record FillNetwork(URI origin, long uplink, List<FillEdge> edges) {
    /** The source that is no edge. */
    public static final String ORIGIN = "origin";

    /** The source of what edges get from the origin and from each other. */
    public static final String SWARM = "swarm";

    /** @throws IllegalArgumentException if edges are there twice or contradict each other */
    public FillNetwork {
        edges = List.copyOf(edges);
        if (uplink <= 0) {
            throw new IllegalArgumentException("uplink of the origin " + uplink + ": say how many bits/s, as 1G");
        }
        if (edges.isEmpty()) {
            throw new IllegalArgumentException("there is no edge to fill");
        }
        Map<String, FillEdge> byId = new HashMap<>();
        Set<URI> urls = new HashSet<>(Set.of(origin));
        for (FillEdge edge : edges) {
            boolean isTaken = edge.id().equals(ORIGIN) || edge.id().equals(SWARM);
            if (isTaken || byId.put(edge.id(), edge) != null) {
                throw new IllegalArgumentException("edge " + edge.id() + " is there twice: give each an id of its own");
            }
            if (!urls.add(edge.url()) || !urls.add(edge.admin())) {
                throw new IllegalArgumentException(
                        "edge " + edge.id() + " has a URL that another server has, too: give each its own");
            }
        }
        edges.forEach(edge -> requireOrigin(edge, byId));
    }

    /** How many transfers away from the origin an edge is: 1 is filled from there. */
    public int tier(FillEdge edge) {
        return edge.parent().map(parent -> 1 + tier(edge(parent))).orElse(1);
    }

    /** The edge of an id. */
    FillEdge edge(String id) {
        return edges.stream().filter(edge -> edge.id().equals(id)).findFirst().orElseThrow();
    }

    /** The way up from an edge has to end at the origin. */
    private static void requireOrigin(FillEdge edge, Map<String, FillEdge> byId) {
        Set<String> way = new HashSet<>(Set.of(edge.id()));
        Optional<String> parent = edge.parent();
        while (parent.isPresent()) {
            String id = parent.get();
            if (!byId.containsKey(id)) {
                throw new IllegalArgumentException("edge " + edge.id() + ": its parent " + id
                        + " is no edge of the plan;" + " add it, or leave the parent out to fill from the origin");
            }
            if (!way.add(id)) {
                throw new IllegalArgumentException("edge " + edge.id() + " is filled from itself, through " + id
                        + ": one of them needs no parent");
            }
            parent = byId.get(id).parent();
        }
    }
}

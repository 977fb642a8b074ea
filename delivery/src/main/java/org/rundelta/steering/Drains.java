package org.rundelta.steering;

import java.util.Map;
import java.util.TreeMap;

/**
 * Which pathways are in maintenance.
 *
 * @param sinceMs since when, in milliseconds since 1970, by their ids
 */
record Drains(Map<String, Long> sinceMs) {
    static final Drains NONE = new Drains(Map.of());

    Drains {
        sinceMs = Map.copyOf(sinceMs);
    }

    Drains with(String id, long nowMs) {
        Map<String, Long> more = new TreeMap<>(sinceMs);
        more.putIfAbsent(id, nowMs);
        return new Drains(more);
    }

    Drains without(String id) {
        Map<String, Long> fewer = new TreeMap<>(sinceMs);
        fewer.remove(id);
        return new Drains(fewer);
    }

    boolean isDraining(String id) {
        return sinceMs.containsKey(id);
    }

    /** Whether it has been for so long that everyone was told to go elsewhere. */
    boolean isOut(String id, long nowMs, long ttlMs) {
        Long since = sinceMs.get(id);
        return since != null && nowMs - since >= ttlMs;
    }
}

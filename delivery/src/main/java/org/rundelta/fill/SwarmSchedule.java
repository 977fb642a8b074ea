package org.rundelta.fill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rundelta.swarm.FillBounds;

/**
 * When each part is where it goes, if edges get it from each other: one part after the other, to all its edges at once, in the
 * least time that a swarm can take with the uplinks that there are. Real ones take a little longer.
 */
final class SwarmSchedule {
    private final FillNetwork network;
    private final Map<String, FillEdge> edges = new HashMap<>();

    /** What is still to come of a title to an edge, manifests left out. */
    private final Map<String, Integer> left = new HashMap<>();

    private final List<Transfer> done = new ArrayList<>();
    private double now;

    private SwarmSchedule(FillNetwork network) {
        this.network = network;
        network.edges().forEach(edge -> edges.put(edge.id(), edge));
    }

    /** The transfers of a plan, at the times at which they would be made. */
    static List<Transfer> of(List<Transfer> transfers, FillNetwork network) {
        SwarmSchedule schedule = new SwarmSchedule(network);
        schedule.run(transfers);
        schedule.done.sort(Comparator.comparing(Transfer::start).thenComparing(Transfer::end));
        return schedule.done;
    }

    private void run(List<Transfer> transfers) {
        Map<String, List<Transfer>> parts = new LinkedHashMap<>();
        Map<String, List<Transfer>> manifests = new LinkedHashMap<>();
        for (Transfer transfer : transfers) {
            if (transfer.part().name().equals(TitlePart.MANIFESTS)) {
                manifests
                        .computeIfAbsent(transfer.title(), key -> new ArrayList<>())
                        .add(transfer);
            } else {
                left.merge(titleAt(transfer), 1, Integer::sum);
                String part = transfer.title() + '\n' + transfer.part().name();
                parts.computeIfAbsent(part, key -> new ArrayList<>()).add(transfer);
            }
        }
        for (List<Transfer> group : parts.values()) {
            carry(group);
            group.forEach(transfer -> left.merge(titleAt(transfer), -1, Integer::sum));
            carryManifests(manifests.getOrDefault(group.get(0).title(), List.of()));
        }
        manifests.values().forEach(this::carryManifests);
    }

    private static String titleAt(Transfer transfer) {
        return transfer.title() + '\n' + transfer.edge();
    }

    /** Those whose edges have all else; taken out of the list. */
    private void carryManifests(List<Transfer> waiting) {
        List<Transfer> ready = waiting.stream().filter(this::isReady).toList();
        if (!ready.isEmpty()) {
            carry(ready);
            waiting.removeIf(this::isReady);
        }
    }

    private boolean isReady(Transfer manifests) {
        return left.getOrDefault(titleAt(manifests), 0) == 0;
    }

    private void carry(List<Transfer> group) {
        double start = now;
        double together = group.stream()
                .mapToDouble(transfer -> edges.get(transfer.edge()).uplink())
                .sum();
        now += FillBounds.of(
                        (double) group.get(0).part().bytes() * Byte.SIZE,
                        group.size(),
                        (double) network.uplink(),
                        together,
                        Double.POSITIVE_INFINITY)
                .swarm();
        group.forEach(transfer -> done.add(new Transfer(
                transfer.edge(),
                FillNetwork.SWARM,
                1,
                transfer.title(),
                transfer.part(),
                transfer.views(),
                duration(start),
                duration(now))));
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}

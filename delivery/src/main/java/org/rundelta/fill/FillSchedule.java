package org.rundelta.fill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;
import org.rundelta.fill.Placement.Placed;

/**
 * Says from where and when each part comes. A source sends one part after the other at all of its uplink, in the order in
 * which they were chosen, leaving for later what it does not have itself yet. Several at a time would not be done earlier.
 */
final class FillSchedule {
    private final FillNetwork network;
    private final List<Draft> drafts;
    private final Set<At> planned;

    /** When each part is where it goes. */
    private final Map<At, Double> arrivals = new HashMap<>();

    /** When all parts of a title but its manifests are. */
    private final Map<At, Double> complete = new HashMap<>();

    private final List<Transfer> transfers = new ArrayList<>();

    private record At(String edge, String title, String part) {}

    private record Draft(int number, FillEdge edge, String title, TitlePart part, double views) {
        At at() {
            return at(edge.id());
        }

        At at(String where) {
            return new At(where, title, part.name());
        }

        boolean isManifests() {
            return part.name().equals(TitlePart.MANIFESTS);
        }
    }

    private FillSchedule(List<Draft> drafts, FillNetwork network) {
        this.network = network;
        this.drafts = drafts;
        this.planned = drafts.stream().map(Draft::at).collect(Collectors.toSet());
    }

    static List<Transfer> of(List<Placed> placed, FillNetwork network) {
        FillSchedule schedule = new FillSchedule(drafts(placed), network);
        schedule.run();
        schedule.transfers.sort(Comparator.comparing(Transfer::start).thenComparing(Transfer::end));
        return schedule.transfers;
    }

    /** With the first rung of a title on an edge goes what any rung needs; behind the last the manifests. */
    private static List<Draft> drafts(List<Placed> placed) {
        Map<At, Integer> last = new HashMap<>();
        for (int i = 0; i < placed.size(); i++) {
            last.put(titleAt(placed.get(i)), i);
        }
        List<Draft> drafts = new ArrayList<>();
        Set<At> begun = new HashSet<>();
        for (int i = 0; i < placed.size(); i++) {
            Placed next = placed.get(i);
            if (begun.add(titleAt(next))) {
                add(drafts, next, next.title().companions(), 0);
            }
            add(drafts, next, next.title().rungs().get(next.rung()), next.views());
            if (last.get(titleAt(next)) == i) {
                add(drafts, next, next.title().manifests(), 0);
            }
        }
        return drafts;
    }

    private static At titleAt(Placed placed) {
        return new At(placed.edge().id(), placed.title().id(), "");
    }

    private static void add(List<Draft> drafts, Placed placed, TitlePart part, double views) {
        if (part.bytes() > 0 || !part.files().isEmpty()) {
            drafts.add(new Draft(drafts.size(), placed.edge(), placed.title().id(), part, views));
        }
    }

    private void run() {
        Map<String, List<Draft>> bySource = drafts.stream().collect(Collectors.groupingBy(this::source));
        send(FillNetwork.ORIGIN, network.uplink(), bySource);
        network.edges().stream()
                .sorted(Comparator.comparingInt(network::tier))
                .forEach(edge -> send(edge.id(), edge.uplink(), bySource));
        drafts.stream()
                .filter(Draft::isManifests)
                .sorted(Comparator.comparingInt(draft -> network.tier(draft.edge)))
                .forEach(this::sendManifests);
    }

    /** The nearest on the way up that gets it, too. */
    private String source(Draft draft) {
        Optional<String> parent = draft.edge.parent();
        while (parent.isPresent()) {
            if (planned.contains(draft.at(parent.get()))) {
                return parent.get();
            }
            parent = network.edge(parent.get()).parent();
        }
        return FillNetwork.ORIGIN;
    }

    private void send(String source, long uplink, Map<String, List<Draft>> bySource) {
        PriorityQueue<Draft> waiting = new PriorityQueue<>(
                Comparator.comparingDouble((Draft draft) -> arrivals.getOrDefault(draft.at(source), 0.0))
                        .thenComparingInt(Draft::number));
        bySource.getOrDefault(source, List.of()).stream()
                .filter(draft -> !draft.isManifests())
                .forEach(waiting::add);
        PriorityQueue<Draft> ready = new PriorityQueue<>(Comparator.comparingInt(Draft::number));
        double now = 0;
        while (!waiting.isEmpty() || !ready.isEmpty()) {
            if (ready.isEmpty()) {
                now = Math.max(now, arrivals.getOrDefault(waiting.element().at(source), 0.0));
            }
            while (!waiting.isEmpty() && arrivals.getOrDefault(waiting.element().at(source), 0.0) <= now) {
                ready.add(waiting.remove());
            }
            now = transfer(ready.remove(), source, now, uplink);
        }
    }

    /** They take hardly any time, and are not sent in turn: each when all else of the title is there. */
    private void sendManifests(Draft draft) {
        String source = source(draft);
        long uplink = source.equals(FillNetwork.ORIGIN)
                ? network.uplink()
                : network.edge(source).uplink();
        double here = complete.getOrDefault(new At(draft.edge.id(), draft.title, ""), 0.0);
        transfer(draft, source, Math.max(here, arrivals.getOrDefault(draft.at(source), 0.0)), uplink);
    }

    /** Returns when it has arrived, in seconds. */
    private double transfer(Draft draft, String source, double start, long uplink) {
        double end = start + (double) draft.part.bytes() * Byte.SIZE / uplink;
        arrivals.put(draft.at(), end);
        complete.merge(new At(draft.edge.id(), draft.title, ""), end, Math::max);
        transfers.add(new Transfer(
                draft.edge.id(),
                source,
                network.tier(draft.edge),
                draft.title,
                draft.part,
                draft.views,
                duration(start),
                duration(end)));
        return end;
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}

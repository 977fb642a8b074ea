package org.rundelta.steering;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what was answered, and shows it in Prometheus' text format. */
final class SteeringMetrics {
    private final Map<Integer, LongAdder> byStatus = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> byFirst = new ConcurrentHashMap<>();
    private final LongAdder slow = new LongAdder();

    void answered(int status) {
        byStatus.computeIfAbsent(status, key -> new LongAdder()).increment();
    }

    /** @param first the pathway that came first */
    void steered(String first) {
        byFirst.computeIfAbsent(first, key -> new LongAdder()).increment();
    }

    /** A client was led away from a pathway that was too slow for it. */
    void led() {
        slow.increment();
    }

    /** How many answers named a pathway first. */
    long steeredTo(String id) {
        LongAdder count = byFirst.get(id);
        return count == null ? 0 : count.sum();
    }

    String text(List<Pathway> pathways, List<PathwayHealth> health, Drains drains) {
        StringBuilder text = new StringBuilder();
        head(text, "requests_total", "counter", "Requests answered, by status.");
        byStatus.forEach((status, count) -> line(text, "requests_total", "status", status, count.sum()));
        head(text, "answers_total", "counter", "Answers, by the edge that they name first.");
        pathways.forEach(each -> line(text, "answers_total", "edge", each.id(), steeredTo(each.id())));
        head(text, "too_slow_total", "counter", "Clients led away from an edge that was too slow for them.");
        text.append("rundelta_steering_too_slow_total ").append(slow.sum()).append('\n');
        head(text, "edge_up", "gauge", "Whether an edge answers checks.");
        for (int i = 0; i < health.size(); i++) {
            line(text, "edge_up", "edge", pathways.get(i).id(), health.get(i).isUp() ? 1 : 0);
        }
        head(text, "edge_titles", "gauge", "Titles that an edge has.");
        for (int i = 0; i < health.size(); i++) {
            line(
                    text,
                    "edge_titles",
                    "edge",
                    pathways.get(i).id(),
                    health.get(i).titles().size());
        }
        head(text, "edge_draining", "gauge", "Whether an edge is in maintenance.");
        pathways.forEach(each -> line(text, "edge_draining", "edge", each.id(), drains.isDraining(each.id()) ? 1 : 0));
        return text.toString();
    }

    private static void head(StringBuilder text, String name, String type, String help) {
        text.append(String.format(
                Locale.ROOT,
                "# HELP rundelta_steering_%s %s\n# TYPE rundelta_steering_%s %s\n",
                name,
                help,
                name,
                type));
    }

    private static void line(StringBuilder text, String name, String label, Object of, long value) {
        text.append(String.format(Locale.ROOT, "rundelta_steering_%s{%s=\"%s\"} %d\n", name, label, of, value));
    }
}

package org.rundelta.steering;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.rundelta.steering.SteeringPolicy.Client;

/** The slow twin of {@link SteeringPolicy}: looks at every pathway, and sorts them all. */
final class NaivePolicy {
    private NaivePolicy() {}

    private record Ranked(Pathway pathway, List<Boolean> worse, double score) {}

    /** Whom an answer names, and whether nothing is wrong with what the client might get. */
    record Naive(List<Pathway> pathways, boolean isWhole) {}

    /** @param left what the client is kept away from */
    static Naive answer(
            SteeringConfig config,
            Client client,
            String title,
            List<PathwayHealth> health,
            Drains drains,
            Map<String, Long> left,
            long nowMs) {
        String network = config.networks().network(client.address());
        boolean isWhole = true;
        List<Ranked> ranked = new ArrayList<>();
        for (int i = 0; i < health.size(); i++) {
            Pathway pathway = config.pathways().get(i);
            String id = pathway.id();
            boolean isOut = drains.isOut(id, nowMs, config.ttl().toMillis());
            if (!pathway.serves(network) || isOut) {
                continue;
            }
            isWhole &= health.get(i).isUp() && !drains.isDraining(id);
            if (health.get(i).has(title, nowMs, config.checkInterval().toMillis())) {
                boolean isLeft = left.size() < SteeringPolicy.MAX_LEFT && left.containsKey(id);
                List<Boolean> worse = List.of(
                        drains.isDraining(id),
                        pathway.isOrigin(),
                        isLeft,
                        pathway.networks().isEmpty());
                ranked.add(new Ranked(pathway, worse, score(client.address(), title, pathway)));
            }
        }
        // "false" comes before "true".
        Comparator<Ranked> order = Comparator.comparing(each -> each.worse.toString());
        ranked.sort(
                order.thenComparing(Comparator.comparingDouble(Ranked::score).reversed())
                        .thenComparing(each -> each.pathway.id()));
        List<Pathway> named = new ArrayList<>();
        int edges = 0;
        for (Ranked each : ranked) {
            boolean isAlways = each.pathway.isOrigin() || drains.isDraining(each.pathway.id());
            if (isAlways || edges++ < SteeringPolicy.MAX_NAMED) {
                named.add(each.pathway);
            }
        }
        return new Naive(named, isWhole);
    }

    private static double score(IpAddress address, String title, Pathway pathway) {
        long host = address.isIpv4() ? address.low() : 0;
        long key = mixed(mixed(address.high()) ^ host ^ hash(title));
        double uniform = ((mixed(key ^ hash(pathway.id())) >>> 11) + 0.5) / (1L << 53);
        return pathway.capacity() / -StrictMath.log(uniform);
    }

    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            hash ^= each & 0xFF;
            hash *= 0x100000001b3L;
        }
        return hash;
    }

    private static long mixed(long bits) {
        long mixed = (bits ^ bits >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }
}

package org.rundelta.steering;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which network an address is in: that of the longest prefix which it begins with. Prefixes lie in each other or apart, so
 * all addresses fall into stretches, each of one network or none; looking up is a binary search in their beginnings.
 */
final class PrefixTable {
    /** No networks at all. */
    static final PrefixTable EMPTY = of(Map.of());

    private final long[] highs;
    private final long[] lows;
    private final String[] networks;

    /** The beginning of a stretch, and its network or null. */
    private record Stretch(IpAddress from, String network) {}

    private PrefixTable(List<Stretch> stretches) {
        highs = stretches.stream().mapToLong(stretch -> stretch.from.high()).toArray();
        lows = stretches.stream().mapToLong(stretch -> stretch.from.low()).toArray();
        networks = stretches.stream().map(Stretch::network).toArray(String[]::new);
    }

    static PrefixTable of(Map<IpPrefix, String> networks) {
        List<Stretch> stretches = new ArrayList<>(List.of(new Stretch(new IpAddress(0, 0), null)));
        Deque<IpPrefix> around = new ArrayDeque<>();
        List<IpPrefix> inOrder = networks.keySet().stream()
                .sorted(Comparator.comparing(IpPrefix::first).thenComparingInt(IpPrefix::length))
                .toList();
        for (IpPrefix prefix : inOrder) {
            while (!around.isEmpty() && !around.peek().contains(prefix.first())) {
                leave(around, networks, stretches);
            }
            around.push(prefix);
            begin(stretches, prefix.first(), networks.get(prefix));
        }
        while (!around.isEmpty()) {
            leave(around, networks, stretches);
        }
        return new PrefixTable(stretches);
    }

    /** Behind the innermost prefix the one around it goes on. */
    private static void leave(Deque<IpPrefix> around, Map<IpPrefix, String> networks, List<Stretch> stretches) {
        IpAddress behind = around.pop().last().next();
        if (!behind.equals(new IpAddress(0, 0))) {
            begin(stretches, behind, around.isEmpty() ? null : networks.get(around.peek()));
        }
    }

    private static void begin(List<Stretch> stretches, IpAddress from, String network) {
        int last = stretches.size() - 1;
        if (stretches.get(last).from.equals(from)) {
            stretches.remove(last);
        }
        stretches.add(new Stretch(from, network));
    }

    /** The network of an address, or null. */
    String network(IpAddress address) {
        int below = 0;
        int above = highs.length;
        while (above - below > 1) {
            int middle = (below + above) >>> 1;
            int order = Long.compareUnsigned(highs[middle], address.high());
            if (order == 0) {
                order = Long.compareUnsigned(lows[middle], address.low());
            }
            if (order <= 0) {
                below = middle;
            } else {
                above = middle;
            }
        }
        return networks[below];
    }

    /** All networks. */
    Set<String> networks() {
        Set<String> all = new LinkedHashSet<>();
        for (String network : networks) {
            if (network != null) {
                all.add(network);
            }
        }
        return all;
    }
}

package org.rundelta.steering;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Deciding an answer of a steering server, without HTTP: the network of an address in a table of prefixes, and the edges for
 * it, best first. It stands in the package of what it measures, which is nobody else's.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class SteeringBenchmark {
    private static final int CLIENTS = 4096;
    private static final int NETWORKS = 100;
    private static final int NETWORKS_OF_AN_EDGE = 10;
    private static final long NOW = 1_800_000_000_000L;

    /** How many prefixes the table has. */
    @Param("100000")
    public int prefixes;

    /** How many edges there are, every second for all networks. */
    @Param({"3", "20", "200", "10000"})
    public int edges;

    private final SteeredTitle title = new SteeredTitle("film", SteeredTitle.MANIFEST, 5e6);
    private final String[] queries = new String[CLIENTS];
    private final IpAddress[] addresses = new IpAddress[CLIENTS];
    private PrefixTable table;
    private SteeringPolicy policy;
    private PathwayStates states;
    private int next;

    /** Draws networks, edges and clients. */
    @Setup
    public void draw() {
        Random random = new Random(1);
        Map<IpPrefix, String> networks = new HashMap<>();
        while (networks.size() < prefixes) {
            int length = random.nextBoolean() ? IpAddress.IPV4_OFFSET + 24 : 48;
            networks.put(new IpPrefix(address(random).masked(length), length), "n" + networks.size() % NETWORKS);
        }
        table = PrefixTable.of(networks);
        List<Pathway> pathways = new ArrayList<>();
        for (int i = 0; i < edges; i++) {
            Set<String> of = new HashSet<>();
            for (int left = i % 2 * NETWORKS_OF_AN_EDGE; left > 0; left--) {
                of.add("n" + random.nextInt(NETWORKS));
            }
            URI url = URI.create("https://e" + i + ".example/titles/");
            pathways.add(new Pathway("e" + i, url, of, 1 + random.nextInt(7), false, false, null));
        }
        SteeringConfig config = new SteeringConfig(
                null, Duration.ofMinutes(1), Duration.ofSeconds(10), table, List.of(), pathways, List.of(title));
        policy = new SteeringPolicy(config);
        states = new PathwayStates(config);
        for (int place = 0; place < edges; place++) {
            states.set(place, PathwayHealth.UNKNOWN.passed(NOW, Set.of(title.id())));
        }
        for (int i = 0; i < CLIENTS; i++) {
            addresses[i] = address(random);
            queries[i] = "_DASH_pathway=%22e" + random.nextInt(edges) + "%22&_DASH_throughput="
                    + (2_000_000 + random.nextInt(18_000_000));
        }
    }

    private static IpAddress address(Random random) {
        return random.nextBoolean()
                ? new IpAddress(0, 0xFFFF_0000_0000L | random.nextInt() & 0xFFFF_FFFFL)
                : new IpAddress(0x2001L << 48 | random.nextLong() >>> 16, random.nextLong());
    }

    /** Only the network. */
    @Benchmark
    public String network() {
        next = (next + 1) % CLIENTS;
        return table.network(addresses[next]);
    }

    /** All of it, from what the player says to the edges for it. */
    @Benchmark
    public Object answer() {
        next = (next + 1) % CLIENTS;
        ClientReport report = ClientReport.parse(queries[next]);
        return policy.answer(new SteeringPolicy.Client(addresses[next], report), title, states, Drains.NONE, NOW);
    }
}

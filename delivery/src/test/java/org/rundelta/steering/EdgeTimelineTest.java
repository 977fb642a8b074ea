package org.rundelta.steering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.rundelta.steering.SteeringPolicy.Answer;
import org.rundelta.steering.SteeringPolicy.Client;

/**
 * In virtual time: edges go down, come back, lose titles and get them, are drained and taken back, are checked every half interval,
 * title after title, and sometimes the checks themselves are late; clients of several networks report what they like. An answer
 * never names an edge that has lacked the title or been down for more than one check interval, or has been drained for a TTL.
 */
class EdgeTimelineTest {
    private static final long START_MS = 1_800_000_000_000L;
    private static final long END_MS = START_MS + 3_600_000;
    private static final long INTERVAL_MS = TestConfig.INTERVAL.toMillis();
    private static final long TTL_MS = TestConfig.TTL.toMillis();
    private static final int EDGES = 5;
    private static final int CLIENTS = 4;
    private static final SteeredTitle NEWS = new SteeredTitle("news", SteeredTitle.MANIFEST, 0);
    private static final List<SteeredTitle> TITLES = List.of(TestConfig.FILM, NEWS);

    private final TreeMap<Long, Drains> drains = new TreeMap<>(Map.of(START_MS, Drains.NONE));
    private final List<TreeMap<Long, State>> states = new ArrayList<>();
    private final List<TreeMap<Long, PathwayHealth>> known = new ArrayList<>();
    private Random random;

    /** What an edge is for a while. */
    private record State(boolean isUp, Set<String> titles) {
        boolean has(SteeredTitle title) {
            return isUp && titles.contains(title.id());
        }
    }

    /** What an edge is, from each time on. */
    private TreeMap<Long, State> timeline() {
        TreeMap<Long, State> timeline = new TreeMap<>();
        for (long ms = START_MS; ms < END_MS; ms += 1 + (long) (random.nextDouble() * 20 * INTERVAL_MS)) {
            Set<String> titles = new HashSet<>();
            TITLES.stream().filter(title -> random.nextInt(3) > 0).forEach(title -> titles.add(title.id()));
            timeline.put(ms, new State(random.nextInt(4) > 0, titles));
        }
        return timeline;
    }

    /** What checks find, by the time at which it is known. */
    private TreeMap<Long, PathwayHealth> checks(TreeMap<Long, State> timeline) {
        TreeMap<Long, PathwayHealth> found = new TreeMap<>();
        PathwayHealth health = PathwayHealth.UNKNOWN;
        long ms = START_MS;
        while (ms < END_MS) {
            long tookMs = random.nextInt(20) == 0 ? random.nextInt(60_000) : random.nextInt((int) INTERVAL_MS / 2);
            health = check(timeline, health, ms, tookMs);
            found.put(ms + tookMs, health);
            ms += Math.max(tookMs, INTERVAL_MS / 2);
        }
        return found;
    }

    private PathwayHealth check(TreeMap<Long, State> timeline, PathwayHealth before, long startedMs, long tookMs) {
        Set<String> has = new HashSet<>();
        for (SteeredTitle title : TITLES) {
            long askedMs = startedMs + (long) (random.nextDouble() * tookMs);
            State state = timeline.floorEntry(askedMs).getValue();
            if (!state.isUp()) {
                return before.failed(startedMs, "down");
            }
            if (state.has(title)) {
                has.add(title.id());
            }
        }
        return before.passed(startedMs, has);
    }

    private void drain() {
        for (long ms = START_MS + 1; ms < END_MS; ms += 1 + random.nextInt(4 * (int) TTL_MS)) {
            String id = "e" + random.nextInt(EDGES);
            Drains before = drains.lastEntry().getValue();
            drains.put(ms, before.isDraining(id) ? before.without(id) : before.with(id, ms));
        }
    }

    private Client client() {
        String pathway = "e" + random.nextInt(EDGES);
        String query = switch (random.nextInt(4)) {
            case 0 -> null;
            case 1 -> "_DASH_pathway=%22" + pathway + "%22&_DASH_throughput=" + random.nextInt(8_000_000);
            case 2 -> "_HLS_pathway=" + pathway + "&_HLS_throughput=" + random.nextInt(8_000_000);
            default -> "left=" + pathway + ":" + (END_MS / 1000) + "&_DASH_pathway=gone&_DASH_throughput=1";
        };
        return new Client(IpAddress.parse("192.0.2." + random.nextInt(256)), ClientReport.parse(query));
    }

    @RepeatedTest(20)
    void namesNobodyWhoIsGone(RepetitionInfo repetition) {
        random = new Random(repetition.getCurrentRepetition());
        TestConfig edges =
                new TestConfig().title(NEWS).networks(PrefixTable.of(Map.of(IpPrefix.parse("192.0.2.0/25"), "isp")));
        for (int i = 0; i < EDGES; i++) {
            edges.edge("e" + i, 1 + i, i == 0 ? new String[] {"isp"} : new String[0]);
        }
        SteeringConfig config = edges.origin("origin").make();
        for (int i = 0; i < config.pathways().size(); i++) {
            states.add(timeline());
            known.add(checks(states.get(i)));
        }
        drain();
        SteeringPolicy policy = new SteeringPolicy(config);
        int named = 0;
        for (long ms = START_MS; ms < END_MS; ms += random.nextInt(3000)) {
            PathwayStates checked = TestConfig.states(config, healthAt(ms));
            Drains now = drains.floorEntry(ms).getValue();
            for (int i = 0; i < CLIENTS; i++) {
                SteeredTitle title = TITLES.get(random.nextInt(TITLES.size()));
                Client client = client();
                Answer answer = policy.answer(client, title, checked, now, ms);
                judge(answer, client, title, config, ms);
                named += answer.pathways().size();
            }
        }
        assertThat(named).isGreaterThan(1000);
    }

    private List<PathwayHealth> healthAt(long ms) {
        List<PathwayHealth> health = new ArrayList<>();
        for (TreeMap<Long, PathwayHealth> of : known) {
            health.add(
                    of.floorEntry(ms) == null
                            ? PathwayHealth.UNKNOWN
                            : of.floorEntry(ms).getValue());
        }
        return health;
    }

    private void judge(Answer answer, Client client, SteeredTitle title, SteeringConfig config, long ms) {
        for (Pathway pathway : answer.pathways()) {
            String where = pathway.id() + " at " + (ms - START_MS) + " ms for " + client;
            TreeMap<Long, State> of = states.get(config.pathways().indexOf(pathway));
            long sinceMs = Math.max(START_MS, ms - INTERVAL_MS);
            assertThat(of.subMap(of.floorKey(sinceMs), true, ms, true).values())
                    .as("%s: it had the title within an interval", where)
                    .anyMatch(state -> state.has(title));
            Long drainedMs = drains.floorEntry(ms).getValue().sinceMs().get(pathway.id());
            assertThat(drainedMs == null || ms - drainedMs < TTL_MS)
                    .as("%s: not drained for long", where)
                    .isTrue();
            assertThat(pathway.serves(config.networks().network(client.address())))
                    .as("%s: of its network", where)
                    .isTrue();
        }
    }
}

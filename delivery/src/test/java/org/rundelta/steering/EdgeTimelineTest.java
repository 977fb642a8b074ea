package org.rundelta.steering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.rundelta.steering.SteeringPolicy.Client;

/**
 * In virtual time: edges go down, come back, lose the title and get it, are checked every half interval, and sometimes the checks
 * themselves are late. An answer never names an edge that has lacked the title or been down for more than one check interval.
 */
class EdgeTimelineTest {
    private static final long START_MS = 1_800_000_000_000L;
    private static final long INTERVAL_MS = TestConfig.INTERVAL.toMillis();
    private static final long HOUR_MS = 3_600_000;
    private static final Set<String> FILM = Set.of(TestConfig.FILM.id());

    private enum State {
        HAS_IT,
        LACKS_IT,
        IS_DOWN
    }

    /** What an edge is, from each time on. */
    private static TreeMap<Long, State> timeline(Random random) {
        TreeMap<Long, State> states = new TreeMap<>();
        for (long ms = START_MS; ms < START_MS + HOUR_MS; ms += 1 + (long) (random.nextDouble() * 20 * INTERVAL_MS)) {
            states.put(ms, State.values()[random.nextInt(State.values().length)]);
        }
        return states;
    }

    /** What checks find, by the time at which it is known. */
    private static TreeMap<Long, PathwayHealth> checks(TreeMap<Long, State> states, Random random) {
        TreeMap<Long, PathwayHealth> known = new TreeMap<>();
        PathwayHealth health = PathwayHealth.UNKNOWN;
        long ms = START_MS;
        while (ms < START_MS + HOUR_MS) {
            State state = states.floorEntry(ms).getValue();
            health = state == State.IS_DOWN
                    ? health.failed(ms, "down")
                    : health.passed(ms, state == State.HAS_IT ? FILM : Set.of());
            long tookMs = random.nextInt(20) == 0 ? random.nextInt(60_000) : random.nextInt((int) INTERVAL_MS / 2);
            known.put(ms + tookMs, health);
            ms += Math.max(tookMs, INTERVAL_MS / 2);
        }
        return known;
    }

    @RepeatedTest(20)
    void namesNobodyWhoIsGone(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        TestConfig edges = new TestConfig();
        List<TreeMap<Long, State>> states = new ArrayList<>();
        List<TreeMap<Long, PathwayHealth>> known = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            edges.edge("e" + i, 1);
            states.add(timeline(random));
            known.add(checks(states.get(i), random));
        }
        SteeringConfig config = edges.make();
        int named = 0;
        for (long ms = START_MS; ms < START_MS + HOUR_MS; ms += random.nextInt(3000)) {
            List<PathwayHealth> health = new ArrayList<>();
            for (TreeMap<Long, PathwayHealth> of : known) {
                health.add(
                        of.floorEntry(ms) == null
                                ? PathwayHealth.UNKNOWN
                                : of.floorEntry(ms).getValue());
            }
            Client client = new Client(new IpAddress(0, random.nextLong()), ClientReport.parse(null));
            SteeringPolicy.Answer answer =
                    new SteeringPolicy(config).answer(client, TestConfig.FILM, health, Drains.NONE, ms);
            for (Pathway pathway : answer.pathways()) {
                named++;
                TreeMap<Long, State> of = states.get(config.pathways().indexOf(pathway));
                long sinceMs = Math.max(START_MS, ms - INTERVAL_MS);
                assertThat(of.subMap(of.floorKey(sinceMs), true, ms, true).values())
                        .as("%s within an interval before %d", pathway.id(), ms - START_MS)
                        .contains(State.HAS_IT);
            }
        }
        assertThat(named).isGreaterThan(200);
    }
}

package org.rundelta.steering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.rundelta.steering.SteeringPolicy.Answer;
import org.rundelta.steering.SteeringPolicy.Client;

class SteeringPolicyTest {
    private static final long NOW = 1_800_000_000_000L;
    private static final long TTL_MS = TestConfig.TTL.toMillis();
    private static final String SLOW = "_DASH_pathway=%22@%22&_DASH_throughput=1000000";
    private static final String FAST = "_DASH_pathway=%22@%22&_DASH_throughput=9000000";

    private static List<String> ids(Answer answer) {
        return answer.pathways().stream().map(Pathway::id).toList();
    }

    private static List<PathwayHealth> allUp(SteeringConfig config, long nowMs) {
        return Collections.nCopies(
                config.pathways().size(), PathwayHealth.UNKNOWN.passed(nowMs, Set.of(TestConfig.FILM.id())));
    }

    private static Answer answer(SteeringConfig config, String address, String query) {
        return answer(config, address, query, allUp(config, NOW), Drains.NONE, NOW);
    }

    private static Answer answer(
            SteeringConfig config,
            String address,
            String query,
            List<PathwayHealth> health,
            Drains drains,
            long nowMs) {
        Client client = new Client(IpAddress.parse(address), ClientReport.parse(query));
        return new SteeringPolicy(config)
                .answer(client, TestConfig.FILM, TestConfig.states(config, health), drains, nowMs);
    }

    @Test
    void edgesOfTheNetworkComeFirstAndThoseOfOthersNot() {
        PrefixTable networks = PrefixTable.of(Map.of(
                IpPrefix.parse("192.0.2.0/24"), "isp-a",
                IpPrefix.parse("2001:db8::/32"), "isp-b"));
        SteeringConfig config = new TestConfig()
                .networks(networks)
                .origin("origin")
                .edge("everywhere", 100)
                .edge("in-a", 1, "isp-a")
                .edge("in-b", 1, "isp-b")
                .make();
        assertThat(ids(answer(config, "192.0.2.7", ""))).containsExactly("in-a", "everywhere", "origin");
        assertThat(ids(answer(config, "2001:db8::7", ""))).containsExactly("in-b", "everywhere", "origin");
        assertThat(ids(answer(config, "198.51.100.7", ""))).containsExactly("everywhere", "origin");
    }

    @Test
    void clientsAreSpreadByCapacityAndOnlyThoseOfAnEdgeThatGoesMove() {
        SteeringConfig config = new TestConfig()
                .edge("small", 1)
                .edge("middle", 2)
                .edge("large", 5)
                .make();
        List<PathwayHealth> withoutLarge = new ArrayList<>(allUp(config, NOW));
        withoutLarge.set(2, withoutLarge.get(2).failed(NOW, "gone"));
        Map<String, Integer> first = new HashMap<>();
        int clients = 8000;
        for (int i = 0; i < clients; i++) {
            String address = "10." + i / 65536 + "." + i / 256 % 256 + "." + i % 256;
            List<String> all = ids(answer(config, address, ""));
            first.merge(all.get(0), 1, Integer::sum);
            List<String> rest = ids(answer(config, address, "", withoutLarge, Drains.NONE, NOW));
            assertThat(rest)
                    .isEqualTo(all.stream().filter(id -> !id.equals("large")).toList());
        }
        assertThat(first.get("small") / (double) clients).isCloseTo(1 / 8.0, within(0.02));
        assertThat(first.get("middle") / (double) clients).isCloseTo(2 / 8.0, within(0.02));
        assertThat(first.get("large") / (double) clients).isCloseTo(5 / 8.0, within(0.02));
    }

    /** Frozen, since servers of different versions may run side by side. */
    @Test
    void theSpreadIsTheSameEverywhereAndForever() {
        SteeringConfig config =
                new TestConfig().edge("a", 1).edge("b", 1).edge("c", 1).make();
        StringBuilder firsts = new StringBuilder();
        for (int i = 0; i < 24; i++) {
            firsts.append(ids(answer(config, "192.0.2." + i, "")).get(0));
        }
        assertThat(firsts).hasToString("cbcaaabbacccabcacbaaaccb");
        assertThat(ids(answer(config, "2001:db8::1", ""))).isEqualTo(ids(answer(config, "2001:db8::ffff:1", "")));
    }

    /** Random edges, clients, drains and times: two servers with the same knowledge say the same, and what they may say. */
    @RepeatedTest(200)
    void namesOnlyWhatIsThere(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        TestConfig edges = new TestConfig();
        int count = 1 + random.nextInt(20);
        for (int i = 0; i < count; i++) {
            edges.edge("e" + i, 1 + random.nextInt(9));
        }
        SteeringConfig config = edges.origin("origin").make();
        List<PathwayHealth> health = new ArrayList<>();
        Drains drains = Drains.NONE;
        for (int i = 0; i <= count; i++) {
            health.add(health(random));
            drains = random.nextInt(4) == 0 ? drains.with("e" + i, NOW - random.nextInt(2 * (int) TTL_MS)) : drains;
        }
        for (int i = 0; i < 20; i++) {
            String address = "10.0." + random.nextInt(256) + "." + random.nextInt(256);
            String query = (random.nextBoolean() ? SLOW : FAST).replace("@", "e" + random.nextInt(count));
            Answer answer = answer(config, address, query, health, drains, NOW);
            assertThat(answer).isEqualTo(answer(config, address, query, List.copyOf(health), drains, NOW));
            assertThat(ids(answer)).doesNotHaveDuplicates();
            for (Pathway pathway : answer.pathways()) {
                PathwayHealth of = health.get(config.pathways().indexOf(pathway));
                assertThat(of.isUp()).isTrue();
                assertThat(of.titles()).contains("film");
                assertThat(NOW - of.checkedMs()).isLessThanOrEqualTo(TestConfig.INTERVAL.toMillis());
                assertThat(drains.isOut(pathway.id(), NOW, TTL_MS)).isFalse();
            }
            boolean isAnyDown = health.stream().anyMatch(each -> !each.isUp());
            assertThat(isAnyDown && answer.ttl().equals(TestConfig.TTL))
                    .as("what is wrong shortens the TTL, unless it is drained anyway")
                    .isEqualTo(isAnyDown && isWholeWithoutDrained(config, health, drains));
        }
    }

    private static boolean isWholeWithoutDrained(SteeringConfig config, List<PathwayHealth> health, Drains drains) {
        for (int i = 0; i < health.size(); i++) {
            String id = config.pathways().get(i).id();
            boolean isOut = drains.isOut(id, NOW, TTL_MS);
            if (!isOut && (drains.isDraining(id) || !health.get(i).isUp())) {
                return false;
            }
        }
        return true;
    }

    private static PathwayHealth health(Random random) {
        long checkedMs = NOW - random.nextInt(20_000);
        Set<String> titles = random.nextInt(4) == 0 ? Set.of("other") : Set.of("film", "other");
        PathwayHealth health = PathwayHealth.UNKNOWN.passed(checkedMs, titles);
        return switch (random.nextInt(5)) {
            case 0 -> health.failed(checkedMs, "down");
            case 1 -> health.failed(checkedMs, "down").passed(checkedMs, titles);
            case 2 -> health.failed(checkedMs, "down").passed(checkedMs, titles).passed(checkedMs, titles);
            default -> health;
        };
    }

    @Test
    void anEdgeThatIsDrainedGoesLastAndThenOut() {
        SteeringConfig config =
                new TestConfig().edge("a", 1).edge("b", 1).origin("origin").make();
        String first = ids(answer(config, "192.0.2.1", "")).get(0);
        String other = first.equals("a") ? "b" : "a";
        Drains drains = Drains.NONE.with(first, NOW).with(first, NOW + 5);
        Answer at = answer(config, "192.0.2.1", "", allUp(config, NOW), drains, NOW + TTL_MS - 1 - 59_000);
        assertThat(ids(at)).containsExactly(other, "origin", first);
        assertThat(at.ttl()).isEqualTo(TestConfig.INTERVAL);
        long laterMs = NOW + TTL_MS;
        Answer later = answer(config, "192.0.2.1", "", allUp(config, laterMs), drains, laterMs);
        assertThat(ids(later)).containsExactly(other, "origin");
        assertThat(later.ttl()).isEqualTo(TestConfig.TTL);
        assertThat(ids(answer(config, "192.0.2.1", "", allUp(config, laterMs), drains.without(first), laterMs)))
                .containsExactly(first, other, "origin");
    }

    @Test
    void whoGetsTooLittleIsLedAwayOnceAndLaterBack() {
        SteeringConfig config =
                new TestConfig().edge("a", 1).edge("b", 1).origin("origin").make();
        Player player = new Player(config, Map.of("a", 1e6, "b", 9e6, "origin", 9e6));
        String preferred = player.ask();
        List<String> hour = player.watch(Duration.ofHours(1));
        if (preferred.equals("b")) {
            assertThat(hour).containsOnly("b");
            return;
        }
        assertThat(hour).startsWith("a", "b", "b");
        assertThat(moves(hour)).isLessThanOrEqualTo(2 * 6 + 1);
        assertThat(Collections.frequency(hour, "a")).isLessThanOrEqualTo(7);
    }

    @Test
    void aSlowLineIsNotLedAroundForLong() {
        TestConfig edges = new TestConfig().origin("origin");
        Map<String, Double> slow = new HashMap<>(Map.of("origin", 1e6));
        for (int i = 0; i < 12; i++) {
            edges.edge("e" + i, 1);
            slow.put("e" + i, 1e6);
        }
        Player player = new Player(edges.make(), slow);
        List<String> day = player.watch(Duration.ofHours(24));
        assertThat(moves(day)).isLessThanOrEqualTo(SteeringPolicy.MAX_LEFT);
        assertThat(day).doesNotContain("origin");
        assertThat(day.get(day.size() - 1)).isEqualTo(day.get(0));
    }

    @Test
    void whatVariesAroundTheLimitDoesNotFlap() {
        SteeringConfig config = new TestConfig().edge("a", 1).edge("b", 1).make();
        Player player = new Player(config, Map.of("a", 4e6, "b", 4e6));
        player.jitter = new Random(3);
        assertThat(moves(player.watch(Duration.ofHours(10)))).isZero();
    }

    private static int moves(List<String> visits) {
        int moves = 0;
        for (int i = 1; i < visits.size(); i++) {
            moves += visits.get(i).equals(visits.get(i - 1)) ? 0 : 1;
        }
        return moves;
    }

    /** Asks when it is told to, in virtual time, and gets from each pathway what that gives. */
    private static final class Player {
        private final SteeringConfig config;
        private final Map<String, Double> bitsPerSecond;
        private Random jitter;
        private String pathway;
        private String query = "";
        private long nowMs = NOW;

        Player(SteeringConfig config, Map<String, Double> bitsPerSecond) {
            this.config = config;
            this.bitsPerSecond = bitsPerSecond;
        }

        String ask() {
            double factor = jitter == null ? 1 : 0.8 + jitter.nextDouble() * 0.4;
            String report = pathway == null
                    ? ""
                    : "&_DASH_pathway=%22" + pathway + "%22&_DASH_throughput="
                            + Math.round(bitsPerSecond.get(pathway) * factor);
            ClientReport all = ClientReport.parse(query + report);
            Answer answer = new SteeringPolicy(config)
                    .answer(
                            new Client(IpAddress.parse("192.0.2.1"), all),
                            TestConfig.FILM,
                            TestConfig.states(config, allUp(config, nowMs)),
                            Drains.NONE,
                            nowMs);
            query = all.nextQuery(answer.leftUntilMs());
            pathway = answer.pathways().get(0).id();
            nowMs += answer.ttl().toMillis();
            return pathway;
        }

        List<String> watch(Duration time) {
            long endMs = nowMs + time.toMillis();
            List<String> visits = new ArrayList<>();
            while (nowMs < endMs) {
                visits.add(ask());
            }
            return visits;
        }
    }
}

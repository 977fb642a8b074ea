package org.rundelta.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rundelta.swarm.ChokePolicy.Candidate;

class ChokePolicyTest {
    private static final int ROUNDS = 300;
    private static final long MEGABYTE = 1 << 20;

    @Test
    void thoseThatGiveTheFastestAreSentToAndOneByLot() {
        ChokePolicy<String> policy = new ChokePolicy<>(4, new Random(2));
        List<Candidate<String>> candidates = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            candidates.add(new Candidate<>("p" + i, 100 * i, MEGABYTE, MEGABYTE, i == 9));
        }
        Map<String, Integer> times = new HashMap<>();
        String before = null;
        int changes = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Set<String> chosen = policy.byGiving(candidates);
            assertThat(chosen).hasSize(4).contains("p8", "p7", "p6");
            chosen.forEach(peer -> times.merge(peer, 1, Integer::sum));
            String lot = chosen.stream()
                    .filter(peer -> !Set.of("p8", "p7", "p6").contains(peer))
                    .findFirst()
                    .orElseThrow();
            changes += lot.equals(before) ? 0 : 1;
            before = lot;
        }
        assertThat(changes).as("chosen anew every third time").isBetween(60, 100);
        assertThat(times).containsKeys("p0", "p1", "p2", "p3", "p4", "p5", "p9");
    }

    @Test
    void whoOnlyTakesIsSeldomDrawn() {
        ChokePolicy<String> policy = new ChokePolicy<>(2, new Random(3));
        List<Candidate<String>> candidates = List.of(
                new Candidate<>("fastest", 100, MEGABYTE, MEGABYTE, false),
                new Candidate<>("fair", 50, MEGABYTE, MEGABYTE, false),
                new Candidate<>("new", 0, 0, 0, false),
                new Candidate<>("takes", 0, 0, 10 * MEGABYTE, false));
        Map<String, Integer> times = new HashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            policy.byGiving(candidates).forEach(peer -> times.merge(peer, 1, Integer::sum));
        }
        assertThat(times.get("fastest")).isEqualTo(ROUNDS);
        assertThat(times.get("new")).as("on trust").isGreaterThan(ROUNDS / 3);
        assertThat(times.get("takes")).isLessThan(times.get("fair") / 5);
    }

    @Test
    void slotsForWhichNobodyGivesGoByLot() {
        ChokePolicy<Integer> policy = new ChokePolicy<>(3, new Random(4));
        List<Candidate<Integer>> candidates = IntStream.range(0, 6)
                .mapToObj(i -> new Candidate<>(i, 0, 0, 0, false))
                .toList();
        Map<Integer, Integer> times = new HashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            Set<Integer> chosen = policy.byGiving(candidates);
            assertThat(chosen).hasSize(3);
            chosen.forEach(peer -> times.merge(peer, 1, Integer::sum));
        }
        assertThat(times.values()).hasSize(6).allMatch(count -> count > ROUNDS / 3);
    }

    @Test
    void seedSendsToEachInTurn() {
        ChokePolicy<Integer> policy = new ChokePolicy<>(2, new Random(5));
        List<Integer> peers = IntStream.range(0, 7).boxed().toList();
        Map<Integer, Integer> times = new HashMap<>();
        for (int round = 0; round < 70; round++) {
            Set<Integer> chosen = policy.inTurn(peers);
            assertThat(chosen).hasSize(2);
            chosen.forEach(peer -> times.merge(peer, 1, Integer::sum));
        }
        assertThat(times.values()).hasSize(7).allMatch(count -> count >= 19 && count <= 21);
    }

    @Test
    void fewAreAllSentToAndNobodyWithoutSlots() {
        List<Candidate<String>> one = List.of(new Candidate<>("a", 0, 0, 0, true));
        ChokePolicy<String> policy = new ChokePolicy<>(2, new Random(2));
        assertThat(policy.byGiving(one)).containsExactly("a");
        assertThat(policy.byGiving(List.of())).isEmpty();
        assertThat(policy.inTurn(List.of("a"))).containsExactly("a");
        ChokePolicy<String> mean = new ChokePolicy<>(0, new Random(2));
        assertThat(mean.byGiving(one)).isEmpty();
        assertThat(mean.inTurn(List.of("a"))).isEmpty();
    }
}

package org.rundelta.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChokePolicyTest {

    @Test
    void thoseThatGiveTheFastestAreSentToAndOneByLot() {
        ChokePolicy<String> policy = new ChokePolicy<>(4, new Random(2));
        List<ChokePolicy.Candidate<String>> candidates = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            candidates.add(new ChokePolicy.Candidate<>("p" + i, 100 * i, i == 9));
        }
        Map<String, Integer> times = new HashMap<>();
        String before = null;
        int changes = 0;
        for (int round = 0; round < 300; round++) {
            Set<String> chosen = policy.choose(candidates);
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
    void fewAreAllSentTo() {
        ChokePolicy<String> policy = new ChokePolicy<>(2, new Random(2));
        assertThat(policy.choose(List.of(new ChokePolicy.Candidate<>("a", 0, true))))
                .containsExactly("a");
        assertThat(policy.choose(List.of())).isEmpty();
    }
}

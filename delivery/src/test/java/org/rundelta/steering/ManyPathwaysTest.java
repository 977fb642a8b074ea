package org.rundelta.steering;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.rundelta.steering.SteeringPolicy.Answer;
import org.rundelta.steering.SteeringPolicy.Client;

/** Of hundreds of edges, some in networks, some down, late, drained or without the title, the policy finds those that its slow twin does. */
class ManyPathwaysTest {
    private static final long NOW = 1_800_000_000_000L;
    private static final int NETWORKS = 5;
    private static final SteeredTitle NEWS = new SteeredTitle("news", SteeredTitle.MANIFEST, 0);

    private Random random;

    private SteeringConfig config(int count) {
        Map<IpPrefix, String> prefixes = new HashMap<>();
        for (int i = 0; i < NETWORKS; i++) {
            prefixes.put(IpPrefix.parse("10.0." + i + ".0/24"), "n" + i);
        }
        int ofEach = random.nextInt(4);
        TestConfig edges = new TestConfig().title(NEWS).networks(PrefixTable.of(prefixes));
        for (int i = 0; i < count; i++) {
            Set<String> networks = new HashSet<>();
            for (int left = i % 2 * ofEach; left > 0; left--) {
                networks.add("n" + random.nextInt(NETWORKS));
            }
            // Ids whose order is not that of the list, and often the same capacity.
            String id = "e" + (i * 7919 % 10_007);
            URI url = URI.create("https://" + id + ".example/");
            boolean isOrigin = random.nextInt(100) == 0;
            edges.pathway(new Pathway(id, url, networks, 1 + random.nextInt(3), isOrigin, false, null));
        }
        return edges.make();
    }

    private PathwayHealth health(int wrongOf100) {
        long checkedMs = NOW - random.nextInt((int) TestConfig.INTERVAL.toMillis()) - (isOne(wrongOf100) ? 9_999 : 0);
        Set<String> titles = isOne(wrongOf100) ? Set.of("news") : isOne(50) ? Set.of("film") : Set.of("film", "news");
        PathwayHealth health = PathwayHealth.UNKNOWN.passed(checkedMs, titles);
        return isOne(wrongOf100) ? health.failed(checkedMs, "down") : health;
    }

    private boolean isOne(int of100) {
        return random.nextInt(100) < of100;
    }

    private Client client(SteeringConfig config) {
        List<String> queries = new ArrayList<>();
        if (isOne(50)) {
            queries.add("_DASH_pathway=%22" + anyId(config) + "%22&_DASH_throughput=" + random.nextInt(8_000_000));
        }
        List<String> left = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            left.add(anyId(config) + ":" + (NOW / 1000 - 100 + random.nextInt(1000)));
        }
        queries.add("left=" + String.join(",", left));
        String address = "10.0." + random.nextInt(NETWORKS + 1) + "." + random.nextInt(256);
        return new Client(IpAddress.parse(address), ClientReport.parse(String.join("&", queries)));
    }

    private String anyId(SteeringConfig config) {
        return config.pathways().get(random.nextInt(config.pathways().size())).id();
    }

    @RepeatedTest(60)
    void thoseOfTheSlowTwin(RepetitionInfo repetition) {
        random = new Random(repetition.getCurrentRepetition());
        SteeringConfig config = config(1 + random.nextInt(600));
        SteeringPolicy policy = new SteeringPolicy(config);
        PathwayStates states = new PathwayStates(config);
        int wrongOf100 = List.of(0, 1, 40, 95).get(random.nextInt(4));
        Drains drains = Drains.NONE;
        for (int change = 0; change < 4; change++) {
            for (int place = 0; place < config.pathways().size(); place++) {
                states.set(place, health(wrongOf100));
            }
            for (int i = random.nextInt(3); i > 0; i--) {
                drains = drains.with(anyId(config), NOW - random.nextInt(2 * (int) TestConfig.TTL.toMillis()));
            }
            for (int i = 0; i < 25; i++) {
                Client client = client(config);
                SteeredTitle title = isOne(50) ? NEWS : TestConfig.FILM;
                Answer answer = policy.answer(client, title, states, drains, NOW);
                NaivePolicy.Naive naive =
                        NaivePolicy.answer(config, client, title.id(), states.all(), drains, answer.leftUntilMs(), NOW);
                assertThat(answer.pathways()).isEqualTo(naive.pathways());
                assertThat(answer.ttl()).isEqualTo(naive.isWhole() ? TestConfig.TTL : TestConfig.INTERVAL);
            }
        }
    }
}

package org.rundelta.fill;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SwarmScheduleTest {
    private static final long MBPS = 1_000_000;
    private static final long BYTES = 10_000_000;

    @Test
    void eachPartTakesTheLeastTimeOfASwarm() {
        // 80 Mbit to four edges: from the origin alone 8 s at 10 Mbit/s; together 320 / (10 + 4 · 5) = 10.667 s.
        FillPlan plan = plan(4, new TitlePart("exact", BYTES, List.of()), "film");
        List<Transfer> transfers =
                plan.bySwarms(network(4, 10 * MBPS, 5 * MBPS)).transfers();
        assertThat(transfers).hasSize(4).allMatch(transfer -> transfer.end().equals(Duration.ofMillis(10_667)));
        assertThat(plan.bySwarms(network(4, 10 * MBPS, 20 * MBPS)).duration()).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void onePartIsOnItsWayAtATimeAndManifestsFollowTheirTitle() {
        List<Transfer> transfers = new ArrayList<>();
        for (String title : List.of("one", "two")) {
            transfers.add(transfer("e0", title, new TitlePart(TitlePart.MANIFESTS, 0, List.of())));
            transfers.add(transfer("e0", title, new TitlePart("exact", BYTES, List.of())));
            transfers.add(transfer("e0", title, new TitlePart("half", BYTES, List.of())));
        }
        List<Transfer> planned = SwarmSchedule.of(transfers, network(1, 10 * MBPS, 10 * MBPS));
        assertThat(planned.stream()
                        .filter(transfer -> transfer.part().name().equals(TitlePart.MANIFESTS))
                        .map(Transfer::start))
                .containsExactly(Duration.ofSeconds(16), Duration.ofSeconds(32));
        assertThat(planned.stream()
                        .filter(transfer -> transfer.part().bytes() > 0)
                        .map(Transfer::end)
                        .map(Duration::toSeconds))
                .containsExactly(8L, 16L, 24L, 32L);
    }

    private static FillPlan plan(int edges, TitlePart part, String title) {
        List<Transfer> transfers = IntStream.range(0, edges)
                .mapToObj(edge -> transfer("e" + edge, title, part))
                .toList();
        return new FillPlan(transfers, List.of(), List.of(), 1, 1);
    }

    private static Transfer transfer(String edge, String title, TitlePart part) {
        return new Transfer(edge, FillNetwork.ORIGIN, 1, title, part, 1, Duration.ZERO, Duration.ZERO);
    }

    private static FillNetwork network(int edges, long uplink, long edgeUplink) {
        return new FillNetwork(
                URI.create("http://origin.example/"),
                uplink,
                IntStream.range(0, edges)
                        .mapToObj(edge -> new FillEdge(
                                "e" + edge,
                                "fi",
                                1,
                                edgeUplink,
                                URI.create("http://e" + edge + ".example/"),
                                URI.create("http://e" + edge + ".example:9100/"),
                                Optional.empty()))
                        .toList());
    }
}

package org.rundelta.fill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rundelta.fill.DrawnFill.catalogue;
import static org.rundelta.fill.DrawnFill.edge;
import static org.rundelta.fill.DrawnFill.network;
import static org.rundelta.fill.DrawnFill.title;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FillPlannerTest {
    private static final Catalogue TWO = catalogue(title("a", 10, 1, 100, 400), title("b", 10, 1, 100, 400));

    @Test
    void whatServesMostViewsForEachByteComesFirst() {
        FillPlan plan = FillPlanner.plan(
                TWO,
                List.of(new Views("a", "fi", 30, "r1"), new Views("b", "fi", 10, "r0")),
                network(8, edge("e", "fi", 10_000, 8, null)),
                FillRules.DEFAULT);

        assertThat(parts(plan))
                .containsExactly(
                        "b (audio, text ...)", "b r0", "b (manifests)", "a (audio, text ...)", "a r1", "a (manifests)");
        assertThat(plan.served()).isEqualTo(plan.views()).isEqualTo(40);
    }

    @Test
    void whatHasNoRoomOrIsSeldomWatchedIsLeftOut() {
        FillPlan plan = FillPlanner.plan(
                TWO,
                List.of(
                        new Views("a", "fi", 100, "r0"),
                        new Views("a", "fi", 100, "r1"),
                        new Views("b", "fi", 4, "r0"),
                        new Views("b", "fi", 90, "r1")),
                network(8, edge("e", "fi", 920, 8, null)),
                new FillRules(1, 5));

        assertThat(plan.leftOut())
                .containsExactly(
                        new LeftOut("b", "r1", "fi", 90, 400, LeftOut.Reason.NO_ROOM),
                        new LeftOut("b", "r0", "fi", 4, 100, LeftOut.Reason.RARE));
        assertThat(plan.bytes()).isEqualTo(511);
    }

    @Test
    void copiesAreInProportionToViews() {
        Catalogue catalogue = catalogue(title("hit", 0, 0, 100), title("rest", 0, 0, 100));
        FillPlan plan = FillPlanner.plan(
                catalogue,
                List.of(new Views("hit", "fi", 300, ""), new Views("rest", "fi", 110, "")),
                network(
                        8,
                        edge("e0", "fi", 100, 8, null),
                        edge("e1", "fi", 100, 8, null),
                        edge("e2", "fi", 100, 8, null)),
                FillRules.DEFAULT);

        assertThat(plan.transfers())
                .extracting(Transfer::title)
                .containsOnlyOnce("rest")
                .hasSize(3);
    }

    @Test
    void rungsOfATitleStayTogether() {
        FillPlan plan = FillPlanner.plan(
                TWO,
                List.of(new Views("a", "fi", 100, ""), new Views("b", "fi", 90, "")),
                network(8, edge("e0", "fi", 600, 8, null), edge("e1", "fi", 600, 8, null)),
                new FillRules(1, 1));

        assertThat(plan.leftOut()).isEmpty();
        for (String title : List.of("a", "b")) {
            assertThat(plan.transfers().stream().filter(each -> each.title().equals(title)))
                    .extracting(Transfer::edge)
                    .containsOnly(title.equals("a") ? "e0" : "e1");
        }
    }

    @Test
    void childrenAreFilledFromParentsThatHaveIt() {
        FillPlan plan = FillPlanner.plan(
                catalogue(title("a", 0, 0, 1000)),
                List.of(new Views("a", "fi", 10, ""), new Views("a", "se", 10, "")),
                network(8000, edge("fi", "fi", 1000, 4000, null), edge("se", "se", 1000, 1, "fi")),
                FillRules.DEFAULT);

        assertThat(plan.transfers()).hasSize(2);
        Transfer second = plan.transfers().get(1);
        assertThat(second.source()).isEqualTo("fi");
        assertThat(second.tier()).isEqualTo(2);
        assertThat(second.start()).isEqualTo(Duration.ofSeconds(1));
        assertThat(plan.duration()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void unknownTitlesRungsAndRegionsAreNamedOnce() {
        FillPlan plan = FillPlanner.plan(
                TWO,
                List.of(
                        new Views("x", "fi", 1, ""),
                        new Views("x", "se", 1, ""),
                        new Views("a", "no", 1, ""),
                        new Views("a", "fi", 1, "8k")),
                network(8, edge("e", "fi", 1000, 8, null)),
                FillRules.DEFAULT);

        assertThat(plan.ignored())
                .containsExactly(
                        "title \"x\" is watched, but not in the catalogue",
                        "region \"no\" has viewers, but no edge",
                        "rung \"8k\" of title \"a\" is watched, but not in the catalogue");
        assertThat(plan.transfers()).isEmpty();
        assertThat(plan.duration()).isZero();
    }

    @Test
    void edgesThatContradictEachOtherAreRefused() {
        FillEdge edge = edge("e", "fi", 1, 1, null);
        assertThatThrownBy(() -> network(1, edge, edge)).hasMessageContaining("edge e is there twice");
        assertThatThrownBy(() -> network(1, edge("origin", "fi", 1, 1, null))).hasMessageContaining("twice");
        FillEdge same = new FillEdge(
                "f", "fi", 1, 1, edge.url(), edge("f", "fi", 1, 1, null).admin(), edge.parent());
        assertThatThrownBy(() -> network(1, edge, same)).hasMessageContaining("edge f has a URL that another");
        assertThatThrownBy(() -> network(1, edge("e", "fi", 1, 1, "x"))).hasMessageContaining("parent x is no edge");
        assertThatThrownBy(() -> network(1, edge("e", "fi", 1, 1, "f"), edge("f", "fi", 1, 1, "e")))
                .hasMessageContaining("filled from itself");
        assertThatThrownBy(() -> edge("e", "fi", 0, 1, null)).hasMessageContaining("it can hold nothing");
        assertThatThrownBy(() -> edge("e", "fi", 1, -1, null)).hasMessageContaining("it can send nothing");
        assertThatThrownBy(() -> network(1)).hasMessageContaining("no edge to fill");
    }

    /** With parts of equal size the greedy choice is the best there is. */
    @Test
    void equalPartsAreChosenAtBest() {
        Random random = new Random(5);
        for (int run = 0; run < 50; run++) {
            CatalogueTitle[] titles = new CatalogueTitle[20];
            List<Views> popularity = new ArrayList<>();
            for (int i = 0; i < titles.length; i++) {
                titles[i] = title("t" + i, 0, 0, 10);
                popularity.add(new Views("t" + i, "fi", 1 + random.nextInt(100), ""));
            }
            int room = 1 + random.nextInt(20);
            FillPlan plan = FillPlanner.plan(
                    catalogue(titles), popularity, network(8, edge("e", "fi", 10L * room, 8, null)), FillRules.DEFAULT);
            long best = popularity.stream()
                    .map(Views::views)
                    .sorted(Collections.reverseOrder())
                    .limit(room)
                    .mapToLong(each -> each)
                    .sum();
            assertThat(plan.served()).isEqualTo((double) best);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, Integer.MAX_VALUE})
    void anyPlanCanBeCarriedOut(int copies) {
        for (int seed = 0; seed < 60; seed++) {
            DrawnFill drawn = new DrawnFill(seed);
            Catalogue catalogue = drawn.catalogue();
            List<Views> popularity = drawn.popularity(catalogue);
            FillNetwork network = drawn.network();
            FillRules rules = new FillRules(copies, seed % 3 * 20);
            FillPlan plan = FillPlanner.plan(catalogue, popularity, network, rules);
            checkRoom(catalogue, network, plan);
            checkOrder(network, plan);
            checkViews(plan);
            checkCopies(network, rules, plan);
            Collections.shuffle(popularity, new Random(seed));
            FillPlan again = FillPlanner.plan(catalogue, popularity, network, rules);
            assertThat(again.transfers()).isEqualTo(plan.transfers());
        }
    }

    /** Nothing is over its limit, and what is said to have no room has none. */
    private static void checkRoom(Catalogue catalogue, FillNetwork network, FillPlan plan) {
        for (FillEdge edge : network.edges()) {
            List<Transfer> own = at(plan, edge.id());
            long used = own.stream().mapToLong(each -> each.part().bytes()).sum();
            assertThat(used).isLessThanOrEqualTo(edge.capacity());
            Set<String> titles = new HashSet<>();
            own.forEach(each -> titles.add(each.title()));
            for (LeftOut rest : plan.leftOut()) {
                if (rest.reason() == LeftOut.Reason.NO_ROOM && rest.region().equals(edge.region())) {
                    long common = titles.contains(rest.title())
                            ? 0
                            : catalogue.titles().get(rest.title()).commonBytes();
                    assertThat(rest.bytes() + common).isGreaterThan(edge.capacity() - used);
                }
            }
        }
    }

    private static void checkOrder(FillNetwork network, FillPlan plan) {
        Map<String, Duration> arrivals = new HashMap<>();
        plan.transfers().forEach(each -> {
            String key = each.edge() + " " + each.title() + " " + each.part().name();
            assertThat(arrivals.put(key, each.end())).as("%s twice", key).isNull();
        });
        Map<String, Duration> free = new HashMap<>();
        for (Transfer transfer : plan.transfers()) {
            boolean isManifests = transfer.part().name().equals(TitlePart.MANIFESTS);
            if (!transfer.source().equals(FillNetwork.ORIGIN)) {
                assertThat(network.edge(transfer.edge()).parent()).isPresent();
                String key = transfer.source() + " " + transfer.title() + " "
                        + transfer.part().name();
                assertThat(transfer.start()).isGreaterThanOrEqualTo(arrivals.get(key));
            }
            if (isManifests) {
                at(plan, transfer.edge()).stream()
                        .filter(each -> each.title().equals(transfer.title()) && !each.equals(transfer))
                        .forEach(each -> assertThat(transfer.start()).isGreaterThanOrEqualTo(each.end()));
            } else {
                assertThat(transfer.start())
                        .isGreaterThanOrEqualTo(free.getOrDefault(transfer.source(), Duration.ZERO));
                free.put(transfer.source(), transfer.end());
            }
        }
    }

    private static void checkViews(FillPlan plan) {
        double rest = plan.leftOut().stream().mapToDouble(LeftOut::views).sum();
        assertThat(plan.served() + rest).isCloseTo(plan.views(), Offset.offset(1e-6));
    }

    private static void checkCopies(FillNetwork network, FillRules rules, FillPlan plan) {
        Map<String, Integer> copies = new HashMap<>();
        for (Transfer transfer : plan.transfers()) {
            if (transfer.part().name().startsWith("r")) {
                assertThat(transfer.views()).isGreaterThanOrEqualTo(rules.leastViews());
                String region = network.edge(transfer.edge()).region();
                copies.merge(
                        region + " " + transfer.title() + " " + transfer.part().name(), 1, Integer::sum);
            }
        }
        assertThat(copies.values()).allSatisfy(count -> assertThat(count).isLessThanOrEqualTo(rules.copies()));
    }

    private static List<Transfer> at(FillPlan plan, String edge) {
        return plan.transfers().stream()
                .filter(each -> each.edge().equals(edge))
                .toList();
    }

    private static List<String> parts(FillPlan plan) {
        return plan.transfers().stream()
                .map(each -> each.title() + " " + each.part().name())
                .toList();
    }
}

package org.rundelta.fill;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.rundelta.fill.Placement.Placed;

/** Plans a fill: a pure function of catalogue, popularity and edges. */
public final class FillPlanner {
    private final Catalogue catalogue;
    private final FillNetwork network;
    private final FillRules rules;
    private final Map<String, Map<String, Demand>> demands = new TreeMap<>();
    private final List<String> ignored = new ArrayList<>();

    private FillPlanner(Catalogue catalogue, FillNetwork network, FillRules rules) {
        this.catalogue = catalogue;
        this.network = network;
        this.rules = rules;
    }

    /** The plan; what the popularity says of other titles, rungs and regions is ignored, and listed. */
    public static FillPlan plan(Catalogue catalogue, List<Views> popularity, FillNetwork network, FillRules rules) {
        return new FillPlanner(catalogue, network, rules).plan(popularity);
    }

    private FillPlan plan(List<Views> popularity) {
        Set<String> regions = network.edges().stream().map(FillEdge::region).collect(Collectors.toSet());
        Set<String> unknown = new HashSet<>();
        for (Views views : popularity) {
            String problem = count(views, regions);
            if (!problem.isEmpty() && unknown.add(problem)) {
                ignored.add(problem);
            }
        }
        List<Demand> all = demands.values().stream()
                .flatMap(titles -> titles.values().stream())
                .toList();
        List<Placed> placed = Placement.of(all, network, rules);
        double views = 0;
        double served = 0;
        List<LeftOut> leftOut = new ArrayList<>();
        for (Demand demand : all) {
            for (int rung = 0; rung < demand.views.length; rung++) {
                views += demand.views[rung];
                if (demand.copies[rung] > 0) {
                    served += demand.views[rung];
                } else if (demand.views[rung] > 0) {
                    leftOut.add(leftOut(demand, rung));
                }
            }
        }
        leftOut.sort(Comparator.comparingDouble(LeftOut::views).reversed());
        return new FillPlan(FillSchedule.of(placed, network), leftOut, ignored, views, served);
    }

    /** Returns what is wrong with it, or nothing. */
    private String count(Views views, Set<String> regions) {
        CatalogueTitle title = catalogue.titles().get(views.title());
        if (title == null) {
            return "title \"" + CsvTable.shortened(views.title()) + "\" is watched, but not in the catalogue";
        }
        if (!regions.contains(views.region())) {
            return "region \"" + CsvTable.shortened(views.region()) + "\" has viewers, but no edge";
        }
        boolean isKnown = demands.computeIfAbsent(views.region(), region -> new TreeMap<>())
                .computeIfAbsent(views.title(), id -> new Demand(title, views.region()))
                .add(views.rung(), views.views());
        return isKnown
                ? ""
                : "rung \"" + CsvTable.shortened(views.rung()) + "\" of title \"" + CsvTable.shortened(views.title())
                        + "\" is watched, but not in the catalogue";
    }

    private LeftOut leftOut(Demand demand, int rung) {
        boolean isRare = demand.views[rung] < rules.leastViews();
        TitlePart part = demand.title.rungs().get(rung);
        return new LeftOut(
                demand.title.id(),
                part.name(),
                demand.region,
                demand.views[rung],
                part.bytes(),
                isRare ? LeftOut.Reason.RARE : LeftOut.Reason.NO_ROOM);
    }
}

package org.rundelta.cdn;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rundelta.fill.Catalogue;
import org.rundelta.fill.CatalogueTitle;
import org.rundelta.fill.FillEdge;
import org.rundelta.fill.FillNetwork;
import org.rundelta.fill.FillPlan;
import org.rundelta.fill.FillPlanner;
import org.rundelta.fill.FillRules;
import org.rundelta.fill.TitlePart;
import org.rundelta.fill.Transfer;
import org.rundelta.fill.Views;

/** What edges are filled with each day, as the planner of {@code cdn fill} plans it by what is expected. */
final class Filling {
    /** Views are whole numbers there; so rare titles differ, too. */
    private static final double VIEWS_SCALE = 1000;

    private static final TitlePart NOTHING = new TitlePart(TitlePart.COMPANIONS, 0, List.of());

    private final Titles titles;
    private final int regions;
    private final List<Integer> edgesOfRegions;

    /** For each day and region, and then for each group, a bit for each edge that holds it. */
    private final List<List<long[]>> holders = new ArrayList<>();

    private Duration first = Duration.ZERO;

    private Filling(Titles titles, int regions, List<Integer> edgesOfRegions) {
        this.titles = titles;
        this.regions = regions;
        this.edgesOfRegions = edgesOfRegions;
    }

    /** @param capacity of each edge, in bytes */
    static Filling of(Workload workload, CdnOptions options, List<Integer> edgesOfRegions, long capacity) {
        Filling filling = new Filling(workload.titles(), workload.regions().size(), edgesOfRegions);
        Catalogue catalogue = filling.catalogue();
        FillNetwork network = filling.network(capacity, options.uplink());
        for (double[] forecast : workload.forecasts()) {
            FillPlan plan =
                    FillPlanner.plan(catalogue, filling.views(forecast), network, new FillRules(options.copies(), 0));
            filling.first = filling.first.isZero() ? plan.duration() : filling.first;
            filling.holders.add(filling.masks(plan));
        }
        return filling;
    }

    /** A bit for each edge of the region that holds the group on that day. */
    long[] holders(int day, int region) {
        return holders.get(day).get(region);
    }

    /** How long the first fill takes, when edges are empty. */
    Duration duration() {
        return first;
    }

    /** What comes to an edge for a day that it did not hold the day before. */
    long bytes(int day, int region, int edge) {
        long bytes = 0;
        long[] today = holders(day, region);
        for (int group = 0; group < today.length; group++) {
            boolean wasThere = day > 0 && (holders(day - 1, region)[group] >>> edge & 1) == 1;
            if ((today[group] >>> edge & 1) == 1 && !wasThere) {
                bytes += titles.groupBytes(group);
            }
        }
        return bytes;
    }

    private Catalogue catalogue() {
        SortedMap<String, CatalogueTitle> byId = new TreeMap<>();
        for (int title = 0; title < titles.count(); title++) {
            List<TitlePart> rungs = new ArrayList<>();
            for (int rung = 0; rung < titles.rungs(); rung++) {
                long bytes = titles.groupBytes(title * titles.rungs() + rung);
                rungs.add(new TitlePart(Integer.toString(rung), bytes, List.of()));
            }
            String id = Integer.toString(title);
            byId.put(id, new CatalogueTitle(id, rungs, NOTHING, NOTHING));
        }
        return new Catalogue(byId);
    }

    private FillNetwork network(long capacity, long uplink) {
        List<FillEdge> edges = new ArrayList<>();
        for (int region = 0; region < regions; region++) {
            for (int edge = 0; edge < edgesOfRegions.get(region); edge++) {
                String id = region + "." + edge;
                edges.add(new FillEdge(
                        id,
                        Integer.toString(region),
                        Math.max(1, capacity),
                        uplink,
                        URI.create("edge:" + id),
                        URI.create("admin:" + id),
                        Optional.empty()));
            }
        }
        long all = (long) Math.min(Long.MAX_VALUE, (double) uplink * edges.size());
        return new FillNetwork(URI.create("origin:/"), all, edges);
    }

    private List<Views> views(double[] forecast) {
        List<Views> views = new ArrayList<>();
        for (int region = 0; region < regions; region++) {
            for (int group = 0; group < forecast.length; group++) {
                views.add(new Views(
                        Integer.toString(group / titles.rungs()),
                        Integer.toString(region),
                        Math.round(forecast[group] * VIEWS_SCALE),
                        Integer.toString(group % titles.rungs())));
            }
        }
        return views;
    }

    private List<long[]> masks(FillPlan plan) {
        List<long[]> masks = new ArrayList<>();
        for (int region = 0; region < regions; region++) {
            masks.add(new long[titles.groups()]);
        }
        for (Transfer transfer : plan.transfers()) {
            String[] edge = transfer.edge().split("\\.", 2);
            int group = Integer.parseInt(transfer.title()) * titles.rungs()
                    + Integer.parseInt(transfer.part().name());
            masks.get(Integer.parseInt(edge[0]))[group] |= 1L << Integer.parseInt(edge[1]);
        }
        return masks;
    }
}

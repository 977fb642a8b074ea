package org.rundelta.cdn;

import java.util.BitSet;
import java.util.List;
import org.rundelta.cdn.CdnOptions.Failure;

/**
 * One edge, and what it is asked for: of all requests of its region those that are sent to it. Where viewers are sent depends on
 * what is down, and on what edges were filled with, but not on what caches hold; so each edge can be looked at alone.
 */
final class EdgeReplay {
    private final Workload workload;
    private final Titles titles;
    private final RequestLog log;
    private final CdnOptions options;
    private final int region;
    private final int edge;
    private final Routes routes;
    private final Filling filling;
    private final EdgeCache cache;
    private final boolean keepsMisses;
    private final Uplink uplink;
    private final Tally tally;

    /** What was here at any time. */
    private final BitSet seen;

    /**
     * An edge that is empty.
     *
     * @param edge its number within the region
     * @param filling what edges are filled with; null if they are not
     */
    EdgeReplay(
            Workload workload,
            CdnOptions options,
            int region,
            int edge,
            Routes routes,
            Filling filling,
            CdnPolicy policy,
            long capacity) {
        this.workload = workload;
        this.titles = workload.titles();
        this.log = workload.regions().get(region);
        this.options = options;
        this.region = region;
        this.edge = edge;
        this.routes = routes;
        this.filling = filling;
        cache = policy.cache(titles.sizes(), capacity);
        keepsMisses = policy != CdnPolicy.PUSH;
        uplink = new Uplink(options.uplink());
        tally = new Tally(log.seconds(), options.warmUpSeconds());
        seen = new BitSet(titles.objects());
    }

    Tally run() {
        List<Failure> failures = options.failures().stream()
                .filter(failure -> (failure.edge() - 1) % options.regions() == region)
                .toList();
        long[] holders = null;
        for (int second = 0; second < log.seconds(); second++) {
            if (filling != null && second % CdnOptions.SECONDS_PER_DAY == 0) {
                int day = second / CdnOptions.SECONDS_PER_DAY;
                holders = filling.holders(day, region);
                fill(day, holders);
            }
            long up = routes.all();
            for (Failure failure : failures) {
                up &= failure.isDown(second) ? ~(1L << (failure.edge() - 1) / options.regions()) : -1;
            }
            second(second, up, holders);
        }
        return tally;
    }

    private void fill(int day, long[] holders) {
        tally.filled(filling.bytes(day, region, edge));
        for (int group = 0; group < holders.length; group++) {
            if ((holders[group] >>> edge & 1) == 1) {
                seen.set(titles.firstObject(group), titles.firstObject(group) + titles.segments(group));
            }
        }
    }

    private void second(int second, long up, long[] holders) {
        int from = log.start(second);
        int to = log.start(second + 1);
        for (int i = from; i < to; i++) {
            int object = log.object(i);
            long filled = holders == null ? 0 : holders[titles.group(object)];
            int best = edge(object, filled, routes.all(), i);
            int serving = up == routes.all() ? best : edge(object, filled, up, i);
            if (serving == edge || serving < 0 && best == edge) {
                boolean isFilled = serving >= 0 && (filled >>> serving & 1) == 1;
                double now = second + (double) (i - from) / (to - from);
                serve(second, now, i, serving == best, serving < 0, isFilled);
            }
        }
    }

    /** Those that were filled with it take turns; else, and if they are down, it is the one of the title. */
    private int edge(int object, long filled, long up, int turn) {
        long holding = filled & up;
        return holding == 0 ? routes.edge(titles.title(object), up) : Routes.inTurn(holding, turn);
    }

    private void serve(int second, double now, int index, boolean isBest, boolean isNoneUp, boolean isFilled) {
        int object = log.object(index);
        long size = titles.sizes()[object];
        long hit = isNoneUp ? 0 : isFilled ? size : cache.request(object);
        Tally.Reason reason =
                !isBest ? Tally.Reason.DOWN : seen.get(object) ? Tally.Reason.EVICTED : Tally.Reason.NEVER_THERE;
        tally.request(second, size, hit, reason);
        if (!isNoneUp && keepsMisses) {
            seen.set(object);
        }
        double after = hit == size ? 0 : uplink.fetch(now, size - hit);
        if (log.isFirst(index) && tally.counts(second)) {
            double start = workload.startShare();
            tally.start(uplink.startup(start * size, start * (size - hit), after));
        }
    }
}

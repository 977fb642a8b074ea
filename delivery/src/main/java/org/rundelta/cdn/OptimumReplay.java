package org.rundelta.cdn;

/** A region whose edges are one that knows all requests; that any of them is down is passed over, since it is a bound. */
final class OptimumReplay {
    private OptimumReplay() {}

    /** @param capacity of all edges of the region, in bytes */
    static Tally run(Workload workload, CdnOptions options, int region, int edges, long capacity) {
        Titles titles = workload.titles();
        RequestLog log = workload.regions().get(region);
        int[] nextUse = NextUse.of(log, titles.objects());
        ClairvoyantCache cache = new ClairvoyantCache(titles.sizes(), capacity);
        Uplink uplink = new Uplink((double) options.uplink() * edges);
        Tally tally = new Tally(log.seconds(), options.warmUpSeconds());
        for (int second = 0; second < log.seconds(); second++) {
            int from = log.start(second);
            int to = log.start(second + 1);
            if (second % CdnOptions.SECONDS_PER_DAY == 0) {
                tally.filled(cache.fill(log, from));
            }
            for (int i = from; i < to; i++) {
                int object = log.object(i);
                long size = titles.sizes()[object];
                long hit = cache.request(object, nextUse[i]);
                tally.request(second, size, hit, Tally.Reason.EVICTED);
                double now = second + (double) (i - from) / (to - from);
                double after = hit == size ? 0 : uplink.fetch(now, size - hit);
                if (log.isFirst(i) && tally.counts(second)) {
                    double start = workload.startShare();
                    tally.start(uplink.startup(start * size, start * (size - hit), after));
                }
            }
        }
        return tally;
    }
}

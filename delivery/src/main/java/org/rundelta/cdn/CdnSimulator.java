package org.rundelta.cdn;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs a CDN in virtual time, with several policies over the very same requests. */
public final class CdnSimulator {
    private final CdnOptions options;
    private final Workload workload;

    private CdnSimulator(CdnOptions options, Workload workload) {
        this.options = options;
        this.workload = workload;
    }

    /** Draws viewers and what they watch. */
    public static CdnSimulator drawn(CdnOptions options) {
        return new CdnSimulator(options, Viewing.draw(options));
    }

    /** Takes what was recorded; of the options, viewers, titles, exponent, regions, churn and crowds then mean nothing. */
    public static CdnSimulator recorded(RequestTrace trace, CdnOptions options) {
        if (options.regions() != 1) {
            throw new IllegalArgumentException("a trace is of one region, not of " + options.regions());
        }
        return new CdnSimulator(options, Recorded.of(trace, options));
    }

    /**
     * Runs each policy; the results do not depend on the number of threads.
     *
     * @param capacity of an edge, as a share of the catalogue
     * @param done is called when one of the policies is done, from any thread
     * @return one for each policy, in their order
     * @throws IllegalArgumentException if the capacity is not from 0 to 1
     */
    public List<CdnResult> run(double capacity, List<CdnPolicy> policies, int threads, Runnable done)
            throws InterruptedException {
        CdnOptions.range("capacity", capacity, 0, 1);
        long bytes = Math.round(workload.titles().bytes() * capacity);
        Map<CdnPolicy, Filling> fillings = new EnumMap<>(CdnPolicy.class);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            Map<CdnPolicy, List<Future<Tally>>> tallies = new LinkedHashMap<>();
            for (CdnPolicy policy : policies) {
                if (policy.isFilled()) {
                    fillings.put(policy, Filling.of(workload, options, edgesOfRegions(), policy.filledBytes(bytes)));
                }
                List<Future<Tally>> parts = new ArrayList<>();
                for (Callable<Tally> part : parts(policy, bytes, fillings.get(policy))) {
                    parts.add(pool.submit(part));
                }
                tallies.put(policy, parts);
            }
            List<CdnResult> results = new ArrayList<>();
            for (Map.Entry<CdnPolicy, List<Future<Tally>>> entry : tallies.entrySet()) {
                Filling filling = fillings.get(entry.getKey());
                double fillSeconds = filling == null ? 0 : filling.duration().toMillis() / 1000.0;
                results.add(sum(entry.getValue()).result(entry.getKey(), fillSeconds));
                done.run();
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    private List<Callable<Tally>> parts(CdnPolicy policy, long bytes, Filling filling) {
        List<Callable<Tally>> parts = new ArrayList<>();
        List<Integer> edges = edgesOfRegions();
        for (int i = 0; i < edges.size(); i++) {
            int region = i;
            int count = edges.get(i);
            if (policy == CdnPolicy.CLAIRVOYANT) {
                parts.add(() -> OptimumReplay.run(workload, options, region, count, bytes * count));
                continue;
            }
            Routes routes = new Routes(region, count, workload.titles().count());
            for (int j = 0; j < count; j++) {
                int edge = j;
                parts.add(() -> new EdgeReplay(workload, options, region, edge, routes, filling, policy, bytes).run());
            }
        }
        return parts;
    }

    /** Edges are dealt out to the regions in turn. */
    private List<Integer> edgesOfRegions() {
        List<Integer> edges = new ArrayList<>();
        for (int region = 0; region < options.regions(); region++) {
            edges.add((options.edges() - region + options.regions() - 1) / options.regions());
        }
        return edges;
    }

    private Tally sum(List<Future<Tally>> parts) throws InterruptedException {
        Tally sum = new Tally(workload.regions().get(0).seconds(), options.warmUpSeconds());
        for (Future<Tally> part : parts) {
            try {
                sum.add(part.get());
            } catch (ExecutionException e) {
                if (e.getCause() instanceof OutOfMemoryError error) {
                    throw error;
                }
                throw new IllegalStateException(e.getCause());
            }
        }
        return sum;
    }
}

package org.rundelta.cache;

import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** The orders that an edge was given: what it is to get before anybody asks for it. */
public final class Fills implements AutoCloseable {
    /** So many are remembered. */
    private static final int MAX_JOBS = 1000;

    private final EdgeCache cache;
    private final ScheduledExecutorService threads = Executors.newSingleThreadScheduledExecutor(Fills::daemon);
    private final PaceTimer timer;
    private final Map<String, FillJob> jobs = new LinkedHashMap<>();
    private final Map<URI, RatePace> paces = new HashMap<>();

    /** Orders to hold files in this cache. */
    public Fills(EdgeCache cache) {
        this.cache = cache;
        timer = PaceTimer.of(threads);
    }

    Fills(EdgeCache cache, PaceTimer timer) {
        this.cache = cache;
        this.timer = timer;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "fill");
        thread.setDaemon(true);
        return thread;
    }

    /** Begins to carry out an order. */
    public FillJob begin(FillOrder order) {
        FillJob job = new FillJob(order, cache, pace(order));
        remember(job);
        daemon(job::run).start();
        return job;
    }

    /** All orders from a source share the latest limit: a fill that died may have left one, and is begun again. */
    private synchronized FetchOrder.Pace pace(FillOrder order) {
        if (order.bitsPerSecond() == 0) {
            return FetchOrder.Pace.FULL;
        }
        RatePace pace = paces.computeIfAbsent(order.source(), source -> new RatePace(timer));
        pace.limit(order.bitsPerSecond());
        return pace;
    }

    private synchronized void remember(FillJob job) {
        if (jobs.size() >= MAX_JOBS) {
            jobs.values().removeIf(old -> old.status().isDone());
        }
        jobs.put(job.id(), job);
    }

    /** The order with this name. */
    public synchronized Optional<FillJob> find(String id) {
        return Optional.ofNullable(jobs.get(id));
    }

    /** Begins nothing more. */
    @Override
    public synchronized void close() {
        jobs.values().forEach(FillJob::cancel);
        threads.shutdownNow();
    }
}

package org.rundelta.cache;

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
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(Fills::daemon);
    private final Map<String, FillJob> jobs = new LinkedHashMap<>();

    /** Orders to hold files in this cache. */
    public Fills(EdgeCache cache) {
        this.cache = cache;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "fill");
        thread.setDaemon(true);
        return thread;
    }

    /** Begins to carry out an order. */
    public FillJob begin(FillOrder order) {
        FetchOrder.Pace pace =
                order.bitsPerSecond() == 0 ? FetchOrder.Pace.FULL : new RatePace(order.bitsPerSecond(), timer);
        FillJob job = new FillJob(order, cache, pace);
        remember(job);
        daemon(job::run).start();
        return job;
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
        timer.shutdownNow();
    }
}

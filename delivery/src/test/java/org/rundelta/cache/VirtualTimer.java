package org.rundelta.cache;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes when nothing is due earlier: what is to be done in an hour is done at once, and it is an hour later. */
public final class VirtualTimer implements PaceTimer, AutoCloseable {
    private final PriorityQueue<Due> queue =
            new PriorityQueue<>(Comparator.comparingLong(Due::nanos).thenComparingLong(Due::number));
    private final Thread thread = new Thread(this::run, "timer");
    private final Runnable before;
    private long now;
    private long number;

    private record Due(long nanos, long number, Runnable action) {}

    public VirtualTimer() {
        this(() -> {});
    }

    /** @param before is done before each thing that is due, at its time */
    public VirtualTimer(Runnable before) {
        this.before = before;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                Runnable action = next();
                before.run();
                action.run();
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    private synchronized Runnable next() throws InterruptedException {
        while (queue.isEmpty()) {
            wait();
        }
        Due due = queue.remove();
        now = Math.max(now, due.nanos());
        return due.action();
    }

    /** Fills of a cache, at this time. */
    public Fills fills(EdgeCache cache) {
        return new Fills(cache, this);
    }

    @Override
    public synchronized long nanoTime() {
        return now;
    }

    @Override
    public synchronized void after(long nanos, Runnable action) {
        queue.add(new Due(now + nanos, number++, action));
        notifyAll();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}

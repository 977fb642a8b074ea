package org.rundelta.push;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Does something with many things, files above all, several at a time. */
final class Parallel {
    private final int threads;

    Parallel(int threads) {
        this.threads = threads;
    }

    @FunctionalInterface
    interface Action<T> {
        void with(T thing) throws IOException;
    }

    /**
     * Begins in the order of the collection; after a failure nothing more is begun, and what is under way is interrupted.
     *
     * @throws IOException the first failure
     */
    <T> void forEach(Collection<T> things, Action<T> action) throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        Queue<T> left = new ConcurrentLinkedQueue<>(things);
        try {
            CompletionService<Void> workers = new ExecutorCompletionService<>(pool);
            for (int i = 0; i < threads; i++) {
                workers.submit(() -> work(left, action));
            }
            for (int i = 0; i < threads; i++) {
                workers.take().get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
            awaitEnd(pool);
        }
    }

    private static <T> Void work(Queue<T> left, Action<T> action) throws IOException {
        boolean isDone = false;
        try {
            for (T thing = left.poll(); thing != null; thing = left.poll()) {
                action.with(thing);
            }
            isDone = true;
        } finally {
            if (!isDone) {
                left.clear();
            }
        }
        return null;
    }

    /** Nothing may be under way when the target is closed. */
    private static void awaitEnd(ExecutorService pool) {
        boolean isInterrupted = Thread.interrupted();
        while (!pool.isTerminated()) {
            try {
                pool.awaitTermination(1, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

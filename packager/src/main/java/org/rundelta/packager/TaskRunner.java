package org.rundelta.packager;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs tasks on threads of its own. Used by one thread; of its tasks, each may ask whether it is still wanted. */
public final class TaskRunner {
    /** What one thread does. */
    public interface Task<T> {
        /** Does it. */
        T run() throws IOException;
    }

    private final int threads;
    private volatile boolean wanted = true;

    /** A runner on so many threads at most. */
    public TaskRunner(int threads) {
        this.threads = threads;
    }

    int threads() {
        return threads;
    }

    /**
     * Runs tasks, which start in their order. After a failure or interruption those that run are no longer wanted and no
     * other starts, in this call or a later one; no thread is left running.
     *
     * @return what they gave, in their order
     * @throws IOException of the first of them that failed
     */
    public <T> List<T> run(List<Task<T>> tasks) throws IOException, InterruptedException {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        boolean done = false;
        try {
            List<Future<T>> running = new ArrayList<>();
            for (Task<T> task : tasks) {
                running.add(executor.submit(() -> runIfWanted(task)));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> task : running) {
                results.add(await(task));
            }
            done = true;
            return results;
        } finally {
            stopUnless(done);
            executor.shutdown();
            awaitEnd(executor);
        }
    }

    /** Whether tasks are to go on; one that is not may stop with what it has. */
    public boolean isWanted() {
        return wanted;
    }

    /** Null is never seen as a result: where a task is not run, another has failed. */
    private <T> T runIfWanted(Task<T> task) throws IOException {
        if (!wanted) {
            return null;
        }
        boolean done = false;
        try {
            T result = task.run();
            done = true;
            return result;
        } finally {
            stopUnless(done); // at once, whichever task is being waited for: the others' work is for nothing
        }
    }

    private void stopUnless(boolean done) {
        if (!done) {
            wanted = false;
        }
    }

    /** Tasks write files that the caller deletes after a failure, so even an interrupted caller waits for them. */
    private static void awaitEnd(ExecutorService executor) throws InterruptedException {
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = executor.awaitTermination(1, TimeUnit.DAYS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            throw new InterruptedException();
        }
    }

    private static <T> T await(Future<T> task) throws IOException, InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failed) {
                throw failed;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            if (e.getCause() instanceof RuntimeException bug) {
                throw bug;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}

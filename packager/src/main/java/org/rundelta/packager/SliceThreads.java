package org.rundelta.packager;

import java.io.Closeable;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.rundelta.codec.SliceRunner;

/** Codes the slices of a frame at once, on the caller's thread and some more. */
final class SliceThreads implements SliceRunner, Closeable {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final ExecutorService more;
    private final AtomicLong cpuNanos = new AtomicLong();

    /** With so many threads in all, at least one. */
    SliceThreads(int threads) {
        more = threads == 1 ? null : Executors.newFixedThreadPool(threads - 1, SliceThreads::daemon);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "slices");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void run(int slices, IntConsumer task) {
        if (more == null) {
            IN_TURN.run(slices, task);
            return;
        }
        List<CompletableFuture<Void>> others = IntStream.range(1, slices)
                .mapToObj(slice -> CompletableFuture.runAsync(() -> measured(task, slice), more))
                .toList();
        try {
            task.accept(0);
        } finally {
            join(others);
        }
    }

    private void measured(IntConsumer task, int slice) {
        long start = THREADS.getCurrentThreadCpuTime();
        try {
            task.accept(slice);
        } finally {
            cpuNanos.addAndGet(THREADS.getCurrentThreadCpuTime() - start);
        }
    }

    private static void join(List<CompletableFuture<Void>> tasks) {
        try {
            CompletableFuture.allOf(tasks.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Processor time of the threads other than the caller's. */
    long cpuNanos() {
        return cpuNanos.get();
    }

    @Override
    public void close() {
        if (more != null) {
            more.shutdown();
        }
    }
}

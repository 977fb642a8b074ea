package org.rundelta.push;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Forces files to the disk while others are still being written, so that the disk does not wait for the processor, nor that for the disk. */
final class Forcer implements Closeable {
    /** How many files at a time: the disk, and the journal of a file system, take together what waits for them. */
    static final int AT_ONCE = 64;

    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    private final Queue<Future<?>> begun = new ConcurrentLinkedQueue<>();

    /** Begins to force a file, which keeps its name until {@link #await}. */
    void begin(Path file) {
        begun.add(threads.submit(() -> {
            DiskFile.force(file);
            return null;
        }));
    }

    /**
     * Returns once all that was begun is on the disk.
     *
     * @throws IOException if something is not
     */
    void await() throws IOException {
        try {
            for (Future<?> next = begun.poll(); next != null; next = begun.poll()) {
                next.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

package org.rundelta.swarm;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Writing to the disk what the system has in memory. */
final class Forcing {
    /** How many at a time: a disk does better with more than one. */
    private static final int THREADS = 4;

    private Forcing() {}

    /** Returns once files, or the names in folders, would survive a power cut. */
    static void force(Collection<Path> paths) throws IOException {
        if (paths.size() <= 1) {
            for (Path path : paths) {
                force(path);
            }
            return;
        }
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(THREADS, paths.size()));
        try {
            List<Future<Void>> all = new ArrayList<>();
            for (Path path : paths) {
                all.add(threads.submit(() -> force(path)));
            }
            for (Future<Void> one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while it wrote to the disk", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
        return null;
    }
}

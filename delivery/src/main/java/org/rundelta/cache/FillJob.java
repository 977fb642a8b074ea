package org.rundelta.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.rundelta.media.MediaType;

/** An order that is being carried out, or was. What is here already is not fetched again, so it may be given twice. */
public final class FillJob {
    private static final int AT_A_TIME = 4;

    private final String id = CacheFolder.newName();
    private final FillOrder order;
    private final EdgeCache cache;
    private final FetchOrder.Pace pace;
    private final Semaphore free = new Semaphore(AT_A_TIME);
    private final List<Failure> failures = new ArrayList<>();
    private long filesDone;
    private long bytesDone;
    private boolean isDone;
    private volatile boolean isCancelled;

    /** A file that is not here, and why. */
    public record Failure(String path, String reason) {}

    /**
     * How far it is.
     *
     * @param isDone whether nothing more will be done
     * @param files that were ordered
     * @param filesDone those of them that are here
     * @param bytes that were ordered
     * @param bytesDone those of them that are here
     */
    public record Status(
            String id,
            boolean isDone,
            long files,
            long filesDone,
            long bytes,
            long bytesDone,
            List<Failure> failures) {}

    FillJob(FillOrder order, EdgeCache cache, FetchOrder.Pace pace) {
        this.order = order;
        this.cache = cache;
        this.pace = pace;
    }

    /** Its name. */
    public String id() {
        return id;
    }

    /** How far it is now. */
    public synchronized Status status() {
        return new Status(
                id,
                isDone,
                order.files().size(),
                filesDone,
                order.files().stream().mapToLong(OrderedFile::size).sum(),
                bytesDone,
                List.copyOf(failures));
    }

    /** Begins nothing more. */
    public void cancel() {
        isCancelled = true;
    }

    /** Carries it out. */
    void run() {
        try {
            for (OrderedFile file : order.files()) {
                begin(file);
            }
            awaitAll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            isDone = true;
        }
    }

    private void begin(OrderedFile file) throws InterruptedException {
        boolean isManifest = MediaType.of(file.path()).isManifest();
        if (isManifest) {
            awaitAll();
        }
        free.acquire();
        if (isCancelled) {
            failed(file, "given up");
        } else if (isManifest && hasFailed()) {
            failed(file, "left out, as something before it is not here");
        } else {
            hold(file);
            return;
        }
        free.release();
    }

    private void awaitAll() throws InterruptedException {
        free.acquire(AT_A_TIME);
        free.release(AT_A_TIME);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // its end is what is waited for
    private void hold(OrderedFile file) {
        cache.hold(file, order, pace).whenComplete((held, failure) -> {
            if (failure == null) {
                done(file);
            } else {
                Throwable cause = failure.getCause() == null ? failure : failure.getCause();
                failed(file, cause.getMessage());
            }
            free.release();
        });
    }

    private synchronized boolean hasFailed() {
        return !failures.isEmpty();
    }

    private synchronized void done(OrderedFile file) {
        filesDone++;
        bytesDone += file.size();
    }

    private synchronized void failed(OrderedFile file, String reason) {
        failures.add(new Failure(order.pathOf(file), reason));
    }
}

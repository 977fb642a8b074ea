package org.rundelta.push;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Holds a folder on a WebDAV server for one push: only one can make the folder of the lock. In it stands who holds it, and
 * that he lives, written anew again and again; what does not change for some time is the lock of a push that died.
 */
final class WebDavLock implements Closeable {
    private static final int BEATS_IN_PATIENCE = 4;

    private final WebDav server;
    private final String folder;
    private final boolean isOfTheDead;
    private final String holder =
            HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "push-lock");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean isLost;
    private Future<?> beating;
    private int beats;

    private WebDavLock(WebDav server, String folder, boolean isOfTheDead) {
        this.server = server;
        this.folder = folder;
        this.isOfTheDead = isOfTheDead;
    }

    /**
     * Takes the lock, waiting only to see whether its holder lives.
     *
     * @param folder of the lock
     * @param patience without a sign of life
     * @throws IOException if another push holds it
     */
    static WebDavLock acquire(WebDav server, String folder, Duration patience) throws IOException {
        boolean isFree = server.makeFolder(folder);
        if (!isFree) {
            String before = server.text(folder + "holder");
            sleep(patience);
            if (!Objects.equals(before, server.text(folder + "holder"))) {
                throw held();
            }
            server.delete(folder);
            if (!server.makeFolder(folder)) {
                throw held();
            }
        }
        WebDavLock lock = new WebDavLock(server, folder, !isFree);
        server.put(folder + "holder", lock.holder + " 0");
        long beatMs = patience.toMillis() / BEATS_IN_PATIENCE;
        lock.beating = lock.heart.scheduleWithFixedDelay(lock::beat, beatMs, beatMs, TimeUnit.MILLISECONDS);
        return lock;
    }

    private void beat() {
        try {
            String now = server.text(folder + "holder");
            isLost = now == null || !now.startsWith(holder);
            if (!isLost) {
                beats++;
                server.put(folder + "holder", holder + " " + beats);
            }
        } catch (IOException e) {
            // the push itself will meet that, too
        }
    }

    /** Whether it was left by a push that died. */
    boolean isOfTheDead() {
        return isOfTheDead;
    }

    /** @throws IOException if another push took it */
    void requireHeld() throws IOException {
        if (isLost) {
            throw held();
        }
    }

    @Override
    public void close() throws IOException {
        beating.cancel(false);
        heart.shutdown();
        try {
            heart.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!isLost) {
            server.delete(folder);
        }
    }

    private static void sleep(Duration time) throws IOException {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private static IOException held() {
        return new IOException("another push to it is under way: wait for its end");
    }
}

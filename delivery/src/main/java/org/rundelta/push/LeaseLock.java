package org.rundelta.push;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Holds a target on a server for one push. On the server stands who holds it, and that he lives, written anew again and
 * again; what does not change for some time is the lock of a push that died.
 */
final class LeaseLock implements Closeable {
    /** How long a push may give no sign of life. */
    static final Duration PATIENCE = Duration.ofSeconds(6);

    private static final int BEATS_IN_PATIENCE = 4;

    /** Who of this process could not give his lock free, since the server did not answer: nobody need wait for him. */
    private static final Set<String> LEFT_BEHIND = ConcurrentHashMap.newKeySet();

    private final Place place;
    private final boolean isOfTheDead;
    private final String holder;
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "push-lock");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean isLost;
    private Future<?> beating;
    private int beats;

    private LeaseLock(Place place, String holder, boolean isOfTheDead) {
        this.place = place;
        this.holder = holder;
        this.isOfTheDead = isOfTheDead;
    }

    /** Where the lock is on the server. */
    interface Place {
        /** Makes the lock, in one step; false if there is one of somebody else. */
        boolean make(String holder) throws IOException;

        /** Who holds it and how often he wrote that; null if there is nothing. */
        String read() throws IOException;

        /** Replaces what {@link #read} reads. */
        void write(String holder) throws IOException;

        /** Takes the lock away. */
        void delete() throws IOException;
    }

    /**
     * Takes the lock, waiting only to see whether its holder lives.
     *
     * @param patience without a sign of life
     * @throws IOException if another push holds it
     */
    static LeaseLock acquire(Place place, Duration patience) throws IOException {
        String holder = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        boolean isFree = place.make(holder);
        if (!isFree) {
            String before = place.read();
            if (!isLeftBehind(before)) {
                sleep(patience);
                if (!Objects.equals(before, place.read())) {
                    throw held();
                }
            }
            place.delete();
            if (!place.make(holder)) {
                throw held();
            }
        }
        LeaseLock lock = new LeaseLock(place, holder, !isFree);
        place.write(holder + " 0");
        long beatMs = patience.toMillis() / BEATS_IN_PATIENCE;
        lock.beating = lock.heart.scheduleWithFixedDelay(lock::beat, beatMs, beatMs, TimeUnit.MILLISECONDS);
        return lock;
    }

    private static boolean isLeftBehind(String holder) {
        return holder != null && LEFT_BEHIND.contains(holder.split(" ", 2)[0]);
    }

    private void beat() {
        try {
            String now = place.read();
            // Nothing is there while another tries to take the lock; that he cannot if this comes first.
            isLost = now != null && !now.isEmpty() && !now.startsWith(holder);
            if (!isLost) {
                beats++;
                place.write(holder + " " + beats);
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
            LEFT_BEHIND.add(holder);
            place.delete();
            LEFT_BEHIND.remove(holder);
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

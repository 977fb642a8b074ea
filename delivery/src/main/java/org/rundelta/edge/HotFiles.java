package org.rundelta.edge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts how often files are asked for, to tell which are worth reading into memory as a whole: from there they are sent with
 * one copy less than from a file, and nothing is opened. For several threads.
 */
final class HotFiles {
    /** What is longer is never kept, in bytes: to read it would hold up who asks first. */
    static final int MAX_SIZE = 8 << 20;

    /** For all files in memory, in bytes. The JVM allows as much outside of its heap as in it. */
    static final long MAX_MEMORY = Math.min(1 << 30, Runtime.getRuntime().maxMemory() / 4);

    private static final int MAX_COUNTED = 10_000;

    private final Cache<String, Heat> heats =
            Caffeine.newBuilder().maximumSize(MAX_COUNTED).build();

    /** What clients are sent from memory. Slow ones hold it, even when it is thrown out; while that is much, nothing more is read. */
    private final AtomicLong held = new AtomicLong();

    private final long maxHeld;

    HotFiles() {
        this(MAX_MEMORY);
    }

    /** @param maxHeld while clients hold more, in bytes, no file is due */
    HotFiles(long maxHeld) {
        this.maxHeld = maxHeld;
    }

    /** Of one file that is not in memory. */
    private static final class Heat {
        private static final int FIRST_DUE = 4;
        private static final int LAST_DUE = 64;

        private int uses;
        private int due = FIRST_DUE;

        /** Less often each time, since what comes again was thrown out for want of room. */
        synchronized boolean isDue() {
            uses++;
            if (uses < due) {
                return false;
            }
            uses = 0;
            due = Math.min(LAST_DUE, 2 * due);
            return true;
        }
    }

    /** Counts a use of a file that is not in memory, and says whether it should be from now on. */
    boolean isDue(String path, long size) {
        return size <= MAX_SIZE
                && held.get() <= maxHeld
                && heats.get(path, one -> new Heat()).isDue();
    }

    /** A file that was read, to be sent from memory. */
    MemoryBytes read(ByteBuffer bytes) {
        return new MemoryBytes(bytes, held);
    }
}

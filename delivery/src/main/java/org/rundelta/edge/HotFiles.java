package org.rundelta.edge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.util.Callback;

/**
 * Counts how often files are asked for, to tell which are worth reading into memory as a whole: from there they are sent with
 * one copy less than from a file, and nothing is opened. For several threads.
 */
final class HotFiles {
    /** What is longer is never kept, in bytes: to read it would hold up who asks first. */
    static final int MAX_SIZE = 1 << 20;

    private static final int MAX_COUNTED = 10_000;

    /** Slow clients hold what they are sent, even when it is thrown out; while they hold more, nothing is read into memory. */
    private static final long MAX_SENDING = 128 << 20;

    private final Cache<String, Heat> heats =
            Caffeine.newBuilder().maximumSize(MAX_COUNTED).build();

    private final AtomicLong sending = new AtomicLong();

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
                && sending.get() <= MAX_SENDING
                && heats.get(path, one -> new Heat()).isDue();
    }

    /** The end of sending so many bytes of one from memory, which begins now. */
    Callback sending(long bytes, Callback callback) {
        sending.addAndGet(bytes);
        return Callback.from(callback, () -> sending.addAndGet(-bytes));
    }
}

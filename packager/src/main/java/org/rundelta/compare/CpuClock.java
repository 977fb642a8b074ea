package org.rundelta.compare;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Adds up processor time of the calling thread, between start and stop. */
public final class CpuClock {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private long nanos;
    private long started;

    /** Lets the clock run. */
    public void start() {
        started = threadNanos();
    }

    /** Halts it; it can be started again. */
    public void stop() {
        nanos += threadNanos() - started;
    }

    /** Time while it ran. */
    long nanos() {
        return nanos;
    }

    /** Processor time of the calling thread since it began. */
    static long threadNanos() {
        return THREADS.getCurrentThreadCpuTime();
    }
}

package org.rundelta.compare;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * Processor time of one pass over a clip: that of the codec on the calling thread, and that of all other threads
 * meanwhile, among which a codec may have helpers.
 */
final class PassTimer {
    private final CpuClock clock = new CpuClock();
    private final long processStart = processNanos();
    private final long threadStart = CpuClock.threadNanos();

    /** For the codec's own work on the calling thread. */
    CpuClock clock() {
        return clock;
    }

    /** What the pass has taken until now. */
    PassTime time() {
        long thread = CpuClock.threadNanos() - threadStart;
        return new PassTime(clock.nanos(), Math.max(0, processNanos() - processStart - thread));
    }

    /** In steps of up to 10 ms; always 0 on a JVM that does not know. */
    private static long processNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }
}

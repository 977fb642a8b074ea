package org.rundelta.compare;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.CompilationMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;

/**
 * Processor time of one pass over a clip: that of the codec on the calling thread, and that of other threads meanwhile,
 * among which a codec may have helpers. What the JVM itself does on others, collect and compile, is taken off.
 */
final class PassTimer {
    private static final long NANOS_PER_MS = 1_000_000;

    private final CpuClock clock = new CpuClock();
    private final long othersStart = othersNanos();

    /** For the codec's own work on the calling thread. */
    CpuClock clock() {
        return clock;
    }

    /** What the pass has taken until now. */
    PassTime time() {
        return new PassTime(clock.nanos(), Math.max(0, othersNanos() - othersStart));
    }

    private static long othersNanos() {
        return processNanos() - CpuClock.threadNanos() - (collectorMs() + compilerMs()) * NANOS_PER_MS;
    }

    /** In steps of up to 10 ms; always 0 on a JVM that does not know. */
    private static long processNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }

    private static long collectorMs() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }

    private static long compilerMs() {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        return compiler != null && compiler.isCompilationTimeMonitoringSupported()
                ? compiler.getTotalCompilationTime()
                : 0;
    }
}

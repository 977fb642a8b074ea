package org.rundelta.cli;

import java.time.Duration;
import java.time.Instant;

/**
 * What the whole command has taken until now, the start of the JVM included.
 *
 * @param cpuSeconds processor time of all threads
 * @param wallSeconds time since the process started
 */
record ProcessTimes(double cpuSeconds, double wallSeconds) {

    static ProcessTimes now() {
        ProcessHandle.Info process = ProcessHandle.current().info();
        Duration cpu = process.totalCpuDuration().orElse(Duration.ZERO);
        Instant now = Instant.now();
        Duration wall = Duration.between(process.startInstant().orElse(now), now);
        return new ProcessTimes(cpu.toNanos() / 1e9, wall.toNanos() / 1e9);
    }
}

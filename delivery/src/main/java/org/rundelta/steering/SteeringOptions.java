package org.rundelta.steering;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where a steering server listens, and what it keeps.
 *
 * @param address to listen at for players
 * @param port for them, from 1 to 65535, or 0 for any that is free
 * @param adminPort for operators on this machine, likewise
 * @param state the file that keeps drains, or none
 * @param log is told, in a line each, what happens to edges
 */
public record SteeringOptions(
        InetAddress address, int port, int adminPort, Optional<Path> state, Consumer<String> log) {

    /** Checks the numbers. */
    public SteeringOptions {
        for (int each : new int[] {port, adminPort}) {
            if (each < 0 || each > 65535) {
                throw new IllegalArgumentException("port " + each + " is not from 0 to 65535");
            }
        }
    }
}

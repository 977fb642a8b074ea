package org.rundelta.edge;

import java.io.Writer;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Where an edge listens, and to how many.
 *
 * @param address to listen at
 * @param port to listen at, from 1 to 65535, or 0 for any that is free
 * @param maxConnections how many may be open at once; more wait until others are closed
 * @param accessLog gets a line for each request
 */
public record Listening(InetAddress address, int port, int maxConnections, Optional<Writer> accessLog) {

    /** Checks the numbers. */
    public Listening {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " is not from 0 to 65535");
        }
        if (maxConnections < 1) {
            throw new IllegalArgumentException(maxConnections + " connections are too few; at least 1 is needed");
        }
    }
}

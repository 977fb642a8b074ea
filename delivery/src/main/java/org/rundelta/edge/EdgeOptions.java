package org.rundelta.edge;

import java.io.Writer;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What an edge serves, and to whom.
 *
 * @param folder all that is below it is served, but for what is hidden or temporary
 * @param address to listen at
 * @param port to listen at, from 1 to 65535, or 0 for any that is free
 * @param maxConnections how many may be open at once; more wait until others are closed
 * @param player the files of a player's page, by name, one of them {@code index.html}; empty if there is none
 * @param accessLog gets a line for each request
 */
public record EdgeOptions(
        Path folder,
        InetAddress address,
        int port,
        int maxConnections,
        Map<String, byte[]> player,
        Optional<Writer> accessLog) {

    /** Checks the numbers. */
    public EdgeOptions {
        new Listening(address, port, maxConnections, accessLog);
        player = Map.copyOf(player);
    }

    Listening listening() {
        return new Listening(address, port, maxConnections, accessLog);
    }
}

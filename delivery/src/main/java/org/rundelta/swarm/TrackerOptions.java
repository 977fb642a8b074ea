package org.rundelta.swarm;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Where a tracker listens, and for whom.
 *
 * @param host the address to listen at
 * @param port to listen at; 0 takes one that is free
 * @param intervalSeconds after which peers are to announce themselves again; at least 5
 * @param maxPeersPerAddress in one torrent
 * @param allowed the torrents that it tracks; empty for any
 * @param stateFile keeps what is known over a restart
 */
public record TrackerOptions(
        InetAddress host,
        int port,
        int intervalSeconds,
        int maxPeersPerAddress,
        Set<InfoHash> allowed,
        Optional<Path> stateFile) {

    /** Checks the numbers. */
    public TrackerOptions {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " is not from 0 to 65535");
        }
        if (intervalSeconds < 5 || intervalSeconds > 3600) {
            throw new IllegalArgumentException("an interval of " + intervalSeconds + " s is not from 5 to 3600 s");
        }
        if (maxPeersPerAddress < 1) {
            throw new IllegalArgumentException(maxPeersPerAddress + " peers of an address are none: give at least 1");
        }
        allowed = Set.copyOf(allowed);
    }
}

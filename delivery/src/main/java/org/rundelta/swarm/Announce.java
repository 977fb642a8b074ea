package org.rundelta.swarm;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * What a peer tells a tracker (BEP 3).
 *
 * @param peerId 20 bytes
 * @param peer where it is reached
 * @param uploaded bytes of pieces that it sent
 * @param downloaded bytes of pieces that it received
 * @param left bytes that it lacks
 * @param wanted how many peers it would like to know
 */
record Announce(
        InfoHash infoHash,
        String peerId,
        InetSocketAddress peer,
        long uploaded,
        long downloaded,
        long left,
        Optional<Event> event,
        int wanted) {

    /** Why it is told now. */
    enum Event {
        STARTED,
        COMPLETED,
        STOPPED
    }
}

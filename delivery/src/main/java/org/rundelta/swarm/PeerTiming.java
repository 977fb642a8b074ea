package org.rundelta.swarm;

import java.time.Duration;

/**
 * How long a peer waits for what.
 *
 * @param choice after which it chooses anew who is sent to; by lot, every third time
 * @param patience that it has with one that owes what it was asked for, or does not ask for what it alone was told of
 */
public record PeerTiming(Duration choice, Duration patience) {
    /** As peers do everywhere. */
    public static final PeerTiming USUAL = new PeerTiming(Duration.ofSeconds(10), Duration.ofSeconds(20));

    /** Checks them. */
    public PeerTiming {
        if (choice.toMillis() < PeerLoop.TICK_MILLIS || patience.isNegative()) {
            throw new IllegalArgumentException(
                    choice + " and " + patience + ": at least a tick of " + PeerLoop.TICK_MILLIS + " ms, and nothing");
        }
    }
}

package org.rundelta.cache;

import java.time.Duration;

/**
 * For how long what is waited for, and believed.
 *
 * @param connect until an upstream accepts a connection
 * @param stall while nothing comes of an answer
 * @param notFound for so long a file that is not there is not asked for again
 * @param failed for so long an upstream that fails is not asked again for a file, and one that cannot be reached comes last
 */
record CacheLimits(Duration connect, Duration stall, Duration notFound, Duration failed) {
    /** Players ask for the next segment of a live title once a second or so. */
    static final CacheLimits DEFAULT = new CacheLimits(
            Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(3), Duration.ofSeconds(1));
}

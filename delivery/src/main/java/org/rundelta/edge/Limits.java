package org.rundelta.edge;

import java.time.Duration;

/**
 * When a connection is given up.
 *
 * @param idle nothing moves on it for so long: no request comes, or nothing of a response is read
 * @param header a request has begun so long ago, and its header has not ended
 */
record Limits(Duration idle, Duration header) {
    /** A paused player that is cut off asks for the rest when it goes on. */
    static final Limits DEFAULT = new Limits(Duration.ofSeconds(60), Duration.ofSeconds(10));
}

package org.rundelta.player;

import java.io.IOException;

/** The time by which a playback runs. */
public interface PlaybackClock {
    /** Milliseconds since some fixed moment; never falls. */
    double nowMs();

    /**
     * Waits.
     *
     * @throws IOException if the waiting is interrupted
     */
    void waitMs(double ms) throws IOException;
}

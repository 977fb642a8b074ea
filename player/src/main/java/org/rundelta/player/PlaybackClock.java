package org.rundelta.player;

import java.io.IOException;

/** The time by which a playback runs. */
public interface PlaybackClock {
    /** Milliseconds since some fixed moment; never falls. */
    double nowMs();

    /**
     * Waits.
     *
     * @return how long that was
     * @throws IOException if the waiting is interrupted
     */
    double waitMs(double ms) throws IOException;
}

package org.rundelta.dash;

import java.time.Duration;

/**
 * What of a period is looked at.
 *
 * @param from since its start; segments that end before are left out
 * @param until where it ends, since its start; null if that is not known
 * @param isOpen whether it goes on after that: what is not complete by then is left out, else cut there
 */
public record TimeWindow(Duration from, Duration until, boolean isOpen) {
    /** All of a period of that duration, null if it is not known. */
    public static TimeWindow of(Duration duration) {
        return new TimeWindow(Duration.ZERO, duration, false);
    }
}

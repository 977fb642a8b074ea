package org.rundelta.fill;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * The time of day in which edges are filled, when viewers leave the uplinks free.
 *
 * @param from the time at which it opens
 * @param to the time at which it closes; before {@code from}, that is the next day
 * @param zone whose time it is
 */
public record FillWindow(LocalTime from, LocalTime to, ZoneId zone) {
    /** Whether edges may be filled now. */
    public boolean isOpen(Instant now) {
        LocalTime time = LocalTime.ofInstant(now, zone);
        boolean isAfter = !time.isBefore(from);
        boolean isBefore = time.isBefore(to);
        return from.isBefore(to) ? isAfter && isBefore : isAfter || isBefore;
    }

    /** How long it is open, on days without a change of summer time; opening when it closes, it is a day. */
    public Duration length() {
        Duration length = Duration.between(from, to);
        return length.isNegative() || length.isZero() ? length.plusDays(1) : length;
    }
}

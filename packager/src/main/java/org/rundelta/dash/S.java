package org.rundelta.dash;

/**
 * A run of segments of one duration: element {@code S} of a segment timeline (ISO/IEC 23009-1, 5.3.9.6).
 *
 * @param t media time of the first in ticks, or null: where the run before ends, at first 0
 * @param d duration of each in ticks, at least 1
 * @param r how many follow the first; -1 for as many as there are up to the next run's time or the period's end
 */
public record S(Long t, long d, long r) {
    /** @throws IllegalArgumentException if a number is out of range */
    public S {
        Check.range("S@t", t, 0, Long.MAX_VALUE);
        Check.range("S@d", d, 1, Long.MAX_VALUE);
        Check.range("S@r", r, -1, Long.MAX_VALUE);
    }
}

package org.rundelta.abr;

/**
 * What to fetch next.
 *
 * @param rung to fetch
 * @param pauseMs how long to wait before that, 0 or more
 */
public record Decision(int rung, double pauseMs) {
    /** Fetching at once. */
    public static Decision of(int rung) {
        return new Decision(rung, 0);
    }
}

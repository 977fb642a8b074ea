package org.rundelta.fill;

/**
 * A rung that no edge of a region gets.
 *
 * @param views that miss there
 * @param bytes of the rung
 */
public record LeftOut(String title, String rung, String region, double views, long bytes, Reason reason) {
    /** Why. */
    public enum Reason {
        /** It is watched too seldom. */
        RARE,
        /** It does not fit beside what is watched more. */
        NO_ROOM
    }
}

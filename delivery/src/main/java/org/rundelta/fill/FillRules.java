package org.rundelta.fill;

/**
 * How a plan chooses.
 *
 * @param copies the most edges of a region that hold the same rung
 * @param leastViews a copy that would be watched less often is not made
 */
public record FillRules(int copies, double leastViews) {
    /** As many copies as views ask for, each for one view at least. */
    public static final FillRules DEFAULT = new FillRules(Integer.MAX_VALUE, 1);

    /** @throws IllegalArgumentException if nothing could be chosen */
    public FillRules {
        if (copies < 1) {
            throw new IllegalArgumentException("copies " + copies + ": at least 1 of what is watched is needed");
        }
        if (!(leastViews >= 0)) {
            throw new IllegalArgumentException("least views " + leastViews + ": give a number from 0 on");
        }
    }
}

package org.rundelta.steering;

import java.util.Set;

/**
 * What the last check of a pathway found. One that failed has to pass several checks until it counts as up again, so that
 * one that comes and goes does not take its clients along each time.
 *
 * @param toProve how many more checks it has to pass
 * @param checkedMs when the check began
 * @param titles that it had then
 * @param problem why it is down; empty if it is not
 */
record PathwayHealth(int toProve, long checkedMs, Set<String> titles, String problem) {
    /** Before the first check, which is believed at once. */
    static final PathwayHealth UNKNOWN = new PathwayHealth(1, Long.MIN_VALUE, Set.of(), "not checked yet");

    private static final int AFTER_FAILURE = 2;

    PathwayHealth {
        titles = Set.copyOf(titles);
    }

    PathwayHealth passed(long startedMs, Set<String> has) {
        int left = Math.max(0, toProve - 1);
        return new PathwayHealth(left, startedMs, has, left == 0 ? "" : "it was down and has to pass another check");
    }

    PathwayHealth failed(long startedMs, String why) {
        return new PathwayHealth(AFTER_FAILURE, startedMs, Set.of(), why);
    }

    boolean isUp() {
        return toProve == 0;
    }

    /** Whether a check that began no longer ago than {@code maxAgeMs} found a title there. */
    boolean has(String title, long nowMs, long maxAgeMs) {
        return isUp() && titles.contains(title) && Math.abs(nowMs - checkedMs) <= maxAgeMs;
    }
}

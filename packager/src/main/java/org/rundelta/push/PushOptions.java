package org.rundelta.push;

/**
 * What a push does besides copying.
 *
 * @param deleteStale once the new manifest is in place, delete the files that earlier pushes put on the target and the
 *     title no longer has; files that no push put there stay
 * @param dryRun change nothing, only say what would be done
 */
public record PushOptions(boolean deleteStale, boolean dryRun) {
    /** Copy, and keep what is there. */
    public static final PushOptions DEFAULT = new PushOptions(false, false);
}

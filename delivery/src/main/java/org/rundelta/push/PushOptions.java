package org.rundelta.push;

import java.time.Duration;
import java.util.Optional;

/**
 * What a push does besides copying.
 *
 * @param deleteStale once the new manifest is in place, delete the files that earlier pushes put on the target and the
 *     title has not had for so long: players may still have the manifest of before. Files that no push put there stay.
 *     Empty to delete none
 * @param dryRun change nothing, only say what would be done
 * @param connections how many files are on their way to a target at a time, at least 1
 * @param bytesPerSecond at most, to all targets together; 0 for no limit
 * @param care how sure it makes that what was written is there
 */
public record PushOptions(
        Optional<Duration> deleteStale, boolean dryRun, int connections, long bytesPerSecond, PushCare care) {
    /** Usual for {@link #connections}. */
    public static final int CONNECTIONS = 4;

    /** Copy, and keep what is there. */
    public static final PushOptions DEFAULT =
            new PushOptions(Optional.empty(), false, CONNECTIONS, 0, PushCare.DEFAULT);

    /** @throws IllegalArgumentException if a number is too small */
    public PushOptions {
        if (connections < 1 || bytesPerSecond < 0) {
            throw new IllegalArgumentException(
                    connections + " connections, " + bytesPerSecond + " bytes/s: at least 1, and not below 0");
        }
    }
}

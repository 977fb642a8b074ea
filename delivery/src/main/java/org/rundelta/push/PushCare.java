package org.rundelta.push;

/**
 * How sure a push makes that what it wrote is there. S3 compares hashes in any case.
 *
 * @param readsBack read what was written, and compare it byte for byte; otherwise a server is asked for its size alone,
 *     and a directory nothing
 * @param syncs in a directory, have files on the disk before a manifest names them; otherwise a power cut soon after may lose
 *     their content
 */
public record PushCare(boolean readsBack, boolean syncs) {
    /** Nothing is taken on trust. */
    public static final PushCare FULL = new PushCare(true, true);
}

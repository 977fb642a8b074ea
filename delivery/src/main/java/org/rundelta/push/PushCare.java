package org.rundelta.push;

/**
 * How sure a push makes that what it wrote is there. S3 compares hashes in any case.
 *
 * @param readsBack read what was written, and compare it byte for byte; otherwise a server is asked for its size alone,
 *     and a directory nothing
 * @param sync when a directory has files on the disk before a manifest names them; otherwise a power cut in the half
 *     minute after may lose their content
 */
public record PushCare(boolean readsBack, Sync sync) {
    /** A power cut may cost what is new, not what was published before. */
    public static final PushCare DEFAULT = new PushCare(true, Sync.REPLACING);

    /** Nothing is taken on trust. */
    static final PushCare FULL = new PushCare(true, Sync.ALWAYS);

    /** When to wait for the disk. */
    public enum Sync {
        /** In each push. */
        ALWAYS,

        /** In those that replace or delete what earlier ones brought. */
        REPLACING,

        /** In none. */
        NEVER
    }
}

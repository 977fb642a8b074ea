package org.rundelta.push;

/** Hears how a push gets on. Calls come from several threads, one at a time. */
public interface PushListener {
    /** Hears nothing. */
    PushListener NONE = new PushListener() {};

    /** What happens to a file at a target. */
    enum Action {
        COPY,
        SKIP,
        DELETE
    }

    /**
     * Bytes have been dealt with.
     *
     * @param bytesDone copied or found there already, over all targets; never less than before
     * @param bytesTotal size of the title times the number of targets
     */
    default void progress(long bytesDone, long bytesTotal) {}

    /**
     * What will be done about a file; in a dry run, what would be.
     *
     * @param target as it was named
     * @param path relative to the title's folder, with {@code /}
     */
    default void planned(String target, Action action, String path) {}
}

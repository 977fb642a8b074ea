package org.rundelta.push;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Where a package is sent. An object serves one push; several threads may {@link #size}, {@link #holds}, {@link #put} and {@link #commit}
 * files at a time, each another one. Paths are those of {@link TitleFile};
 * the messages of the exceptions leave out the target's name, which the publisher adds.
 *
 * <p>Of {@link #begin}, {@link #own}, {@link #put}, {@link #commit} and {@link #delete} a rehearsal calls none.
 */
interface PushTarget extends Closeable {
    /**
     * Takes the target for this push alone until {@link #close}, makes it if it is absent, and clears what interrupted
     * pushes left half-written.
     *
     * @throws IOException if it cannot be written or another push holds it
     */
    void begin() throws IOException;

    /** How many bytes the target says it stores under the path; empty if there is no file. */
    OptionalLong size(String path) throws IOException;

    /**
     * Whether what the target really stores under the path, read back, is what the source has.
     *
     * @param size that it says it has
     */
    boolean holds(String path, long size, Source source) throws IOException;

    /**
     * The files that this and earlier pushes have put here, and that are still there as far as is known; with the time
     * since when they are stale, or {@link PushRecord#CURRENT}. Only these may ever be stale: what somebody else put
     * beside them is not ours to delete.
     */
    Map<String, Instant> owned() throws IOException;

    /** Replaces the lasting record behind {@link #owned}. A file is recorded before it is put, so none escapes it. */
    void own(Map<String, Instant> files) throws IOException;

    /**
     * Stores bytes where no player looks for them, to stay there until {@link #commit} or {@link #close}. That may be under
     * the path itself, if {@link #size} found nothing there and no manifest names it yet.
     *
     * @param size how many there should be
     * @return whether what was stored, read back from the target, is what the source has
     */
    boolean put(String path, long size, Source source) throws IOException;

    /** Makes what was put appear under its path, in one step, in place of what was there. */
    void commit(String path) throws IOException;

    /** Says, before anything is put, that some of it replaces what is there, or that something is to be deleted. */
    default void replacing() {}

    /** Returns once everything that was put and committed would survive a power cut, if so much care is taken. */
    void flush() throws IOException;

    /** Deletes a file, and the folders that this leaves empty. */
    void delete(String path) throws IOException;

    /** Discards what was put and not committed, and gives the target free. */
    @Override
    void close() throws IOException;
}

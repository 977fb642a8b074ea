package org.rundelta.cache;

import java.util.Collection;

/** Which files are held, and which of them go when room is needed: not those that are pinned. */
interface HeldFiles {
    /** Finds one, which counts as use; null if there is none. */
    CachedFile get(String path);

    /** Finds one, which does not count; null if there is none. */
    CachedFile peek(String path);

    /** Holds a file, and no longer what was at its path. Of the others, some may be evicted, or this one. */
    void put(CachedFile file);

    /** Replaces what is known of a file, if it is this that is held. */
    boolean replace(CachedFile before, CachedFile after);

    /** Holds a file no longer, if it does. */
    boolean remove(CachedFile file);

    Collection<CachedFile> all();

    /** How many bytes may be held of what is not pinned. */
    void limit(long bytes);
}

package org.rundelta.cache;

/**
 * A file that is held whole.
 *
 * @param path of its URL, decoded, with a slash at its beginning
 * @param name of the file that holds it; another one for each state of what is at the path
 * @param size in bytes
 * @param sha256 of its bytes, lower-case hexadecimal
 * @param head what clients are told of it
 * @param freshness for how long it may be used
 * @param isPinned whether it stays when room is needed
 */
public record CachedFile(
        String path, String name, long size, String sha256, StoredHead head, Freshness freshness, boolean isPinned) {

    /** After its upstream has said that it is the same still. */
    CachedFile revalidated(StoredHead newHead, Freshness newFreshness) {
        return new CachedFile(path, name, size, sha256, newHead, newFreshness, isPinned);
    }

    CachedFile pinned(String newName) {
        return new CachedFile(path, newName, size, sha256, head, freshness, true);
    }
}

package org.rundelta.cache;

import java.time.Instant;

/** What an edge answers a request with. */
public sealed interface Answer {
    /** How it came about, in the words of RFC 9211 (Cache-Status). */
    enum Source {
        /** It was held, and fresh. */
        HIT,
        /** It was not held, and is fetched for this request. */
        MISS,
        /** It was being fetched for another request. */
        COLLAPSED,
        /** It was held, and its upstream said that it is the same still. */
        REVALIDATED,
        /** It was held and is no longer fresh, but no upstream answered. */
        STALE
    }

    /** A file that is held. */
    record Held(CachedFile file, Source source) implements Answer {}

    /**
     * A file that is being fetched; who gets it releases its body in the end.
     *
     * @param path of its URL
     * @param head what clients are told of it
     * @param size in bytes
     * @param arrived when its upstream answered
     * @param arrivedAge how many seconds old it was then
     */
    record Coming(
            String path, StoredHead head, long size, Instant arrived, long arrivedAge, FileBody body, Source source)
            implements Answer {
        Coming as(Source other) {
            return new Coming(path, head, size, arrived, arrivedAge, body, other);
        }
    }

    /**
     * There is none to send.
     *
     * @param status to answer with
     * @param location where the upstream says that it is, as a path; empty if nowhere
     */
    record Refused(int status, String location) implements Answer {}
}

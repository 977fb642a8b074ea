package org.rundelta.cache;

import java.util.concurrent.atomic.LongAdder;

/** What a cache has done since it began. */
public final class CacheCounters {
    final LongAdder hits = new LongAdder();
    final LongAdder misses = new LongAdder();
    final LongAdder collapsed = new LongAdder();
    final LongAdder revalidations = new LongAdder();
    final LongAdder stale = new LongAdder();
    final LongAdder fetches = new LongAdder();
    final LongAdder bytesFromOrigin = new LongAdder();
    final LongAdder bytesFromParents = new LongAdder();
    final LongAdder evictions = new LongAdder();

    CacheCounters() {}

    /** Requests for what was held and fresh. */
    public long hits() {
        return hits.sum();
    }

    /** Requests for which something was fetched. */
    public long misses() {
        return misses.sum();
    }

    /** Requests for what was being fetched for another one. */
    public long collapsed() {
        return collapsed.sum();
    }

    /** Files that an upstream said to be the same still. */
    public long revalidations() {
        return revalidations.sum();
    }

    /** Requests answered with what was no longer fresh. */
    public long stale() {
        return stale.sum();
    }

    /** Requests sent to upstreams. */
    public long fetches() {
        return fetches.sum();
    }

    /** Bytes of files that came from the origin. */
    public long bytesFromOrigin() {
        return bytesFromOrigin.sum();
    }

    /** Bytes of files that came from parents. */
    public long bytesFromParents() {
        return bytesFromParents.sum();
    }

    /** Files that went because room was needed. */
    public long evictions() {
        return evictions.sum();
    }
}

package org.rundelta.cdn;

import java.util.Locale;

/** How an edge comes to hold what it holds. */
public enum CdnPolicy {
    /** Pull; what came first goes first. */
    FIFO,
    /** Pull; what was asked for the longest time ago goes first. */
    LRU,
    /** Pull; what was asked for least often goes first. */
    LFU,
    /** Pull; W-TinyLFU, the policy of Caffeine, with its window at 1 %. */
    TINYLFU,
    /** Push: filled ahead with what is expected; what misses is passed through and not kept. */
    PUSH,
    /** Three quarters as {@link #PUSH}, a quarter as {@link #TINYLFU}. */
    HYBRID,
    /** The optimum: knows all requests, is filled ahead each day, and has the room of all edges of a region as one. */
    CLAIRVOYANT;

    /** As users write it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isFilled() {
        return this == PUSH || this == HYBRID;
    }

    /** A cache that fetches on a miss. */
    EdgeCache cache(int[] sizes, long capacity) {
        return switch (this) {
            case FIFO -> ListCache.fifo(sizes, capacity);
            case LRU -> ListCache.lru(sizes, capacity);
            case LFU -> new LfuCache(sizes, capacity);
            case TINYLFU -> new TinyLfuCache(sizes, capacity);
            case HYBRID -> TINYLFU.cache(sizes, capacity - filledBytes(capacity));
            case PUSH -> object -> 0;
            case CLAIRVOYANT -> throw new IllegalArgumentException("it is told what comes next");
        };
    }

    /** How much of an edge is filled ahead. */
    long filledBytes(long capacity) {
        return this == HYBRID ? Math.round(capacity * CdnOptions.HYBRID_SHARE) : capacity;
    }
}

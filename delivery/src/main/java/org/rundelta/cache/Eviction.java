package org.rundelta.cache;

/** Which files go when room is needed. */
public enum Eviction {
    /** The one that was not asked for the longest. */
    LRU,
    /** One that is asked for less often than what it makes room for. */
    TINYLFU
}

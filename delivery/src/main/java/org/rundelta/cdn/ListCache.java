package org.rundelta.cdn;

import org.rundelta.cdn.ObjectLists.ObjectList;

/** Evicts what came first (FIFO), or what was asked for the longest time ago (LRU). */
final class ListCache implements EdgeCache {
    private final int[] sizes;
    private final long capacity;
    private final boolean isLru;
    private final ObjectList kept;

    private ListCache(int[] sizes, long capacity, boolean isLru) {
        this.sizes = sizes;
        this.capacity = capacity;
        this.isLru = isLru;
        kept = new ObjectLists(sizes).newList();
    }

    static EdgeCache fifo(int[] sizes, long capacity) {
        return new ListCache(sizes, capacity, false);
    }

    static EdgeCache lru(int[] sizes, long capacity) {
        return new ListCache(sizes, capacity, true);
    }

    @Override
    public long request(int object) {
        if (kept.contains(object)) {
            if (isLru) {
                kept.moveToLast(object);
            }
            return sizes[object];
        }
        if (sizes[object] <= capacity) {
            kept.addLast(object);
            while (kept.bytes() > capacity) {
                kept.removeFirst();
            }
        }
        return 0;
    }
}

package org.rundelta.cdn;

/** Evicts what was asked for least often, and of that what was asked for the longest time ago; it never forgets a count. */
final class LfuCache implements EdgeCache {
    /** Bits of the key that tell the time; enough for 10^11 requests, and leave room for 10^8 of one object. */
    private static final int TIME_BITS = 37;

    private final int[] sizes;
    private final long capacity;
    private final int[] counts;
    private final IndexedHeap kept;
    private long bytes;
    private long time;

    LfuCache(int[] sizes, long capacity) {
        this.sizes = sizes;
        this.capacity = capacity;
        counts = new int[sizes.length];
        kept = new IndexedHeap(sizes.length);
    }

    @Override
    public long request(int object) {
        boolean isHit = kept.contains(object);
        long key = ((long) ++counts[object] << TIME_BITS) + time++;
        if (isHit) {
            kept.put(object, key);
            return sizes[object];
        }
        if (sizes[object] <= capacity) {
            while (bytes + sizes[object] > capacity) {
                int victim = kept.first();
                kept.remove(victim);
                bytes -= sizes[victim];
            }
            kept.put(object, key);
            bytes += sizes[object];
        }
        return 0;
    }
}

package org.rundelta.cdn;

/**
 * The optimum, by knowing all requests: evicts what is asked for again last (Belady 1966), be that what was asked for just
 * now. It may keep parts of objects, so that no policy that keeps whole ones can have more bytes hit. Of objects of one size,
 * none can have more requests hit either.
 */
final class ClairvoyantCache {
    private final int[] sizes;
    private final long capacity;
    private final int[] kept;
    private final IndexedHeap byNextUse;
    private long bytes;

    ClairvoyantCache(int[] sizes, long capacity) {
        this.sizes = sizes;
        this.capacity = capacity;
        kept = new int[sizes.length];
        byNextUse = new IndexedHeap(sizes.length);
    }

    /**
     * Asks for an object.
     *
     * @param nextUse index of the next request for it, or {@link NextUse#NEVER}
     * @return bytes of it that were there
     */
    long request(int object, int nextUse) {
        int hit = kept[object];
        if (nextUse == NextUse.NEVER) {
            keep(object, 0);
        } else {
            keep(object, sizes[object]);
            byNextUse.put(object, -nextUse);
        }
        while (bytes > capacity) {
            int victim = byNextUse.first();
            keep(victim, (int) Math.max(0, kept[victim] - (bytes - capacity)));
        }
        return hit;
    }

    /**
     * Fills it ahead with what is asked for next.
     *
     * @param requests in their order
     * @param from the next of them
     * @return bytes that came in
     */
    long fill(RequestLog requests, int from) {
        int[] before = kept.clone();
        for (int object = 0; object < kept.length; object++) {
            keep(object, 0);
        }
        for (int i = from; i < requests.size() && bytes < capacity; i++) {
            int object = requests.object(i);
            if (kept[object] == 0) {
                keep(object, (int) Math.min(sizes[object], capacity - bytes));
                byNextUse.put(object, -i);
            }
        }
        long filled = 0;
        for (int object = 0; object < kept.length; object++) {
            filled += Math.max(0, kept[object] - before[object]);
        }
        return filled;
    }

    private void keep(int object, int size) {
        bytes += size - kept[object];
        kept[object] = size;
        if (size == 0 && byNextUse.contains(object)) {
            byNextUse.remove(object);
        }
    }
}

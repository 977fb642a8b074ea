package org.rundelta.cdn;

import java.util.Arrays;
import org.rundelta.cdn.ObjectLists.ObjectList;

/**
 * W-TinyLFU (Einziger, Friedman, Manes: TinyLFU, a highly efficient cache admission policy, 2017), the policy of Caffeine: what
 * is new first goes to a small window. What leaves the window stays only if it was asked for more often than what would have to
 * go for it. The rest is a segmented LRU: what is asked for again is protected, up to four fifths.
 *
 * <p>Caffeine besides makes the window larger and smaller, in the direction that brings more hits. That is left out: where
 * popularity hardly changes it is a walk at random, after which two runs of Caffeine differ by a point or more.
 */
final class TinyLfuCache implements EdgeCache {
    private static final double MAIN_SHARE = 0.99;
    private static final double PROTECTED_SHARE = 0.8;

    private final int[] sizes;
    private final long capacity;
    private final boolean hasSizes;
    private final long windowMost;
    private final long guardedMost;
    private final FrequencySketch sketch = new FrequencySketch();
    private final ObjectList window;
    private final ObjectList probation;
    private final ObjectList guarded;

    TinyLfuCache(int[] sizes, long capacity) {
        this.sizes = sizes;
        this.capacity = capacity;
        hasSizes = Arrays.stream(sizes).anyMatch(size -> size != 1);
        windowMost = capacity - (long) (MAIN_SHARE * capacity);
        guardedMost = (long) (PROTECTED_SHARE * (capacity - windowMost));
        ObjectLists lists = new ObjectLists(sizes);
        window = lists.newList();
        probation = lists.newList();
        guarded = lists.newList();
    }

    @Override
    public long request(int object) {
        sketch.ensure(hasSizes ? window.size() + probation.size() + guarded.size() + 1 : (int) capacity);
        sketch.count(object);
        if (touch(object)) {
            return sizes[object];
        }
        if (sizes[object] <= capacity) {
            window.addLast(object);
            while (window.bytes() > windowMost && window.size() > 0) {
                admit(window.removeFirst());
            }
            while (bytes() > capacity) {
                (main().size() > 0 ? main() : window).removeFirst();
            }
        }
        return 0;
    }

    private boolean touch(int object) {
        if (window.contains(object)) {
            window.moveToLast(object);
        } else if (guarded.contains(object)) {
            guarded.moveToLast(object);
        } else if (probation.contains(object)) {
            probation.remove(object);
            guarded.addLast(object);
            while (guarded.bytes() > guardedMost) {
                probation.addLast(guarded.removeFirst());
            }
        } else {
            return false;
        }
        return true;
    }

    /** What the window has no room for stands against those that would have to go for it, one after the other. */
    private void admit(int candidate) {
        boolean isAdmitted = true;
        while (isAdmitted && bytes() + sizes[candidate] > capacity) {
            isAdmitted = main().size() > 0 && sketch.frequency(candidate) > sketch.frequency(main().first());
            if (isAdmitted) {
                main().removeFirst();
            }
        }
        if (isAdmitted) {
            probation.addLast(candidate);
        }
    }

    /** Without the window. */
    private ObjectList main() {
        return probation.size() > 0 ? probation : guarded;
    }

    private long bytes() {
        return window.bytes() + probation.bytes() + guarded.bytes();
    }
}

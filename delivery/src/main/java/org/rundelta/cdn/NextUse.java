package org.rundelta.cdn;

import java.util.Arrays;

/** For each request, which is the next one for the same object. */
final class NextUse {
    /** There is none. */
    static final int NEVER = Integer.MAX_VALUE;

    private NextUse() {}

    static int[] of(RequestLog requests, int objects) {
        int[] next = new int[requests.size()];
        int[] seen = new int[objects];
        Arrays.fill(seen, NEVER);
        for (int i = requests.size() - 1; i >= 0; i--) {
            int object = requests.object(i);
            next[i] = seen[object];
            seen[object] = i;
        }
        return next;
    }
}

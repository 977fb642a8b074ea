package org.rundelta.cdn;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Requests for objects, drawn independently by Zipf's law. */
final class DrawnRequests {
    private DrawnRequests() {}

    /** The most popular one is 0. */
    static int[] zipf(int requests, int objects, double exponent, long seed) {
        Sampler sampler = new Sampler(Sampler.zipf(objects, exponent));
        SplittableRandom random = new SplittableRandom(seed);
        int[] drawn = new int[requests];
        Arrays.setAll(drawn, i -> sampler.next(random));
        return drawn;
    }

    static int[] sizes(int objects, int least, int most, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] sizes = new int[objects];
        Arrays.setAll(sizes, i -> random.nextInt(least, most + 1));
        return sizes;
    }

    static RequestLog log(int[] requests) {
        RequestLog log = new RequestLog();
        for (int i = 0; i < requests.length; i++) {
            log.add(i, requests[i], true);
        }
        log.complete(requests.length);
        return log;
    }

    /** Bytes that were hit. */
    static long run(EdgeCache cache, int[] requests) {
        long hits = 0;
        for (int request : requests) {
            hits += cache.request(request);
        }
        return hits;
    }

    static long clairvoyant(int[] sizes, long capacity, int[] requests) {
        ClairvoyantCache cache = new ClairvoyantCache(sizes, capacity);
        int[] next = NextUse.of(log(requests), sizes.length);
        long hits = 0;
        for (int i = 0; i < requests.length; i++) {
            hits += cache.request(requests[i], next[i]);
        }
        return hits;
    }
}

package org.rundelta.cdn;

/** Counts what one edge, or several, served. */
final class Tally {
    private static final double FIRST_BUCKET_SECONDS = 0.001;
    private static final double BUCKET_RATIO = 1.02;
    private static final int BUCKETS = 1200;
    private static final int SECONDS_PER_MINUTE = 60;

    private final int warmUp;
    private final long[] originByMinute;
    private final long[] starts = new long[BUCKETS];
    private long started;
    private double startSeconds;
    private long requests;
    private long hits;
    private long bytes;
    private long hitBytes;
    private long neverBytes;
    private long evictedBytes;
    private long downBytes;
    private long filledBytes;

    /**
     * Nothing counted.
     *
     * @param seconds that are simulated
     * @param warmUp seconds that only count for the traffic over time
     */
    Tally(int seconds, int warmUp) {
        this.warmUp = warmUp;
        originByMinute = new long[(seconds + SECONDS_PER_MINUTE - 1) / SECONDS_PER_MINUTE];
    }

    boolean counts(int second) {
        return second >= warmUp;
    }

    /** Why the edge that comes first for a viewer did not serve all of a request. */
    enum Reason {
        NEVER_THERE,
        EVICTED,
        DOWN
    }

    /**
     * Counts a request.
     *
     * @param hit bytes of it that were there
     * @param reason of what was not; or {@link Reason#DOWN} if another edge had to serve it
     */
    void request(int second, long size, long hit, Reason reason) {
        long missed = size - hit;
        originByMinute[second / SECONDS_PER_MINUTE] += missed;
        if (!counts(second)) {
            return;
        }
        requests++;
        hits += missed == 0 ? 1 : 0;
        bytes += size;
        hitBytes += hit;
        switch (reason) {
            case NEVER_THERE -> neverBytes += missed;
            case EVICTED -> evictedBytes += missed;
            case DOWN -> downBytes += size;
        }
    }

    /** Counts how long a viewer waited. */
    void start(double seconds) {
        started++;
        startSeconds += seconds;
        double bucket = Math.log(seconds / FIRST_BUCKET_SECONDS) / Math.log(BUCKET_RATIO);
        starts[(int) Math.max(0, Math.min(BUCKETS - 1, Math.ceil(bucket)))]++;
    }

    void filled(long more) {
        filledBytes += more;
    }

    void add(Tally other) {
        for (int i = 0; i < originByMinute.length; i++) {
            originByMinute[i] += other.originByMinute[i];
        }
        for (int i = 0; i < BUCKETS; i++) {
            starts[i] += other.starts[i];
        }
        started += other.started;
        startSeconds += other.startSeconds;
        requests += other.requests;
        hits += other.hits;
        bytes += other.bytes;
        hitBytes += other.hitBytes;
        neverBytes += other.neverBytes;
        evictedBytes += other.evictedBytes;
        downBytes += other.downBytes;
        filledBytes += other.filledBytes;
    }

    /** @param fillSeconds how long the first fill takes */
    CdnResult result(CdnPolicy policy, double fillSeconds) {
        int perHour = CdnOptions.SECONDS_PER_HOUR / SECONDS_PER_MINUTE;
        long[] byHour = new long[(originByMinute.length + perHour - 1) / perHour];
        long peak = 0;
        for (int minute = 0; minute < originByMinute.length; minute++) {
            byHour[minute / perHour] += originByMinute[minute];
            if (counts(minute * SECONDS_PER_MINUTE)) {
                peak = Math.max(peak, originByMinute[minute]);
            }
        }
        return new CdnResult(
                policy,
                requests,
                hits,
                bytes,
                hitBytes,
                neverBytes,
                evictedBytes,
                downBytes,
                filledBytes,
                fillSeconds,
                peak * Byte.SIZE / SECONDS_PER_MINUTE,
                started == 0 ? 0 : startSeconds / started,
                percentile(0.95),
                byHour);
    }

    private double percentile(double share) {
        long wanted = (long) Math.ceil(share * started);
        int bucket = 0;
        for (long sum = starts[0]; sum < wanted; sum += starts[bucket]) {
            bucket++;
        }
        return started == 0 ? 0 : FIRST_BUCKET_SECONDS * Math.pow(BUCKET_RATIO, bucket);
    }
}

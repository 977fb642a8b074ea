package org.rundelta.packager;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Shares out the segments of an input. Each worker gets a stretch of neighbouring segments and takes them one by one,
 * so that it decodes the input in one go; one whose stretch is done takes over half of the longest that is left. The
 * way from a keyframe of the input to a segment is then decoded twice only where two stretches meet. Safe for use by
 * several threads.
 */
final class JobQueue {
    /** Places {@code next} to before {@code end} in the list of segments, which one worker is to encode. */
    private static final class Stretch {
        private long next;
        private long end;

        Stretch(long next, long end) {
            this.next = next;
            this.end = end;
        }

        long size() {
            return end - next;
        }
    }

    private final long count;
    private final long[] numbers;
    private final List<Stretch> stretches = new ArrayList<>();

    /**
     * @param count of segments; the last goes on to the end of the input. Where the count is not known, less than 1: all
     *     is one job
     * @param workers that will ask, at least one
     */
    JobQueue(long count, int workers) {
        this(count, LongStream.range(0, Math.max(1, count)).toArray(), workers);
    }

    /**
     * Shares out some of the segments only.
     *
     * @param numbers of those, rising
     */
    JobQueue(long count, long[] numbers, int workers) {
        this.count = Math.max(1, count);
        this.numbers = numbers;
        for (int i = 0; i < workers; i++) {
            stretches.add(new Stretch((long) numbers.length * i / workers, (long) numbers.length * (i + 1) / workers));
        }
    }

    /** The next job of a worker, from 0; empty when there is nothing left to do. */
    synchronized Optional<SegmentJob> next(int worker) {
        Stretch own = stretches.get(worker);
        if (own.size() == 0) {
            Stretch longest = stretches.stream()
                    .max(Comparator.comparingLong(Stretch::size))
                    .orElseThrow();
            own.end = longest.end;
            own.next = longest.end - (longest.size() + 1) / 2;
            longest.end = own.next;
        }
        if (own.size() == 0) {
            return Optional.empty();
        }
        long number = numbers[(int) own.next++];
        return Optional.of(new SegmentJob(number, number == count - 1 ? SegmentJob.OPEN : number + 1));
    }
}

package org.rundelta.packager;

import java.util.ArrayList;
import java.util.List;

/**
 * Consecutive segments that one thread or machine encodes, at all rungs of the ladder; no job needs another.
 *
 * @param first number of the first segment
 * @param end number of the segment after the last, {@link #OPEN} to go on to the end of the input
 */
public record SegmentJob(long first, long end) {
    /** The end of a job that goes on to the end of the input. */
    public static final long OPEN = Long.MAX_VALUE;

    /** Fewer jobs than this for each thread leave threads idle at the end. */
    private static final int JOBS_PER_THREAD = 4;

    /** All that is to be done, as one job. */
    static final SegmentJob WHOLE = new SegmentJob(0, OPEN);

    /**
     * Cuts an input into jobs, in order of time. Segments whose decoding begins at the same keyframe of the input are
     * kept together where that leaves jobs enough, so that the way to them is decoded once.
     */
    static List<SegmentJob> plan(SourceIndex index, Segmenter segmenter, int threads) {
        long count = segmenter.number(Math.max(0, index.endTime() - 1)) + 1;
        List<SegmentJob> together = new ArrayList<>();
        long first = 0;
        for (long number = 1; number <= count; number++) {
            if (number == count || seekPoint(index, segmenter, number) != seekPoint(index, segmenter, first)) {
                together.add(new SegmentJob(first, number == count ? OPEN : number));
                first = number;
            }
        }
        return together.size() >= JOBS_PER_THREAD * threads ? together : oneByOne(count);
    }

    private static List<SegmentJob> oneByOne(long count) {
        List<SegmentJob> jobs = new ArrayList<>();
        for (long number = 0; number < count; number++) {
            jobs.add(new SegmentJob(number, number == count - 1 ? OPEN : number + 1));
        }
        return jobs;
    }

    private static int seekPoint(SourceIndex index, Segmenter segmenter, long number) {
        return index.lastUpTo(segmenter.start(number));
    }
}

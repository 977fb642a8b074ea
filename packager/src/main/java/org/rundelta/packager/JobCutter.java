package org.rundelta.packager;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a title into jobs for machines that each have to open the input, and to decode the way from a keyframe of it to
 * where their job begins: so many segments to a job that this way is short beside the job, but enough jobs for all.
 */
final class JobCutter {
    /** The way to a job, as a part of it, is at most about one of so many. */
    private static final int LONGER_THAN_THE_WAY = 10;

    /** Jobs for each place where one can be done: with fewer, some would have nothing to do at the end. */
    private static final int JOBS_PER_SLOT = 4;

    private JobCutter() {}

    /**
     * Cuts.
     *
     * @param numbers of the segments that are to be encoded, rising
     * @param count of all segments of the title; the last goes on to the end of the input
     * @param slots how many jobs can be done at once
     * @return stretches of neighbouring segments, in order
     */
    static List<SegmentJob> cut(long[] numbers, long count, SourceIndex index, Segmenter segmenter, int slots) {
        int size = size(numbers, index, segmenter, slots);
        List<SegmentJob> jobs = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= numbers.length; i++) {
            boolean isOver = i == numbers.length || numbers[i] != numbers[i - 1] + 1;
            if (isOver || i - from == size) {
                long last = numbers[i - 1];
                jobs.add(new SegmentJob(numbers[from], last == count - 1 ? SegmentJob.OPEN : last + 1));
                from = i;
            }
        }
        return jobs;
    }

    private static int size(long[] numbers, SourceIndex index, Segmenter segmenter, int slots) {
        int most = Math.max(1, numbers.length / (JOBS_PER_SLOT * slots));
        double way = 0;
        for (long number : numbers) {
            long start = segmenter.start(number);
            way += start - (index.seekable() ? index.seekPoints()[index.lastUpTo(start)] : 0);
        }
        double segments = way / numbers.length / segmenter.start(1);
        return (int) Math.min(most, Math.max(1, Math.ceil(LONGER_THAN_THE_WAY * segments)));
    }
}

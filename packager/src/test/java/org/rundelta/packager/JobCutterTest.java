package org.rundelta.packager;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class JobCutterTest {
    private static final long COUNT = 150;
    private static final Segmenter SEGMENTER = new Segmenter(Duration.ofSeconds(4), 1000, COUNT - 1);
    private static final long[] ALL = LongStream.range(0, COUNT).toArray();

    @Test
    void whereEachSegmentBeginsAtAKeyframeEachIsAJob() {
        assertThat(cut(ALL, keyframesEvery(1000), 2)).hasSize((int) COUNT).startsWith(new SegmentJob(0, 1));
    }

    @Test
    void whereKeyframesAreFarApartJobsAreLonger() {
        List<SegmentJob> jobs = cut(ALL, keyframesEvery(10_000), 2);
        assertThat(jobs.get(0).end()).isBetween(8L, 20L);
        assertThat(numbers(jobs)).containsExactly(ALL);
    }

    @Test
    void thereIsEnoughToDoForAllHoweverFarKeyframesAreApart() {
        SourceIndex noKeyframes = new SourceIndex(new long[] {0}, 4000 * COUNT, false);
        assertThat(cut(ALL, noKeyframes, 5)).hasSizeGreaterThanOrEqualTo(20);
        assertThat(cut(ALL, noKeyframes, 100)).hasSize((int) COUNT);
    }

    @Test
    void aJobIsOfNeighbours() {
        long[] some = {3, 4, 5, 90, 91, COUNT - 1};
        List<SegmentJob> jobs = cut(some, keyframesEvery(4_000_000), 1);
        assertThat(numbers(jobs)).containsExactly(some);
    }

    @Test
    void theLastGoesOnToTheEnd() {
        List<SegmentJob> jobs = cut(ALL, keyframesEvery(1000), 1);
        assertThat(jobs.get(jobs.size() - 1).end()).isEqualTo(SegmentJob.OPEN);
    }

    private static List<SegmentJob> cut(long[] numbers, SourceIndex index, int slots) {
        return JobCutter.cut(numbers, COUNT, index, SEGMENTER, slots);
    }

    private static long[] numbers(List<SegmentJob> jobs) {
        return jobs.stream()
                .flatMapToLong(job -> LongStream.range(job.first(), Math.min(COUNT, job.end())))
                .toArray();
    }

    private static SourceIndex keyframesEvery(long ticks) {
        long end = 4000 * COUNT;
        return new SourceIndex(
                LongStream.iterate(0, time -> time < end, time -> time + ticks).toArray(), end, true);
    }
}

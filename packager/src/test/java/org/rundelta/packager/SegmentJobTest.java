package org.rundelta.packager;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SegmentJobTest {
    private static final Segmenter SECONDS = new Segmenter(Duration.ofSeconds(1), 1000);

    @Test
    void coversEverySegmentOnceAndInOrder() {
        Random random = new Random(11);
        for (int round = 0; round < 500; round++) {
            long end = 1 + random.nextLong(60_000);
            SourceIndex index = new SourceIndex(seekPoints(random, end), end, true);
            List<SegmentJob> jobs = SegmentJob.plan(index, SECONDS, 1 + random.nextInt(4));
            long next = 0;
            for (SegmentJob job : jobs) {
                assertThat(job.first()).isEqualTo(next);
                assertThat(job.end()).isGreaterThan(job.first());
                next = job.end();
            }
            assertThat(next).as("the last goes on to the end").isEqualTo(SegmentJob.OPEN);
            assertThat(jobs.get(jobs.size() - 1).first()).isLessThanOrEqualTo(SECONDS.number(end - 1));
        }
    }

    private static long[] seekPoints(Random random, long end) {
        return LongStream.concat(LongStream.of(0), random.longs(random.nextInt(40), 0, end))
                .sorted()
                .distinct()
                .toArray();
    }

    @Test
    void keepsSegmentsOfOneSeekPointTogether() {
        long[] everyThreeSeconds = LongStream.range(0, 10).map(i -> 3000 * i).toArray();
        SourceIndex index = new SourceIndex(everyThreeSeconds, 30_000, true);
        assertThat(SegmentJob.plan(index, SECONDS, 2))
                .hasSize(10)
                .startsWith(new SegmentJob(0, 3), new SegmentJob(3, 6))
                .endsWith(new SegmentJob(27, SegmentJob.OPEN));
    }

    @Test
    void cutsSegmentBySegmentWhereThreadsWouldIdle() {
        long[] everyThreeSeconds = LongStream.range(0, 10).map(i -> 3000 * i).toArray();
        SourceIndex index = new SourceIndex(everyThreeSeconds, 30_000, true);
        assertThat(SegmentJob.plan(index, SECONDS, 3))
                .hasSize(30)
                .startsWith(new SegmentJob(0, 1), new SegmentJob(1, 2))
                .endsWith(new SegmentJob(29, SegmentJob.OPEN));
        SourceIndex notSeekable = new SourceIndex(new long[] {0}, 30_000, false);
        assertThat(SegmentJob.plan(notSeekable, SECONDS, 1)).hasSize(30);
    }

    @Test
    void emptyAndShortInputsAreOneJob() {
        for (long end : new long[] {0, 1, 1000}) {
            assertThat(SegmentJob.plan(new SourceIndex(new long[] {0}, end, true), SECONDS, 8))
                    .containsExactly(SegmentJob.WHOLE);
        }
    }
}

package org.rundelta.packager;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JobQueueTest {
    @Test
    void handsOutEverySegmentOnce() {
        Random random = new Random(11);
        for (int round = 0; round < 500; round++) {
            int count = 1 + random.nextInt(60);
            int workers = 1 + random.nextInt(5);
            JobQueue queue = new JobQueue(count, workers);
            List<SegmentJob> jobs = new ArrayList<>();
            Optional<SegmentJob> job = queue.next(random.nextInt(workers));
            while (job.isPresent()) {
                jobs.add(job.get());
                job = queue.next(random.nextInt(workers));
            }
            jobs.sort(Comparator.comparingLong(SegmentJob::first));
            assertThat(jobs).hasSize(count);
            for (int i = 0; i < count; i++) {
                assertThat(jobs.get(i)).isEqualTo(new SegmentJob(i, i == count - 1 ? SegmentJob.OPEN : i + 1));
            }
        }
    }

    @Test
    void givesEachWorkerNeighbours() {
        JobQueue queue = new JobQueue(10, 2);
        for (int i = 0; i < 5; i++) {
            assertThat(queue.next(0)).map(SegmentJob::first).hasValue((long) i);
            assertThat(queue.next(1)).map(SegmentJob::first).hasValue(5L + i);
        }
        assertThat(queue.next(0)).isEmpty();
    }

    @Test
    void idleWorkersTakeOverTheLaterHalfOfTheLongestStretch() {
        JobQueue queue = new JobQueue(12, 3);
        for (int i = 0; i < 4; i++) {
            queue.next(2);
        }
        queue.next(0);
        assertThat(queue.next(2)).map(SegmentJob::first).hasValue(6L);
        assertThat(queue.next(2)).map(SegmentJob::first).hasValue(7L);
        assertThat(queue.next(1)).map(SegmentJob::first).hasValue(4L);
        assertThat(queue.next(2)).map(SegmentJob::first).hasValue(2L);
    }

    @Test
    void whatCannotBeCountedIsOneJob() {
        JobQueue queue = new JobQueue(-1, 1);
        assertThat(queue.next(0)).hasValue(new SegmentJob(0, SegmentJob.OPEN));
        assertThat(queue.next(0)).isEmpty();
    }
}

package org.rundelta.packager;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SampleTimesTest {
    private static final Segmenter FOUR_SECONDS = new Segmenter(Duration.ofSeconds(4), 1000);

    @Test
    void segmentsThatBeginWithASeekPointAreAllTaken() {
        SourceIndex index = index(16_000, 0, 4000, 8000, 12_000);
        assertThat(SampleTimes.of(index, FOUR_SECONDS, 4, 12)).containsExactly(0L, 4000L, 8000L, 12_000L);
    }

    @Test
    void manySegmentsAreTakenEvenly() {
        SourceIndex index = index(40_000, 0, 8000, 20_000, 32_000);
        assertThat(SampleTimes.of(index, FOUR_SECONDS, 10, 3)).containsExactly(0L, 12_000L, 24_000L);
    }

    @Test
    void afterTenSecondsOnTheWaySeekPointsMustDo() {
        SourceIndex index = index(60_000, 0, 8333, 16_667, 25_000, 33_333, 41_667, 50_000, 58_333);
        // 8 s go to the second and third sample, so the last 2 s suffice only for the segment at 52 s.
        assertThat(SampleTimes.of(index, FOUR_SECONDS, 15, 12))
                .containsExactly(0L, 4000L, 8000L, 8333L, 16_667L, 25_000L, 33_333L, 41_667L, 52_000L);
    }

    @Test
    void whatCannotBeJumpedInIsReadForTenSeconds() {
        assertThat(SampleTimes.of(index(60_000, 0), FOUR_SECONDS, 15, 12)).containsExactly(0L, 4000L, 8000L);
    }

    @Test
    void longTitlesAreReadForTheirEighth() {
        assertThat(SampleTimes.of(index(240_000, 0), FOUR_SECONDS, 60, 12)).containsExactly(0L, 20_000L);
    }

    @Test
    void anyTimesAscendAndTheWayIsShort() {
        Random random = new Random(12);
        for (int round = 0; round < 2000; round++) {
            long end = 1L + random.nextInt(200_000);
            long[] seekPoints = seekPoints(random, end);
            long segments = FOUR_SECONDS.number(end - 1) + 1;
            List<Long> times = SampleTimes.of(index(end, seekPoints), FOUR_SECONDS, segments, 12);
            assertThat(times).startsWith(0L).isSorted().doesNotHaveDuplicates().hasSizeBetween(1, 12);
            assertThat(onTheWay(index(end, seekPoints), times)).isLessThanOrEqualTo(Math.max(10_000, end / 8));
        }
    }

    private static long[] seekPoints(Random random, long end) {
        long[] times = random.longs(random.nextInt(20), 0, end).sorted().toArray();
        long[] all = new long[times.length + 1];
        System.arraycopy(times, 0, all, 1, times.length);
        return all;
    }

    private static long onTheWay(SourceIndex index, List<Long> times) {
        long sum = 0;
        long position = 0;
        for (long time : times) {
            sum += time - Math.max(position, index.seekPoints()[index.lastUpTo(time)]);
            position = time;
        }
        return sum;
    }

    @Test
    void timesAfterOneSeekPointAreOneGroup() {
        SourceIndex index = index(60_000, 0, 8333, 16_667, 25_000);
        assertThat(SampleTimes.bySeekPoint(index, List.of(0L, 4000L, 8000L, 8333L, 20_000L, 24_999L, 25_000L)))
                .containsExactly(
                        List.of(0L, 4000L, 8000L), List.of(8333L), List.of(20_000L, 24_999L), List.of(25_000L));
    }

    private static SourceIndex index(long end, long... seekPoints) {
        return new SourceIndex(seekPoints, end, seekPoints.length > 1);
    }
}

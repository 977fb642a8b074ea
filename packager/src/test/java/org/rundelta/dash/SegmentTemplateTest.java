package org.rundelta.dash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SegmentTemplateTest {
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    @Test
    void timelineIsAsShortAsItCanBe() {
        SegmentTimeline timeline = SegmentTimeline.of(new long[] {5, 7, 9, 11, 20, 22}, new long[] {2, 2, 2, 3, 2, 2});
        assertThat(timeline.runs()).containsExactly(new S(5L, 2, 2), new S(null, 3, 0), new S(20L, 2, 1));
    }

    @Test
    void timelineStandsForTheSegmentsItWasMadeFrom() throws ManifestException {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            long[] times = new long[random.nextInt(40)];
            long[] durations = new long[times.length];
            long time = random.nextInt(3);
            for (int i = 0; i < times.length; i++) {
                times[i] = time;
                durations[i] = 1L + random.nextInt(2);
                time += durations[i] + (random.nextInt(8) == 0 ? random.nextInt(5) : 0);
            }
            List<Segment> segments = SegmentTemplate.timed(10, times, durations, "i", "m$Number$")
                    .segments(null);
            assertThat(segments.stream().mapToLong(Segment::time)).containsExactly(boxed(times));
            assertThat(segments.stream().mapToLong(Segment::duration)).containsExactly(boxed(durations));
            assertThat(segments.stream().mapToLong(Segment::number))
                    .containsExactly(
                            boxed(LongStream.rangeClosed(1, times.length).toArray()));
        }
    }

    @Test
    void openRunsEndWhereTheNextBeginsOrThePeriodEnds() throws ManifestException {
        SegmentTemplate template = timeline(new S(0L, 3, -1), new S(6L, 2, -1));
        assertThat(template.segments(TEN_SECONDS)).extracting(Segment::time).containsExactly(0L, 3L, 6L, 8L);
        assertThatThrownBy(() -> template.segments(null))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining("duration of the period");
        assertThatThrownBy(() -> timeline(new S(0L, 3, -1), new S(null, 2, 0)).segments(TEN_SECONDS))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining("has no @t");
    }

    /** As of thumbnails in whole seconds: a client would ask for the last of them. */
    @Test
    void noPartOfThePeriodIsWithoutSegment() throws ManifestException {
        SegmentTemplate template = new SegmentTemplate(null, null, 25L, null, null, "$Number$", null);
        assertThat(template.segments(Duration.ofSeconds(100))).hasSize(4);
        assertThat(template.segments(Duration.ofMillis(100_020))).hasSize(5);
    }

    @Test
    void refusesSegmentsThatOverlap() {
        assertThatThrownBy(() -> timeline(new S(0L, 3, 1), new S(5L, 2, 0)).segments(TEN_SECONDS))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining("S@t 5 lies before 6");
    }

    @Test
    void refusesMoreSegmentsThanCanBe() {
        assertThatThrownBy(() -> timeline(new S(0L, 1, 1_000_000)).segments(TEN_SECONDS))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining("over the limit");
        assertThatThrownBy(() -> timeline(new S(0L, 1, Long.MAX_VALUE)).segments(TEN_SECONDS))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining("over the limit");
        assertThatThrownBy(() -> timeline(new S(Long.MAX_VALUE, 1, 0)).segments(TEN_SECONDS))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining("over the limit");
    }

    @Test
    void timesOfTheLevelAboveGiveWayAsAWhole() {
        SegmentTemplate above = new SegmentTemplate(10L, 3L, 40L, 5L, "i", "m", null);
        SegmentTemplate own = timeline(new S(0L, 3, 1));
        SegmentTemplate whole = own.completedBy(above);
        assertThat(whole).isEqualTo(new SegmentTemplate(1L, 3L, null, 5L, "i", "m", own.timeline()));
    }

    private static SegmentTemplate timeline(S... runs) {
        return new SegmentTemplate(1L, null, null, null, null, null, new SegmentTimeline(List.of(runs)));
    }

    private static Long[] boxed(long[] values) {
        return LongStream.of(values).boxed().toArray(Long[]::new);
    }
}

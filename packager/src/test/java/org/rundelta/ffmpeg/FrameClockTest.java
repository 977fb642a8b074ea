package org.rundelta.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FrameClockTest {
    private static final long NONE = avutil.AV_NOPTS_VALUE;

    @BeforeAll
    static void load() throws Exception {
        FfmpegLibraries.load();
    }

    private static long[] times(FrameClock clock, long... timestamps) {
        return Arrays.stream(timestamps)
                .map(timestamp -> {
                    clock.next(timestamp);
                    return clock.last();
                })
                .toArray();
    }

    private static FrameClock clock(boolean withoutTimestamps, int... baseAndRate) {
        return new FrameClock(
                withoutTimestamps,
                new AVRational().num(baseAndRate[0]).den(baseAndRate[1]),
                new AVRational().num(baseAndRate[2]).den(baseAndRate[3]));
    }

    @Test
    void timesBeginAtZeroAndStayExact() {
        assertThat(times(clock(false, 1, 1000, 30, 1), 500, 533, 567, 2600)).containsExactly(0, 33, 67, 2100);
        assertThat(times(clock(false, 1, 90000, 25, 1), -7200, -3600, 0)).containsExactly(0, 3600, 7200);
    }

    @Test
    void anOddTimeBaseIsMultipliedOut() {
        FrameClock clock = clock(false, 1001, 30000, 30000, 1001);
        assertThat(clock.timescale()).isEqualTo(30000);
        assertThat(times(clock, 0, 1, 2, 9)).containsExactly(0, 1001, 2002, 9009);
        assertThat(clock.timestamp(9009)).isEqualTo(9);
    }

    @Test
    void framesWithoutTimestampsAreCounted() {
        FrameClock clock = clock(true, 1, 1_200_000, 24000, 1001);
        assertThat(clock.timescale()).isEqualTo(24000);
        assertThat(times(clock, NONE, 700, NONE)).containsExactly(0, 1001, 2002);
        assertThat(clock.duration(48000)).isEqualTo(1001);
    }

    @Test
    void missingAndRepeatedTimestampsMoveOnByAFrame() {
        assertThat(times(clock(false, 1, 1000, 25, 1), 0, NONE, 80, 80, 160, 150, 300))
                .containsExactly(0, 40, 80, 120, 160, 200, 300);
    }

    @Test
    void afterAJumpBackTheClockGoesOn() {
        assertThat(times(clock(false, 1, 1000, 25, 1), 5000, 5040, 0, 40, 100)).containsExactly(0, 40, 80, 120, 180);
    }

    @Test
    void anUnknownRateCountsAsTwentyFive() {
        assertThat(clock(false, 1, 1000, 0, 0).duration(0)).isEqualTo(40);
        assertThat(clock(false, 1, 5, 0, 1).duration(0)).isEqualTo(1);
    }
}

package org.rundelta.hls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeakBitrateTest {
    @Test
    void largestSegmentRules() {
        assertThat(of(4, 1000, 4000, 3000, 4000, 500, 4000)).isEqualTo(6000);
    }

    @Test
    void shortSegmentCountsWithItsNeighbour() {
        // 0.1 s of 1000 bytes would be 80 kbit/s alone, less than half a target duration
        assertThat(of(4, 1000, 4000, 1000, 100)).isEqualTo((long) Math.ceil(2000 * 8 / 4.1));
    }

    @Test
    void shortTitleHasItsAverage() {
        assertThat(of(4, 1000, 1000)).isEqualTo(8000);
        assertThat(of(4, 0, 0)).isEqualTo(1);
    }

    @Test
    void averageIsOfAll() {
        assertThat(PeakBitrate.average(List.of(1000L, 500L), List.of(Duration.ofSeconds(1), Duration.ofSeconds(2))))
                .isEqualTo(4000);
    }

    /** Bytes and milliseconds by turns. */
    private static long of(long target, long... bytesAndMillis) {
        List<Long> bytes = new ArrayList<>();
        List<Duration> durations = new ArrayList<>();
        for (int i = 0; i < bytesAndMillis.length; i += 2) {
            bytes.add(bytesAndMillis[i]);
            durations.add(Duration.ofMillis(bytesAndMillis[i + 1]));
        }
        return PeakBitrate.of(bytes, durations, target);
    }
}

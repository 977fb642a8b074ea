package org.rundelta.dash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XsDurationTest {
    @ParameterizedTest
    @CsvSource({
        "PT0S, PT0S",
        "PT2S, PT2S",
        "P0Y0M0DT0H3M30.000S, PT3M30S",
        "P1DT1H, PT25H",
        "PT634.566S, PT10M34.566S",
        "' PT1.5S ', PT1.5S",
        "PT0.0000000019S, PT0.000000001S",
        "P10D, PT240H",
        "PT90M, PT1H30M",
    })
    void reads(String text, Duration duration) {
        assertThat(XsDuration.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "P",
                "PT",
                "P1Y",
                "P1M",
                "-PT1S",
                "PT1",
                "PT.5S",
                "PT1.S",
                "P1H",
                "PT12345678901S",
                "1",
                "PT1H1D"
            })
    void refusesWhatIsNotADuration(String text) {
        assertThatThrownBy(() -> XsDuration.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void losesNothing() {
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            Duration duration =
                    Duration.ofSeconds(random.nextInt(1 << random.nextInt(31)), random.nextInt(1_000_000_000));
            assertThat(XsDuration.parse(XsDuration.format(duration))).isEqualTo(duration);
        }
    }

    @Test
    void ticksRoundUpToNanoseconds() {
        assertThat(Mpd.duration(1001, 30000)).isEqualTo(Duration.ofNanos(33_366_667));
        assertThat(Mpd.duration(90000, 90000)).isEqualTo(Duration.ofSeconds(1));
        assertThat(Mpd.duration(Long.MAX_VALUE, 1_000_000_000)).isEqualTo(Duration.ofNanos(Long.MAX_VALUE));
    }
}

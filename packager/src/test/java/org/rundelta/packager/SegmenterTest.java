package org.rundelta.packager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmenterTest {
    private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(1_000_000_000);

    @Test
    void cutsFractionalFrameRatesAtTheFirstFrameOfTheSegment() {
        Segmenter segmenter = new Segmenter(Duration.ofSeconds(2), 30000);
        // Frame 59 of 30000/1001 begins at 1.96 s, frame 60 at 2.002 s.
        assertThat(segmenter.number(59 * 1001)).isZero();
        assertThat(segmenter.number(60 * 1001)).isEqualTo(1);
        // After 1001 times 2 s the two clocks meet again, to the tick.
        assertThat(segmenter.number(60_060L * 1000 - 1)).isEqualTo(1000);
        assertThat(segmenter.number(60_060L * 1000)).isEqualTo(1001);
        assertThat(segmenter.start(1001)).isEqualTo(60_060_000);
    }

    @Test
    void roundsTheStartUpToTheFirstTickInside() {
        Segmenter segmenter = new Segmenter(Duration.ofMillis(1001), 30);
        assertThat(segmenter.start(1)).isEqualTo(31);
        assertThat(segmenter.number(30)).isZero();
        assertThat(segmenter.number(31)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "1999, 0", "4000, 0", "5999, 0", "6000, 1", "9999, 1", "10000, 2", "400000, 99"})
    void restShorterThanHalfASegmentBelongsToTheOneBefore(long end, long last) {
        Segmenter segmenter = new Segmenter(Duration.ofSeconds(4), 1000).endingAt(end);
        assertThat(segmenter.last()).isEqualTo(last);
        assertThat(segmenter.number(end)).isLessThanOrEqualTo(last);
        assertThat(segmenter.number(Long.MAX_VALUE / 1_000_000_000)).isEqualTo(last);
        assertThat(segmenter.number(last * 4000)).isEqualTo(last);
    }

    /** Video and audio have clocks of their own. */
    @Test
    void lastSegmentIsTheSameInEveryTimescale() {
        Random random = new Random(6);
        for (int round = 0; round < 1000; round++) {
            Segmenter segmenter = new Segmenter(Duration.ofMillis(1 + random.nextInt(10_000)), 48_000);
            long end = random.nextLong(100_000_000);
            Segmenter other = new Segmenter(segmenter.length(), 96_000);
            assertThat(segmenter.endingAt(end).last())
                    .isEqualTo(other.endingAt(2 * end).last());
        }
    }

    @Test
    void agreesWithExactArithmetic() {
        Random random = new Random(4);
        for (int round = 0; round < 20_000; round++) {
            Segmenter segmenter = random(random);
            long time = random.nextLong(segmenter.timescale() * 100_000_000L);
            BigInteger exact = BigInteger.valueOf(time)
                    .multiply(NANOS_PER_SECOND)
                    .divide(BigInteger.valueOf(segmenter.timescale())
                            .multiply(BigInteger.valueOf(segmenter.length().toNanos())));
            assertThat(segmenter.number(time)).as("%s of %s", time, segmenter).isEqualTo(exact.longValueExact());
        }
    }

    @Test
    void startIsTheFirstTimeOfItsNumber() {
        Random random = new Random(5);
        for (int round = 0; round < 20_000; round++) {
            Segmenter segmenter = random(random);
            long number =
                    1 + random.nextLong(86_400_000_000L / segmenter.length().toMillis());
            long start = segmenter.start(number);
            assertThat(segmenter.number(start - 1))
                    .as("%s of %s", number, segmenter)
                    .isLessThan(number);
            // Where segments are shorter than a tick, some have none.
            assertThat(segmenter.number(start))
                    .as("%s of %s", number, segmenter)
                    .isGreaterThanOrEqualTo(number);
            if (segmenter.length().toNanos() * segmenter.timescale() / 1e9 >= 1) {
                assertThat(segmenter.number(start))
                        .as("%s of %s", number, segmenter)
                        .isEqualTo(number);
            }
        }
    }

    private static Segmenter random(Random random) {
        long timescale = switch (random.nextInt(4)) {
            case 0 -> 1 + random.nextLong((1L << 32) - 1);
            case 1 -> 30000;
            case 2 -> 1 + random.nextLong(1000);
            default -> (1L << 32) - 1;
        };
        return new Segmenter(Duration.ofMillis(1 + random.nextInt(1 << random.nextInt(1, 18))), timescale);
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 1", "PT0.0009S, 1", "PT-1S, 1", "PT24H0.001S, 1", "PT1S, 0", "PT1S, 4294967296"})
    void refusesWhatItCannotCut(Duration length, long timescale) {
        assertThatThrownBy(() -> new Segmenter(length, timescale)).isInstanceOf(IllegalArgumentException.class);
    }
}

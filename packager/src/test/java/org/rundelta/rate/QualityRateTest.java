package org.rundelta.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Qualities for a bitrate, on encoders of which only the sizes of frames are played. */
class QualityRateTest {
    private static final int FRAMES = 50;
    private static final double FRAME_RATE = 25;
    private static final double FILM = 640 * 360 * FRAME_RATE;

    /**
     * An encoder, and what it codes.
     *
     * @param step of its scale, in units of quality; 0 if it is continuous
     * @param doubling units of quality that double the bits
     * @param weights of all frames of all segments
     */
    private record Encoder(double step, double doubling, double[][] weights) {
        static Encoder of(double step, double doubling, int segments, int seed) {
            Random random = new Random(seed);
            double[][] weights = new double[segments][FRAMES];
            for (double[] segment : weights) {
                double complexity = 0.3 + 2 * random.nextDouble();
                for (int i = 0; i < FRAMES; i++) {
                    segment[i] = complexity * (0.5 + random.nextDouble()) * (i == 0 ? 8 : 1);
                }
            }
            return new Encoder(step, doubling, weights);
        }

        long bits(int segment, int frame, double quality) {
            double scale = step == 0 ? quality : step * Math.round(quality / step + 0.2);
            return (long) (20_000 * weights[segment][frame] * Math.pow(2, (scale - 50) / doubling));
        }

        double seconds() {
            return weights.length * FRAMES / FRAME_RATE;
        }
    }

    /** The title as it is in the end, and how often it was encoded. */
    private record Outcome(Map<Integer, long[]> segments, Map<Integer, Double> qualities, double encodings) {
        double bits() {
            return segments.values().stream().flatMapToLong(Arrays::stream).sum();
        }
    }

    private static Outcome encode(Encoder encoder, RateTarget target) throws RateException {
        QualityRate rate = new QualityRate(target, encoder.seconds(), FILM);
        Outcome outcome = new Outcome(new TreeMap<>(), new TreeMap<>(), 0);
        int coded = 0;
        while (rate.advance()) {
            for (int k = 0; k < encoder.weights().length; k++) {
                if (rate.wanted() == null || rate.wanted().contains((long) k)) {
                    coded++;
                    double[] times = new double[FRAMES];
                    long[] bits = new long[FRAMES];
                    long all = 0;
                    for (int i = 0; i < FRAMES; i++) {
                        times[i] = (k * FRAMES + i) / FRAME_RATE;
                        bits[i] = encoder.bits(k, i, rate.quality(k));
                        all += bits[i];
                    }
                    rate.done(k, times, bits, all);
                    outcome.segments().put(k, bits);
                    outcome.qualities().put(k, rate.quality(k));
                }
            }
        }
        return new Outcome(outcome.segments(), outcome.qualities(), (double) coded / encoder.weights().length);
    }

    @ParameterizedTest
    @CsvSource({"0, 17", "2, 17", "2, 26", "2, 12"})
    void longTitlesHitTheAverageWithEvenQuality(double step, double doubling) throws Exception {
        for (int seed = 0; seed < 20; seed++) {
            Encoder encoder = Encoder.of(step, doubling, 30, seed);
            long bitrate = 300_000L << seed % 3;
            Outcome outcome = encode(encoder, new RateTarget(bitrate, 0, 0));
            assertThat(outcome.bits() / encoder.seconds()).isCloseTo((double) bitrate, within(0.01 * bitrate));
            double[] qualities = outcome.qualities().values().stream()
                    .mapToDouble(Double::doubleValue)
                    .sorted()
                    .toArray();
            assertThat(qualities[qualities.length - 1] - qualities[0]).isLessThanOrEqualTo(4);
            assertThat(outcome.encodings()).isLessThan(4);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void fewSegmentsHaveOneQuality(int segments) throws Exception {
        Encoder encoder = Encoder.of(0, 20, segments, segments);
        Outcome outcome = encode(encoder, new RateTarget(700_000, 0, 0));
        assertThat(outcome.bits() / encoder.seconds()).isCloseTo(700_000, within(0.02 * 700_000));
        assertThat(outcome.qualities().values())
                .containsOnly(outcome.qualities().get(0));
    }

    @ParameterizedTest
    @CsvSource({"1000000, 1000000, 900000", "1000000, 2000000, 500000", "400000, 600000, 300000"})
    void capsAreKept(long bitrate, long maxrate, long bufsize) throws Exception {
        for (int seed = 0; seed < 10; seed++) {
            Encoder encoder = Encoder.of(2, 20, 20, seed);
            Outcome outcome = encode(encoder, new RateTarget(bitrate, maxrate, bufsize));
            long fill = 0;
            for (long[] segment : outcome.segments().values()) {
                for (long frame : segment) {
                    fill = Math.max(0, fill - (long) (maxrate / FRAME_RATE)) + frame;
                    assertThat(fill).isLessThanOrEqualTo(bufsize);
                }
            }
        }
    }

    @Test
    void lessThanTheCoarsestTakesIsRefused() {
        assertThatThrownBy(() -> encode(Encoder.of(2, 20, 30, 1), new RateTarget(10_000, 0, 0)))
                .isInstanceOf(RateException.class)
                .hasMessageMatching("bitrate 10000 is below the \\d+k that this content takes .*");
    }
}

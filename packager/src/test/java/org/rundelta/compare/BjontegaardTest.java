package org.rundelta.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rundelta.compare.Bjontegaard.Point;

class BjontegaardTest {
    private static final List<Point> ANCHOR =
            List.of(new Point(500, 30), new Point(1000, 33.5), new Point(2000, 36), new Point(4000, 39.5));

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 0.99, 1, 2, 10})
    void theSameCurveAtOtherRatesDiffersByTheirRatio(double ratio) {
        List<Point> codec = ANCHOR.stream()
                .map(point -> new Point(point.bitrate() * ratio, point.quality()))
                .toList();
        assertThat(Bjontegaard.rateDifference(ANCHOR, codec).orElseThrow()).isCloseTo(ratio - 1, within(1e-9));
    }

    /** Where the logarithm of the rate is a straight line, any number of points anywhere on it is the same curve. */
    @Test
    void onlyTheCommonPartCounts() {
        List<Point> anchor = line(0, 30, 33, 41);
        assertThat(Bjontegaard.rateDifference(anchor, line(0.4, 28, 31, 32, 36, 45))
                        .orElseThrow())
                .isCloseTo(Math.exp(0.4) - 1, within(1e-9));
    }

    private static List<Point> line(double shift, double... qualities) {
        return DoubleStream.of(qualities)
                .mapToObj(quality -> new Point(Math.exp(quality / 5 + shift), quality))
                .toList();
    }

    /** From 30 to 40 dB the anchor needs e^1 to e^2 bits, the codec the same at both ends and more between. */
    @Test
    void betweenThePointsIsACubic() {
        List<Point> anchor = List.of(new Point(Math.exp(1), 30), new Point(Math.exp(2), 40));
        List<Point> codec =
                List.of(new Point(Math.exp(1), 30), new Point(Math.exp(1.8), 35), new Point(Math.exp(2), 40));
        // Slopes by hand: 0.16 and 0.04 at the ends, their harmonic mean 0.064 at 35 dB; each piece has the area
        // width * (mean of its ends) + width^2 * (slope at its beginning - slope at its end) / 12.
        double area = 5 * 1.4 + 25 * (0.16 - 0.064) / 12 + 5 * 1.9 + 25 * (0.064 - 0.04) / 12;
        assertThat(Bjontegaard.rateDifference(anchor, codec).orElseThrow())
                .isCloseTo(Math.exp((area - 15) / 10) - 1, within(1e-9));
    }

    @Test
    void pointsThatSayNothingAreLeftOut() {
        List<Point> codec = List.of(
                new Point(500, 30),
                new Point(500, 30),
                new Point(900, 29),
                new Point(1000, 33.5),
                new Point(2000, 36),
                new Point(4000, 39.5),
                new Point(9000, Double.POSITIVE_INFINITY));
        assertThat(Bjontegaard.rateDifference(ANCHOR, codec).orElseThrow()).isCloseTo(0, within(1e-9));
    }

    @Test
    void withoutACommonQualityThereIsNoDifference() {
        assertThat(Bjontegaard.rateDifference(ANCHOR, List.of(new Point(1, 40), new Point(2, 50))))
                .isEmpty();
        assertThat(Bjontegaard.rateDifference(ANCHOR, List.of(new Point(1, 35))))
                .isEmpty();
        assertThat(Bjontegaard.rateDifference(List.of(), ANCHOR)).isEmpty();
    }
}

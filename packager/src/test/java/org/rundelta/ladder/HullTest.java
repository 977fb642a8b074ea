package org.rundelta.ladder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HullTest {
    private static final double ROUNDING = 1e-9;

    @Test
    void leavesOutWhatTwoOthersInTurnsBeat() {
        RungEstimate low = Estimated.quality("0.5", 30, 100, 30);
        RungEstimate between = Estimated.quality("0.75", 30, 150, 33);
        RungEstimate high = Estimated.quality("1", 30, 200, 40);
        Hull hull = Hull.of(List.of(between, high, low));
        assertThat(hull.points()).containsExactly(low, high);
        assertThat(hull.gap(between)).isCloseTo(2, within(ROUNDING));
        assertThat(hull.gap(high)).isCloseTo(0, within(ROUNDING));
    }

    @Test
    void ofEqualRatesTheBetterIsTakenAndOfEqualQualitiesTheCheaper() {
        RungEstimate good = Estimated.quality("1", 30, 100, 40);
        RungEstimate worse = Estimated.quality("0.5", 30, 100, 30);
        RungEstimate dearer = Estimated.quality("1", 60, 200, 40);
        Hull hull = Hull.of(List.of(worse, dearer, good));
        assertThat(hull.points()).containsExactly(good);
        assertThat(hull.best()).isEqualTo(good);
    }

    @Test
    void needsAPoint() {
        assertThatThrownBy(() -> Hull.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 100})
    void isWhatItIsCalled(int count) {
        for (int seed = 0; seed < 100; seed++) {
            List<RungEstimate> tried = random(count, new Random(seed));
            List<RungEstimate> points = Hull.of(tried).points();
            assertThat(tried).containsAll(points);
            for (int i = 1; i < points.size(); i++) {
                assertThat(points.get(i).bitrate())
                        .isGreaterThan(points.get(i - 1).bitrate());
                assertThat(points.get(i).quality())
                        .isGreaterThan(points.get(i - 1).quality());
            }
            for (int i = 2; i < points.size(); i++) {
                assertThat(slope(points.get(i - 1), points.get(i)))
                        .isLessThan(slope(points.get(i - 2), points.get(i - 1)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 100})
    void nothingTriedIsAboveIt(int count) {
        for (int seed = 0; seed < 100; seed++) {
            List<RungEstimate> tried = random(count, new Random(seed));
            Hull hull = Hull.of(tried);
            for (RungEstimate estimate : tried) {
                assertThat(hull.gap(estimate)).isGreaterThan(-ROUNDING);
                assertThat(hull.points().get(0).bitrate()).isLessThanOrEqualTo(estimate.bitrate());
                assertThat(hull.best().quality()).isGreaterThanOrEqualTo(estimate.quality());
            }
        }
    }

    @Test
    void orderDoesNotMatter() {
        for (int seed = 0; seed < 100; seed++) {
            List<RungEstimate> tried = random(20, new Random(seed));
            Hull hull = Hull.of(tried);
            Collections.shuffle(tried, new Random(seed));
            assertThat(Hull.of(tried)).isEqualTo(hull);
        }
    }

    private static double slope(RungEstimate from, RungEstimate to) {
        return (to.quality() - from.quality()) / (to.bitrate() - from.bitrate());
    }

    private static List<RungEstimate> random(int count, Random random) {
        List<RungEstimate> list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double bitrate = Math.exp(4 + 10 * random.nextDouble());
            list.add(Estimated.quality("1", random.nextInt(100), bitrate, 48 * random.nextDouble()));
        }
        return list;
    }
}

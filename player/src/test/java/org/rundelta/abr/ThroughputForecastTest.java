package org.rundelta.abr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ThroughputForecastTest {
    private static final double[] BITRATES = {100, 800};

    /** Of the second segment the higher rung is the smaller file. */
    private static Title title() {
        double[][] sizes = {{150_000, 1_600_000}, {300_000, 250_000}};
        return new Title("title", new double[] {2000, 2000}, BITRATES, sizes);
    }

    @Test
    void smallestFilesOfATitle() {
        Title title = title();
        assertThat(title.leastKbps()).isEqualTo(100);
        title.setSegment(1, 2000, new double[] {90_000, 50_000});
        assertThat(title.leastKbps()).isEqualTo(50);
        title.setSegment(2, 1000, new double[] {50_000, 60_000});
        assertThat(title.leastKbps()).isEqualTo(50);
    }

    /** Steady, or so slow that a breakdown would be no worse than what is usual. */
    @Test
    void steadyNetworksBreakDown() {
        ThroughputForecast forecast = new ThroughputForecast(title());
        for (int i = 0; i < 50; i++) {
            forecast.add(new Download(0, 1, 8_000_000, 8_000_000, 1000, 0));
        }
        assertThat(forecast.kbps(0)).isEqualTo(200);
        assertThat(forecast.kbps(1)).isBetween(5000.0, 8000.0);
        for (int i = 0; i < 50; i++) {
            forecast.add(new Download(0, 0, 100_000, 100_000, 1000, 0));
        }
        assertThat(forecast.meanKbps()).isCloseTo(100, within(1.0));
        assertThat(forecast.kbps(0)).isLessThan(forecast.kbps(1));
    }
}

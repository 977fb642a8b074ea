package org.rundelta.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A logarithmic axis.
 *
 * @param low value at its beginning, above 0
 * @param high value at its end, above {@code low}
 * @param from place of its beginning, in pixels
 * @param to place of its end, which may be the smaller number
 */
record LogAxis(double low, double high, double from, double to) {
    private static final int[] STEPS = {1, 2, 5};
    private static final double MARGIN = 1.25;
    private static final double FEW_DECADES = 2.2;

    /** An axis that holds all values, which are above 0, with a margin. */
    static LogAxis around(DoubleStream values, double from, double to) {
        double[] all = values.toArray();
        double low = DoubleStream.of(all).min().orElse(1) / MARGIN;
        double high = DoubleStream.of(all).max().orElse(1) * MARGIN;
        return new LogAxis(low, high, from, to);
    }

    /** Where a value stands, in pixels. */
    double place(double value) {
        return from + (to - from) * Math.log(value / low) / Math.log(high / low);
    }

    /** Round values to mark: powers of ten, and where these are few 2 and 5 times as much. */
    List<Double> ticks() {
        boolean few = Math.log10(high / low) < FEW_DECADES;
        List<Double> ticks = new ArrayList<>();
        for (double decade = Math.pow(10, Math.floor(Math.log10(low))); decade <= high; decade *= 10) {
            for (int step : STEPS) {
                double value = decade * step;
                if ((few || step == 1) && value >= low && value <= high) {
                    ticks.add(value);
                }
            }
        }
        return ticks;
    }
}

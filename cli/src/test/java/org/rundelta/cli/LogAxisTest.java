package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class LogAxisTest {
    @Test
    void placesGoFromEndToEndByRatio() {
        LogAxis axis = new LogAxis(1, 10_000, 100, 0);
        assertThat(axis.place(1)).isCloseTo(100, within(1e-9));
        assertThat(axis.place(100)).isCloseTo(50, within(1e-9));
        assertThat(axis.place(10_000)).isCloseTo(0, within(1e-9));
    }

    @Test
    void ticksAreRoundAndInside() {
        assertThat(new LogAxis(0.5, 20_000, 0, 100).ticks()).containsExactly(1.0, 10.0, 100.0, 1_000.0, 10_000.0);
        assertThat(new LogAxis(8, 120, 0, 100).ticks()).containsExactly(10.0, 20.0, 50.0, 100.0);
    }

    @Test
    void oneValueStandsInTheMiddle() {
        assertThat(LogAxis.around(DoubleStream.of(7, 7), 0, 100).place(7)).isCloseTo(50, within(1e-9));
    }
}

package org.rundelta.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TimesTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void medianIsTheMiddleOrTheMeanOfTheTwoThere() {
        assertThat(Times.median(7)).isEqualTo(7);
        assertThat(Times.median(9, 1, 5)).isEqualTo(5);
        assertThat(Times.median(100, 1, 6, 4)).isEqualTo(5);
        assertThatThrownBy(Times::median).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void timeOfOtherThreadsCountsWhenTheyHelped() {
        Times times = new Times();
        times.add(new PassTime(SECOND, 3 * SECOND));
        times.add(new PassTime(SECOND, 3 * SECOND));
        times.add(new PassTime(2 * SECOND, 0));
        assertThat(times.helped()).isTrue();
        assertThat(times.medianNanos()).isEqualTo(4 * SECOND);
    }

    @Test
    void timeOfOtherThreadsIsNoiseWhenItIsLittle() {
        Times times = new Times();
        times.add(new PassTime(SECOND, SECOND / 5));
        times.add(new PassTime(SECOND / 100, SECOND / 50));
        times.add(new PassTime(SECOND, 0));
        assertThat(times.helped()).isFalse();
        assertThat(times.medianNanos()).isEqualTo(SECOND);
    }
}

package org.rundelta.packager;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SourceActivityTest {
    @Test
    void addsUpThePiecesThatATimeTouches() {
        SourceActivity activity = new SourceActivity(10, new long[] {1, 20, 300});
        assertThat(activity.between(0, 10)).isEqualTo(1);
        assertThat(activity.between(9, 11)).isEqualTo(21);
        assertThat(activity.between(10, 99)).isEqualTo(320);
        assertThat(activity.between(30, 99)).isZero();
    }

    @Test
    void nothingIsKnownOfSomeSources() {
        assertThat(SourceActivity.UNKNOWN.between(0, Long.MAX_VALUE)).isZero();
    }
}

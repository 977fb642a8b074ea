package org.rundelta.packager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameRateTest {
    @ParameterizedTest
    @CsvSource({
        "30, 30, 1",
        "29.97, 2997, 100",
        "0.001, 1, 1000",
        "30000/1001, 30000, 1001",
        "60/2, 30, 1",
        "1000, 1000, 1",
        "999999999/1000001, 999999999, 1000001"
    })
    void readsNumbersAndFractions(String text, int numerator, int denominator) {
        FrameRate rate = FrameRate.parse(text);
        assertThat(rate.numerator()).isEqualTo(numerator);
        assertThat(rate.denominator()).isEqualTo(denominator);
        assertThat(FrameRate.parse(rate.toString())).isEqualTo(rate);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " 30",
                "0",
                "0.0",
                "0/1",
                "1/0",
                "-30",
                "+30",
                "1001",
                "1000.001",
                "1001/1",
                "1e2",
                "NaN",
                "30fps",
                "29.9701",
                "30/",
                "/1",
                "30000/1001/1",
                "9999999999/1",
                "٣٠"
            })
    void refusesTheRest(String text) {
        assertThatThrownBy(() -> FrameRate.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("\n")
                .hasMessageMatching(".*(number|rate).*");
    }

    @Test
    void comparesExactly() {
        FrameRate ntsc = FrameRate.parse("30000/1001");
        assertThat(ntsc.isBelow(FrameRate.parse("29.971"))).isTrue();
        assertThat(ntsc.isBelow(FrameRate.parse("29.97"))).isFalse();
        assertThat(ntsc.isBelow(ntsc)).isFalse();
    }
}

package org.rundelta.codec.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantiserTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 8, 17, 63, 126, 127, 128, 254, 255})
    void everyValueComesBackWithinTheTolerance(int tolerance) {
        Quantiser quantiser = new Quantiser();
        quantiser.setTolerance(tolerance);
        for (int value = 0; value < 256; value++) {
            int expected = quantiser.restore(0, quantiser.residual(value, 0));
            for (int prediction = 0; prediction < 256; prediction++) {
                int restored = quantiser.restore(prediction, quantiser.residual(value, prediction));
                assertThat(restored).as("whatever the prediction").isEqualTo(expected);
                assertThat(Math.abs(restored - value)).isLessThanOrEqualTo(tolerance);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 255})
    void anyResidualIsAChannelValue(int tolerance) {
        Quantiser quantiser = new Quantiser();
        quantiser.setTolerance(tolerance);
        for (int prediction = 0; prediction < 256; prediction++) {
            for (int residual = -511; residual <= 511; residual++) {
                assertThat(quantiser.restore(prediction, residual)).isBetween(0, 255);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9, 255})
    void nearIsJudgedByChannel(int tolerance) {
        Quantiser quantiser = new Quantiser();
        quantiser.setTolerance(tolerance);
        for (int shift = 0; shift <= 16; shift += 8) {
            for (int other = 0; other < 256; other++) {
                int near = Math.abs(other - 100) <= tolerance ? 1 : 0;
                assertThat(quantiser.near(0x646464, 0x646464 & ~(0xFF << shift) | other << shift))
                        .isEqualTo(near);
            }
        }
    }
}

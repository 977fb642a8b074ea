package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class BitrateConverterTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "800000, 800000", "800k, 800000", "1.5M, 1500000", "2m, 2000000", "0.5K, 500", "1G, 1000000000"
    })
    void readsBitsASecond(String text, long bitrate) {
        assertThat(new BitrateConverter().convert(text)).isEqualTo(bitrate);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "k", "0", "-1", "fast", "1.5", "1e99", "1e-9", "20000M", "NaN", "1 M"})
    void refusesAnythingElse(String text) {
        assertThatExceptionOfType(TypeConversionException.class)
                .isThrownBy(() -> new BitrateConverter().convert(text))
                .withMessageContaining("'" + text + "' is no bitrate");
    }
}

package org.rundelta.packager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rundelta.packager.OutputSize.PictureSize;

class OutputSizeTest {
    @ParameterizedTest
    @CsvSource({"1x1, 1, 1", "1281x719, 1281, 719", "16384x16384, 16384, 16384", "007x008, 7, 8"})
    void readsSizes(String text, int width, int height) {
        assertThat(PictureSize.parse(text)).isEqualTo(new PictureSize(width, height));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "1280",
                "1280x",
                "x720",
                "1280X720",
                "1280*720",
                "-1x1",
                "0x0",
                "1x0",
                "0x1",
                "16385x1",
                "1x16385",
                "20000x20000",
                "99999x99999",
                "4294967297x1",
                "1280x720x1",
                "1280 x 720"
            })
    void refusesTheRest(String text) {
        assertThatThrownBy(() -> PictureSize.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("\n");
    }
}

package org.rundelta.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rundelta.codec.Picture;

class FfmpegScalerTest {
    @Test
    void halvingTakesTheMeanOfFourPixels() throws Exception {
        Random random = new Random(5);
        Picture picture = new Picture(64, 48, 70, random.ints(70 * 48).toArray());
        try (FfmpegScaler scaler = new FfmpegScaler(64, 48, 32, 24)) {
            Picture half = scaler.scale(picture);
            for (int y = 0; y < 24; y++) {
                for (int x = 0; x < 32; x++) {
                    for (int shift = 0; shift <= 16; shift += 8) {
                        int sum = 0;
                        for (int i = 0; i < 4; i++) {
                            sum += picture.pixels()[(2 * y + i / 2) * 70 + 2 * x + i % 2] >> shift & 0xFF;
                        }
                        int actual = half.pixels()[y * half.stride() + x] >> shift & 0xFF;
                        assertThat(4 * actual).as("(%d, %d)", x, y).isBetween(sum - 3, sum + 3);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1280,720,854,480",
        "1281,719,640,360",
        "33,17,99,51",
        "64,64,1,1",
        "1,1,64,64",
        "100,50,100,50",
        "3,500,2,7"
    })
    void flatStaysFlat(int fromWidth, int fromHeight, int toWidth, int toHeight) throws Exception {
        Picture picture = new Picture(fromWidth, fromHeight);
        try (FfmpegScaler scaler = new FfmpegScaler(fromWidth, fromHeight, toWidth, toHeight)) {
            for (int colour : new int[] {0xFFFFFF, 0x1E1E1E, 0x012345, 0}) {
                Arrays.fill(picture.pixels(), colour);
                Picture scaled = scaler.scale(picture);
                assertThat(scaled.width()).isEqualTo(toWidth);
                assertThat(scaled.height()).isEqualTo(toHeight);
                assertThat(scaled.pixels()).containsOnly(colour);
            }
        }
    }

    @Test
    void refusesAnotherSize() throws Exception {
        try (FfmpegScaler scaler = new FfmpegScaler(8, 8, 4, 4)) {
            assertThatThrownBy(() -> scaler.scale(new Picture(9, 8)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("9x8");
        }
    }
}

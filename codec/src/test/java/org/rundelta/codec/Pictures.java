package org.rundelta.codec;

import static org.assertj.core.api.Assertions.assertThat;

/** Comparing pictures, pixel by pixel. */
final class Pictures {
    private Pictures() {}

    /** Greatest difference of any channel of any pixel; the top byte of the first picture's pixels does not count. */
    static int maxError(Picture source, Picture decoded) {
        assertThat(decoded.width()).isEqualTo(source.width());
        assertThat(decoded.height()).isEqualTo(source.height());
        int max = 0;
        for (int y = 0; y < source.height(); y++) {
            for (int x = 0; x < source.width(); x++) {
                int a = source.pixels()[y * source.stride() + x];
                int b = decoded.pixels()[y * decoded.stride() + x];
                assertThat(b >>> 24).as("top byte").isZero();
                for (int shift = 0; shift <= 16; shift += 8) {
                    max = Math.max(max, Math.abs((a >> shift & 0xFF) - (b >> shift & 0xFF)));
                }
            }
        }
        return max;
    }
}

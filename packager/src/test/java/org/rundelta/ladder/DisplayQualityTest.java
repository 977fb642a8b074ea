package org.rundelta.ladder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.rundelta.codec.Picture;

class DisplayQualityTest {
    private final DisplayQuality quality = new DisplayQuality();

    @Test
    void exactFramesAreAsGoodAsAnythingCanBe() {
        quality.add(grey(100), grey(100), false);
        quality.add(grey(100), grey(100), true);
        assertThat(quality.mean()).isEqualTo(DisplayQuality.EXACT);
        assertThat(quality.blockMean()).isEqualTo(DisplayQuality.EXACT);
    }

    @Test
    void isThePsnrOfLuma() {
        quality.add(grey(100), grey(110), false);
        assertThat(quality.mean()).isCloseTo(20 * Math.log10(255.0 / 10), within(1e-9));
    }

    @Test
    void exactBlocksDoNotHideTheOthers() {
        Picture half = grey(100);
        for (int y = 0; y < 32; y++) {
            Arrays.fill(half.pixels(), y * 64, y * 64 + 32, 0x6E6E6E);
        }
        quality.add(grey(100), half, false);
        double blocks = 20 * Math.log10(255.0 / 10);
        assertThat(quality.blockMean()).isCloseTo(blocks, within(1e-9));
        assertThat(quality.mean()).isCloseTo(blocks + 10 * Math.log10(2), within(1e-9));
    }

    @Test
    void aFrameLeftOutIsWorseThanOneAsWrong() {
        quality.add(grey(100), grey(110), true);
        assertThat(quality.mean()).isLessThan(20 * Math.log10(255.0 / 10) - 1);
    }

    private static Picture grey(int level) {
        Picture picture = new Picture(64, 32);
        Arrays.fill(picture.pixels(), level * 0x010101);
        return picture;
    }
}

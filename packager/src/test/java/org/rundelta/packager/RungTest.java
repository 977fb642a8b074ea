package org.rundelta.packager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rundelta.packager.OutputSize.PictureSize;

class RungTest {
    @ParameterizedTest
    @CsvSource({
        "1280, 720, 0.5, 640, 360",
        "1281, 719, 0.5, 641, 360",
        "1, 1, 0.5, 1, 1",
        "1, 16384, 0.0001, 1, 2",
        "1281, 719, 1, 1281, 719",
        "1000, 3, 0.333, 333, 1",
    })
    void scaleRoundsToWholePixels(int width, int height, BigDecimal factor, int scaledWidth, int scaledHeight) {
        assertThat(new OutputSize.Scaled(factor).of(new PictureSize(width, height)))
                .isEqualTo(new PictureSize(scaledWidth, scaledHeight));
    }

    @Test
    void otherSizesAreExact() {
        PictureSize odd = new PictureSize(1281, 719);
        assertThat(new OutputSize.Source().of(odd)).isEqualTo(odd);
        assertThat(new OutputSize.Exactly(odd).of(new PictureSize(2, 2))).isEqualTo(odd);
    }

    @Test
    void frameRatesAreInLowestTerms() {
        assertThat(new FrameRate(25000, 1000)).isEqualTo(new FrameRate(25, 1)).hasToString("25");
        assertThat(new FrameRate(60000, 2002)).hasToString("30000/1001");
        assertThatThrownBy(() -> new FrameRate(Integer.MAX_VALUE, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyOurCodecIsExact() {
        assertThatCode(() -> Rung.lossless("a").requireSupported()).doesNotThrowAnyException();
        assertThatCode(() -> rung(new Fidelity.Quality(99), VideoCodec.H264).requireSupported())
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> rung(new Fidelity.Lossless(), VideoCodec.H264).requireSupported())
                .isInstanceOf(LadderException.class)
                .hasMessage("rung a: lossless is for codec rdv1; give h264 a quality below 100 or a bitrate");
        assertThatThrownBy(() -> rung(new Fidelity.Quality(100), VideoCodec.AV1).requireSupported())
                .hasMessageContaining("quality is for codec rdv1");
    }

    @Test
    void ladderNeedsRungsWithDifferentIds() {
        assertThat(Ladder.LOSSLESS.rungs()).containsExactly(Rung.lossless("exact"));
        assertThatThrownBy(() -> new Ladder(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Ladder(List.of(Rung.lossless("a"), Rung.lossless("A"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Rung.lossless("../a")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Rung rung(Fidelity fidelity, VideoCodec codec) {
        return new Rung("a", fidelity, new OutputSize.Source(), null, codec);
    }
}

package org.rundelta.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LookaheadTest {
    private static final int WIDTH = 160;
    private static final int HEIGHT = 90;
    private static final CodecConfig CONFIG = new CodecConfig(WIDTH, HEIGHT, 1, ChromaFormat.YUV420);
    private static final int MIDDLE = 26;

    /** Left half: a photograph that stands still. Right half: another at all times. */
    private static Picture halfStill(int time) {
        SplittableRandom still = new SplittableRandom(1);
        SplittableRandom changing = new SplittableRandom(2 + time);
        Picture picture = new Picture(WIDTH, HEIGHT);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                SplittableRandom random = x < WIDTH / 2 ? still : changing;
                picture.pixels()[y * WIDTH + x] = random.nextInt(256) * 0x10101;
            }
        }
        return picture;
    }

    private static Lookahead ahead(int pictures, int keyframeInterval) {
        Lookahead lookahead = new Lookahead(CONFIG);
        for (int time = 0; time < pictures; time++) {
            lookahead.add(halfStill(time), time % keyframeInterval == 0);
        }
        return lookahead;
    }

    @Test
    void whatStandsStillIsFinerThanWhatChanges() {
        QuantiserOffsets offsets = ahead(20, 20).take();
        assertThat(offsets.quantiser(MIDDLE, 2, 2)).isLessThan(offsets.quantiser(MIDDLE, 7, 2) - 4);
    }

    @Test
    void theLongerTheFiner() {
        int before = ahead(1, 99).take().quantiser(MIDDLE, 2, 2);
        for (int pictures : new int[] {3, 9, 30}) {
            int now = ahead(pictures, 99).take().quantiser(MIDDLE, 2, 2);
            assertThat(now).as("%d pictures", pictures).isLessThan(before);
            before = now;
        }
    }

    @Test
    void nothingIsWorthAnythingToTheNextKeyframe() {
        Lookahead cut = ahead(12, 3);
        Lookahead alone = ahead(3, 3);
        assertThat(cut.take().quantiser(MIDDLE, 2, 2)).isEqualTo(alone.take().quantiser(MIDDLE, 2, 2));
    }

    @Test
    void costsAreThoseOfWhatChanges() {
        Lookahead lookahead = new Lookahead(CONFIG);
        PictureCost first = lookahead.add(halfStill(0), true).orElseThrow();
        assertThat(first.least()).isEqualTo(first.alone()).isPositive();
        for (int i = 0; i < 8; i++) {
            Optional<PictureCost> cost = lookahead.add(halfStill(1), false);
            if (i >= 4) {
                cost.ifPresent(found -> assertThat(found.least()).isZero());
            }
        }
        PictureCost changed = Stream.of(2, 3)
                .flatMap(time -> lookahead.add(halfStill(time), false).stream())
                .findFirst()
                .orElseThrow();
        assertThat(changed.least()).isBetween(first.alone() / 5, first.alone() * 4 / 5);
    }

    @Test
    void takesAllThatWereAddedAndNoMore() {
        Lookahead lookahead = ahead(3, 99);
        for (int left = 3; left > 0; left--) {
            lookahead.take();
        }
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(lookahead::take);
        lookahead.add(halfStill(3), false);
        assertThat(lookahead.take().quantiser(MIDDLE, 2, 2)).isGreaterThanOrEqualTo(MIDDLE);
    }

    @Test
    void anySizeWillDo() {
        for (int[] size : new int[][] {{1, 1}, {2, 1}, {1, 40}, {17, 33}, {35, 16}}) {
            CodecConfig config = new CodecConfig(size[0], size[1], 1, ChromaFormat.YUV444);
            Encoder encoder = new Encoder(config, new EncoderOptions(0, MIDDLE, Effort.FAST));
            Lookahead lookahead = new Lookahead(config);
            for (Picture picture : Content.MIXED.pictures(size[0], size[1], 3)) {
                lookahead.add(picture, false);
                assertThat(encoder.encode(picture, false, new PictureOptions(MIDDLE).with(lookahead.take()))
                                .data())
                        .isNotEmpty();
            }
        }
    }

    @Test
    void refusesOtherSizes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Lookahead(CONFIG).add(new Picture(WIDTH, HEIGHT + 1), true));
        Encoder encoder = new Encoder(CONFIG, new EncoderOptions(0, MIDDLE, Effort.FAST));
        PictureOptions options = new PictureOptions(MIDDLE).with(new QuantiserOffsets(1, 1, new byte[1]));
        assertThatIllegalArgumentException().isThrownBy(() -> encoder.encode(halfStill(0), true, options));
        assertThatIllegalArgumentException().isThrownBy(() -> new QuantiserOffsets(2, 2, new byte[3]));
    }

    @Test
    void quantisersStayInTheirRange() {
        QuantiserOffsets offsets = new QuantiserOffsets(2, 1, new byte[] {-128, 127});
        assertThat(offsets.quantiser(MIDDLE, 0, 0)).isZero();
        assertThat(offsets.quantiser(MIDDLE, 1, 0)).isEqualTo(EncoderOptions.MAX_QUANTISER);
        assertThat(QuantiserOffsets.NONE.quantiser(MIDDLE, 5, 5)).isEqualTo(MIDDLE);
    }
}

package org.rundelta.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures with options of their own: coded again, left out, refined. */
class PictureOptionsTest {
    private static final int WIDTH = 80;
    private static final int HEIGHT = 72;
    private static final int FRAMES = 8;
    private static final PictureOptions FIRST = new PictureOptions(26);

    @ParameterizedTest
    @EnumSource
    void whatWasCodedAgainTheSameWayIsTheSame(Content content) {
        Encoder once = encoder(1);
        Encoder again = encoder(1);
        for (Picture picture : content.pictures(WIDTH, HEIGHT, FRAMES)) {
            again.keep();
            again.encode(picture, false, new PictureOptions(40, true, 0));
            assertThat(again.again(FIRST)).usingRecursiveComparison().isEqualTo(once.encode(picture, false, FIRST));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 4", "4, 3"})
    void theDecoderFollowsWhateverIsCodedAgainOrLeftOut(int seed, int slices) throws CodecException {
        Random random = new Random(seed);
        for (Content content : Content.values()) {
            Encoder encoder = encoder(slices);
            Decoder decoder = new Decoder(config(slices));
            for (Picture picture : content.pictures(WIDTH, HEIGHT, FRAMES)) {
                encoder.keep();
                CodedFrame frame = encoder.encode(picture, random.nextInt(8) == 0, options(random));
                for (int k = random.nextInt(3); k > 0; k--) {
                    frame = encoder.again(options(random));
                }
                if (!frame.keyframe() && random.nextInt(4) == 0) {
                    frame = encoder.skip();
                }
                assertThat(Pictures.maxError(encoder.decoded(), decoder.decode(frame.data())))
                        .as("%s %s", content, frame)
                        .isZero();
            }
        }
    }

    private static PictureOptions options(Random random) {
        int quantiser = random.nextInt(-1, 52);
        return new PictureOptions(quantiser, quantiser >= 0 && random.nextBoolean(), random.nextInt(10));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aStillPictureBecomesExact(int slices) {
        Picture picture = Content.MIXED.picture(WIDTH, HEIGHT, 0);
        Encoder encoder = encoder(slices);
        encoder.encode(picture, true, new PictureOptions(45, true, 0));
        List<Integer> errors = new ArrayList<>();
        errors.add(Pictures.maxError(picture, encoder.decoded()));
        for (int quantiser = 40; quantiser >= PictureOptions.EXACT_FROM - 6; quantiser -= 2) {
            encoder.encode(picture, false, new PictureOptions(quantiser, false, 40));
            errors.add(Pictures.maxError(picture, encoder.decoded()));
        }
        assertThat(errors).first().isNotEqualTo(0);
        assertThat(errors).last().isEqualTo(0);
        assertThat(encoder.encode(picture, false, new PictureOptions(5, false, 40))
                        .data())
                .as("nothing is left to refine")
                .hasSizeLessThan(60);
    }

    @Test
    void textIsRefinedFirst() {
        Picture picture = Content.MIXED.picture(128, 64, 0);
        Encoder encoder = new Encoder(
                new CodecConfig(128, 64, 1, ChromaFormat.YUV444), new EncoderOptions(0, 0, Effort.BALANCED));
        encoder.encode(picture, true, new PictureOptions(45, true, 0));
        encoder.encode(picture, false, new PictureOptions(45, false, 16));
        Picture decoded = encoder.decoded();
        for (int y = 0; y < 64; y++) {
            for (int x = 0; x < 128; x++) {
                if (x % 64 < 32) {
                    assertThat(decoded.pixels()[y * 128 + x]).isEqualTo(picture.pixels()[y * 128 + x]);
                }
            }
        }
    }

    @Test
    void aPictureLeftOutComesWithTheNext() {
        List<Picture> pictures = Content.TYPING.pictures(WIDTH, HEIGHT, 3);
        Encoder encoder = encoder(1);
        encoder.encode(pictures.get(0), true, FIRST);
        encoder.keep();
        encoder.encode(pictures.get(1), false, FIRST);
        assertThat(encoder.skip().data()).containsExactly(2);
        assertThatIllegalStateException().isThrownBy(() -> encoder.again(FIRST));
        assertThat(Pictures.maxError(pictures.get(0), encoder.decoded())).isZero();
        encoder.encode(pictures.get(2), false, FIRST);
        assertThat(Pictures.maxError(pictures.get(2), encoder.decoded())).isZero();
    }

    @Test
    void nothingCanBeCodedAgainThatWasNotKept() {
        Encoder encoder = encoder(1);
        Picture picture = Content.GLYPHS.picture(WIDTH, HEIGHT, 0);
        encoder.keep();
        encoder.encode(picture, true, FIRST);
        assertThatIllegalStateException().isThrownBy(encoder::skip).withMessageContaining("keyframe");
        encoder.encode(picture, false, FIRST);
        assertThatIllegalStateException().isThrownBy(() -> encoder.again(FIRST)).withMessageContaining("kept");
    }

    @Test
    void withoutPhotographicBlocksThereIsNoQuantiser() {
        Encoder encoder = new Encoder(new CodecConfig(WIDTH, HEIGHT), EncoderOptions.LOSSLESS);
        Picture picture = Content.GLYPHS.picture(WIDTH, HEIGHT, 0);
        assertThatIllegalArgumentException().isThrownBy(() -> encoder.encode(picture, true, FIRST));
        assertThatIllegalArgumentException().isThrownBy(() -> new PictureOptions(-1, true, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new PictureOptions(52));
    }

    private static Encoder encoder(int slices) {
        return new Encoder(config(slices), new EncoderOptions(0, 0, Effort.BALANCED));
    }

    private static CodecConfig config(int slices) {
        return new CodecConfig(WIDTH, HEIGHT, slices, ChromaFormat.YUV444);
    }
}

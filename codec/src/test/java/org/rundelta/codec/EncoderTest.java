package org.rundelta.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncoderTest {
    private static final CodecConfig CONFIG = new CodecConfig(80, 50);

    @ParameterizedTest
    @EnumSource
    void equalPicturesGiveEqualBytes(Content content) {
        assertThat(encode(content, 3)).usingRecursiveComparison().isEqualTo(encode(content, 3));
    }

    @Test
    void topBytesAndStrideDoNotMatter() {
        Random random = new Random(1);
        Encoder plain = new Encoder(CONFIG, EncoderOptions.LOSSLESS);
        Encoder strided = new Encoder(CONFIG, EncoderOptions.LOSSLESS);
        for (Picture picture : Content.WINDOW.pictures(CONFIG.width(), CONFIG.height(), 4)) {
            byte[] expected = plain.encode(picture, false).data();
            assertThat(strided.encode(dirty(picture, random), false).data()).isEqualTo(expected);
        }
    }

    /** The same picture with noise in the top bytes and right of each row, and nothing after the last pixel. */
    private static Picture dirty(Picture picture, Random random) {
        int stride = picture.width() + 7;
        int[] pixels =
                random.ints(stride * (picture.height() - 1) + picture.width()).toArray();
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                int at = y * stride + x;
                pixels[at] = pixels[at] & 0xFF000000 | picture.pixels()[y * picture.stride() + x];
            }
        }
        return new Picture(picture.width(), picture.height(), stride, pixels);
    }

    @Test
    void thePictureIsLeftAsItWas() {
        Picture picture = Content.MIXED.picture(CONFIG.width(), CONFIG.height(), 0);
        int[] before = picture.pixels().clone();
        new Encoder(CONFIG, new EncoderOptions(5)).encode(picture, true);
        assertThat(picture.pixels()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void anUnchangedPictureIsOneByte(int tolerance) {
        Encoder encoder = new Encoder(CONFIG, new EncoderOptions(tolerance));
        Picture picture = Content.MIXED.picture(CONFIG.width(), CONFIG.height(), 0);
        encoder.encode(picture, true);
        for (int i = 0; i < 3; i++) {
            assertThat(encoder.encode(picture, false).data()).containsExactly(2);
        }
    }

    @Test
    void aBlackKeyframeIsItsHeader() {
        byte[] data = new Encoder(CONFIG, EncoderOptions.LOSSLESS)
                .encode(new Picture(CONFIG.width(), CONFIG.height()), true)
                .data();
        assertThat(data).hasSizeLessThan(8).startsWith(9);
    }

    @Test
    void scrollingCostsLittleMoreThanWhatComesIn() {
        List<byte[]> frames = encode(Content.SCROLL, 0);
        assertThat(frames.get(3).length).isLessThan(frames.get(0).length / 2);
    }

    @Test
    void theFirstPictureIsAKeyframe() {
        Encoder encoder = new Encoder(CONFIG, EncoderOptions.LOSSLESS);
        Picture picture = new Picture(CONFIG.width(), CONFIG.height());
        assertThat(encoder.encode(picture, false).keyframe()).isTrue();
        assertThat(encoder.encode(picture, false).keyframe()).isFalse();
    }

    @Test
    void anotherSizeIsRefused() {
        Encoder encoder = new Encoder(CONFIG, EncoderOptions.LOSSLESS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> encoder.encode(new Picture(50, 80), true))
                .withMessage("picture of 50x80 given to an encoder of 80x50");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 256})
    void anImpossibleToleranceIsRefused(int tolerance) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EncoderOptions(tolerance))
                .withMessageContaining("from 0 to 255");
    }

    private static List<byte[]> encode(Content content, int tolerance) {
        Encoder encoder = new Encoder(CONFIG, new EncoderOptions(tolerance));
        List<byte[]> frames = new ArrayList<>();
        for (Picture picture : content.pictures(CONFIG.width(), CONFIG.height(), 5)) {
            frames.add(encoder.encode(picture, false).data());
        }
        return frames;
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "1, 3", "3, 0"})
    void anotherSceneBeginsWithAKeyframe(int slices, int tolerance) throws CodecException {
        CodecConfig config = new CodecConfig(100, 90, slices);
        Encoder encoder = new Encoder(config, new EncoderOptions(tolerance));
        Decoder decoder = new Decoder(config);
        List<Picture> pictures = new ArrayList<>(Content.TYPING.pictures(100, 90, 4));
        pictures.addAll(Content.STILL_PHOTO.pictures(100, 90, 3));
        for (int i = 0; i < pictures.size(); i++) {
            CodedFrame frame = encoder.encode(pictures.get(i), false);
            assertThat(frame.keyframe()).as("frame %d", i).isEqualTo(i == 0 || i == 4);
            assertThat(Pictures.maxError(pictures.get(i), decoder.decode(frame.data())))
                    .isLessThanOrEqualTo(tolerance);
        }
    }
}

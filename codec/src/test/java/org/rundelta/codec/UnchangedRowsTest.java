package org.rundelta.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a frame leaves as it was is not copied anew, and is right after whatever came before. */
class UnchangedRowsTest {
    private static final int WIDTH = 150;
    private static final int HEIGHT = 100;
    private static final int FRAMES = 150;

    @ParameterizedTest
    @CsvSource({"1, false", "3, false", "1, true", "3, true"})
    void smallChanges(int slices, boolean hasPrimer) throws CodecException {
        EncoderOptions options = new EncoderOptions(0, Effort.FAST);
        CodecConfig plain = new CodecConfig(WIDTH, HEIGHT, slices);
        PrimedConfig config = hasPrimer
                ? PrimedConfig.prime(plain, List.of(Content.WINDOW.picture(WIDTH, HEIGHT, 0)), options)
                : PrimedConfig.of(plain);
        Encoder encoder = new Encoder(config, options);
        Decoder decoder = new Decoder(config.config());
        Random random = new Random(slices);
        Picture picture = Content.WINDOW.picture(WIDTH, HEIGHT, 0);
        boolean isDamaged = true;
        for (int i = 0; i < FRAMES; i++) {
            change(picture, random);
            CodedFrame frame = encoder.encode(picture, isDamaged || random.nextInt(20) == 0);
            isDamaged = random.nextInt(20) == 0 && frame.data().length > 4;
            if (isDamaged) {
                byte[] damaged = frame.data().clone();
                damaged[damaged.length - 1] ^= 1;
                assertThatExceptionOfType(CodecException.class).isThrownBy(() -> decoder.decode(damaged));
            } else {
                assertThat(Pictures.maxError(picture, decoder.decode(frame.data())))
                        .as("frame %d", i)
                        .isZero();
            }
        }
    }

    /** Nothing, a few pixels, or a part that is moved. */
    private static void change(Picture picture, Random random) {
        int[] pixels = picture.pixels();
        int size = 1 + random.nextInt(40);
        int x = random.nextInt(WIDTH - size);
        int y = random.nextInt(HEIGHT - size);
        int kind = random.nextInt(4);
        int colour = random.nextInt(1 << 24);
        for (int row = y; kind > 0 && row < y + (kind == 1 ? 1 : size); row++) {
            for (int column = x; column < x + size; column++) {
                int at = row * WIDTH + column;
                pixels[at] = kind == 3 ? pixels[(at + 2 * WIDTH) % pixels.length] : colour;
            }
        }
    }
}

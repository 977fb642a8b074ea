package org.rundelta.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a keyframe becomes depends on it and the primer alone, not on what its encoder coded before. */
class SegmentIndependenceTest {
    private static final int SIZE = 96;
    private static final int BLOCK = 16;
    private static final EncoderOptions OPTIONS = new EncoderOptions(0, 20, Effort.FAST);

    @Test
    void aPrimedKeyframeIsTheSameAfterAnyPicture() {
        Picture plain = new Picture(SIZE, SIZE);
        CodecConfig config = new CodecConfig(SIZE, SIZE, 1, ChromaFormat.YUV420);
        PrimedConfig primed = PrimedConfig.prime(config, List.of(plain), OPTIONS);
        Random random = new Random(5);
        for (int round = 0; round < 40; round++) {
            Picture photo = photo(random);
            Picture key = gradient(random);
            byte[] alone = new Encoder(primed, OPTIONS).encode(key, true).data();
            Encoder used = new Encoder(primed, OPTIONS);
            used.encode(photo, true);
            assertThat(used.encode(key, true).data()).as("round %d", round).isEqualTo(alone);
        }
    }

    /** Plain but for blocks of a photograph. */
    private static Picture photo(Random random) {
        Picture picture = new Picture(SIZE, SIZE);
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                int value = 128 + (int) (60 * Math.sin(x * 0.31 + y * 0.17)) + random.nextInt(24);
                picture.pixels()[y * picture.stride() + x] = (x / BLOCK + y / BLOCK) % 2 == 0 ? grey(value) : 0;
            }
        }
        return picture;
    }

    /** Plain but for one block that is smooth. */
    private static Picture gradient(Random random) {
        Picture picture = new Picture(SIZE, SIZE);
        int left = BLOCK * random.nextInt(SIZE / BLOCK);
        int top = BLOCK * random.nextInt(SIZE / BLOCK);
        int slope = 1 + random.nextInt(6);
        for (int y = top; y < top + BLOCK; y++) {
            for (int x = left; x < left + BLOCK; x++) {
                picture.pixels()[y * picture.stride() + x] = grey(40 + slope * (x - left) + (y - top));
            }
        }
        return picture;
    }

    private static int grey(int value) {
        return Math.min(255, Math.max(0, value)) * 0x010101;
    }
}

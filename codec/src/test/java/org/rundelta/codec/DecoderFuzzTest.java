package org.rundelta.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rundelta.codec.frame.FrameHeader;

/** Any bytes end in a picture or in a {@link CodecException}; most of these have a right check, to get past it. */
class DecoderFuzzTest {
    private static final int ROUNDS = 200;
    private static final CodecConfig CONFIG = new CodecConfig(45, 37);

    @ParameterizedTest
    @EnumSource
    void damagedFrames(Content content) throws CodecException {
        SplittableRandom random = new SplittableRandom(content.name().hashCode());
        int tolerance = random.nextInt(3);
        List<byte[]> frames = frames(content, tolerance);
        Decoder decoder = new Decoder(CONFIG);
        for (int round = 0; round < ROUNDS; round++) {
            int damagedAt = random.nextInt(frames.size());
            for (int i = 0; i < frames.size(); i++) {
                byte[] frame = frames.get(i);
                decode(decoder, i == damagedAt ? damage(random, frame, tolerance) : frame);
            }
        }
        Picture first = content.picture(CONFIG.width(), CONFIG.height(), 0);
        assertThat(Pictures.maxError(first, decoder.decode(frames.get(0))))
                .as("error of a keyframe after all that")
                .isLessThanOrEqualTo(tolerance);
    }

    /** Cut, flipped or overwritten, mostly with a check that is right nevertheless. */
    private static byte[] damage(SplittableRandom random, byte[] frame, int tolerance) {
        byte[] damaged = Arrays.copyOf(frame, random.nextInt(4) == 0 ? random.nextInt(frame.length + 1) : frame.length);
        for (int i = random.nextInt(4); i > 0 && damaged.length > 0; i--) {
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
        }
        int type = random.nextInt(2);
        FrameHeader header = new FrameHeader(type, tolerance, random.nextBoolean());
        if (random.nextInt(8) != 0 && damaged.length >= header.size()) {
            System.arraycopy(header.toBytes(), 0, damaged, 0, header.size());
            header.seal(damaged);
        }
        return damaged;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void randomData(long seed) throws CodecException {
        SplittableRandom random = new SplittableRandom(seed);
        int decoded = 0;
        for (int round = 0; round < 30; round++) {
            Decoder decoder = new Decoder(new CodecConfig(1 + random.nextInt(70), 1 + random.nextInt(70)));
            for (int i = 0; i < 8; i++) {
                byte[] data = new byte[random.nextInt(1200)];
                random.nextBytes(data);
                Arrays.fill(data, 0, random.nextInt(1 + data.length / 4), (byte) -random.nextInt(2));
                int type = random.nextInt(2);
                int tolerance = random.nextInt(2) * random.nextInt(256);
                decoded += decode(decoder, VectorGenerator.framed(data, type, tolerance, true)) ? 1 : 0;
            }
        }
        assertThat(decoded).as("frames decoded").isGreaterThan(30);
    }

    @Test
    void noise() throws CodecException {
        SplittableRandom random = new SplittableRandom(5);
        Decoder decoder = new Decoder(CONFIG);
        decoder.decode(frames(Content.MIXED, 0).get(0));
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(12)];
            random.nextBytes(bytes);
            decode(decoder, bytes);
        }
    }

    /** Whether the bytes became a picture; if not, they were refused in one line. */
    private static boolean decode(Decoder decoder, byte[] bytes) {
        try {
            Picture picture = decoder.decode(bytes);
            assertThat(Arrays.stream(picture.pixels()).allMatch(pixel -> pixel >>> 24 == 0))
                    .isTrue();
            return true;
        } catch (CodecException e) {
            assertThat(e.getMessage().lines()).hasSize(1);
            return false;
        }
    }

    private static List<byte[]> frames(Content content, int tolerance) {
        Encoder encoder = new Encoder(CONFIG, new EncoderOptions(tolerance));
        List<byte[]> frames = new ArrayList<>();
        for (Picture picture : content.pictures(CONFIG.width(), CONFIG.height(), 4)) {
            frames.add(encoder.encode(picture, false).data());
        }
        return frames;
    }
}

package org.rundelta.codec.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rundelta.codec.CodecConfig;
import org.rundelta.codec.CodecException;
import org.rundelta.codec.Content;
import org.rundelta.codec.Effort;
import org.rundelta.codec.Encoder;
import org.rundelta.codec.EncoderOptions;
import org.rundelta.codec.Picture;

/**
 * The decoder and docs/bitstream.md, told by the reference decoder, agree on every frame: those of the encoder and those
 * that no encoder writes.
 */
class AgreementTest {
    private static final int[] TOLERANCES = {0, 1, 4, 17};
    private static final Effort[] EFFORTS = Effort.values();
    private static final int[][] SIZES = {{61, 45}, {33, 1}, {1, 50}, {2, 19}, {48, 32}};
    private static final int FRAMES = 7;
    private static final int KEYFRAME_INTERVAL = 4;
    private static final int ROUNDS = 10;

    @ParameterizedTest
    @EnumSource
    void shapedContent(Content content) throws CodecException, MalformedException {
        for (int[] size : SIZES) {
            for (int tolerance : TOLERANCES) {
                String stream = "%s, %dx%d, tolerance %d".formatted(content, size[0], size[1], tolerance);
                for (Effort effort : Effort.values()) {
                    List<byte[]> frames = encode(content.pictures(size[0], size[1], FRAMES), tolerance, effort);
                    decodeAll(frames, size[0], size[1], stream + ", effort " + effort);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void randomScreens(long seed) throws CodecException, MalformedException {
        SplittableRandom random = new SplittableRandom(seed);
        int width = random.nextInt(1, 160);
        int height = random.nextInt(1, 120);
        for (int tolerance : TOLERANCES) {
            RandomScreen screen = new RandomScreen(random.nextLong(), width, height);
            List<Picture> pictures = new ArrayList<>();
            for (int i = 0; i < FRAMES; i++) {
                pictures.add(copy(screen.next()));
            }
            String stream = "screen %d, %dx%d, tolerance %d".formatted(seed, width, height, tolerance);
            decodeAll(encode(pictures, tolerance, Effort.BALANCED), width, height, stream);
        }
    }

    /** Damaged behind a check that is right: what is in these frames, no encoder writes. */
    @ParameterizedTest
    @EnumSource
    void damagedFrames(Content content) throws CodecException, MalformedException {
        SplittableRandom random = new SplittableRandom(content.name().hashCode());
        int pictures = 0;
        for (int round = 0; round < ROUNDS; round++) {
            int width = random.nextInt(1, 50);
            int height = random.nextInt(1, 50);
            int tolerance = TOLERANCES[round % TOLERANCES.length];
            List<byte[]> frames = encode(content.pictures(width, height, FRAMES), tolerance, EFFORTS[round & 1]);
            for (int i = 0; i < FRAMES; i += random.nextInt(1, 4)) {
                frames.set(i, damage(random, frames.get(i)));
            }
            pictures += decodeAll(frames, width, height, content + ", damaged in round " + round);
        }
        assertThat(pictures).as("pictures made of %d frames", ROUNDS * FRAMES).isGreaterThan(30);
    }

    private static byte[] damage(SplittableRandom random, byte[] frame) throws MalformedException {
        FrameHeader header = FrameHeader.parse(frame);
        if (header.type() == FrameHeader.REPEAT) {
            return frame;
        }
        byte[] data = Arrays.copyOfRange(frame, header.size(), frame.length);
        data = Arrays.copyOf(data, data.length - random.nextInt(data.length / 4 + 1));
        for (int i = random.nextInt(3); i >= 0 && data.length > 0; i--) {
            data[random.nextInt(data.length)] ^= (byte) random.nextInt(1, 256);
        }
        return header.frame(data);
    }

    /** Every way that the syntax allows, without an encoder's habits. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void inventedFrames(long seed) throws CodecException, MalformedException {
        SplittableRandom random = new SplittableRandom(seed);
        int pictures = 0;
        for (int round = 0; round < ROUNDS; round++) {
            CodecConfig config = new CodecConfig(random.nextInt(1, 50), random.nextInt(1, 50));
            ReferenceDecoder inventing = new ReferenceDecoder(config.toBytes());
            Judge judge = new Judge(config);
            for (int i = 0; i < FRAMES; i++) {
                int type = i % KEYFRAME_INTERVAL == 0 ? FrameHeader.KEYFRAME : FrameHeader.DELTA;
                FrameHeader header =
                        new FrameHeader(type, TOLERANCES[random.nextInt(TOLERANCES.length)], random.nextBoolean());
                byte[] frame = invent(inventing, header, random);
                pictures += judge.agree(frame, "inventions " + seed + ", round " + round) ? 1 : 0;
            }
        }
        assertThat(pictures).as("pictures made of %d frames", ROUNDS * FRAMES).isGreaterThan(ROUNDS * FRAMES / 2);
    }

    private static byte[] invent(ReferenceDecoder decoder, FrameHeader header, SplittableRandom random) {
        Inventor inventor = new Inventor(random);
        try {
            decoder.decode(header, inventor);
        } catch (MalformedException e) {
            // Decisions up to here make a malformed frame, which the decoder has to notice as well.
            return inventor.frame(header);
        }
        return inventor.frame(header);
    }

    /** What the first two bytes may be, each frame by itself after a keyframe and behind a check that is right. */
    @ParameterizedTest
    @ValueSource(
            ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 32, 33, 64, 65, 128, 129, 132, 133, 255})
    void headers(int first) throws CodecException, MalformedException {
        List<byte[]> frames = new ArrayList<>(List.of(new byte[] {(byte) first}, new byte[] {(byte) first, 1}));
        for (int second : new int[] {0, 1, 255}) {
            for (int size : new int[] {3, 4}) {
                for (int length = size; length < 6; length++) {
                    byte[] frame = Arrays.copyOf(new byte[] {(byte) first, (byte) second}, length);
                    frames.add(FrameHeader.sealed(frame, size));
                }
            }
        }
        byte[] keyframe = new FrameHeader(FrameHeader.KEYFRAME, 0, false).frame(new byte[] {1, 2, 3});
        Judge judge = new Judge(new CodecConfig(3, 2));
        for (byte[] frame : frames) {
            judge.agree(keyframe, "keyframes before headers");
            judge.agree(frame, HexFormat.of().formatHex(frame));
        }
    }

    /** Many zeros at the start are decisions for 1 at first; four bytes 0xFF lead {@code code} out of its range. */
    @ParameterizedTest
    @ValueSource(bytes = {0, -1})
    void extremeData(byte start) throws CodecException, MalformedException {
        SplittableRandom random = new SplittableRandom(start);
        for (int round = 0; round < 300; round++) {
            CodecConfig config = new CodecConfig(random.nextInt(1, 30), random.nextInt(1, 17));
            Judge judge = new Judge(config);
            for (int type : new int[] {FrameHeader.KEYFRAME, FrameHeader.DELTA, FrameHeader.DELTA}) {
                byte[] data = new byte[60];
                random.nextBytes(data);
                Arrays.fill(data, 0, random.nextInt(30), start);
                judge.agree(
                        new FrameHeader(type, 0, random.nextBoolean()).frame(data),
                        "data from " + start + ", round " + round);
            }
        }
    }

    private static List<byte[]> encode(List<Picture> pictures, int tolerance, Effort effort) {
        CodecConfig config =
                new CodecConfig(pictures.get(0).width(), pictures.get(0).height());
        Encoder encoder = new Encoder(config, new EncoderOptions(tolerance, effort));
        List<byte[]> frames = new ArrayList<>();
        for (Picture picture : pictures) {
            boolean isKeyframe = frames.size() % KEYFRAME_INTERVAL == 0;
            frames.add(encoder.encode(picture, isKeyframe).data().clone());
        }
        return frames;
    }

    private static Picture copy(Picture picture) {
        return new Picture(
                picture.width(),
                picture.height(),
                picture.stride(),
                picture.pixels().clone());
    }

    /** How many of the frames are pictures, which both decoders agree on. */
    private static int decodeAll(List<byte[]> frames, int width, int height, String stream)
            throws CodecException, MalformedException {
        Judge judge = new Judge(new CodecConfig(width, height));
        int pictures = 0;
        for (byte[] frame : frames) {
            pictures += judge.agree(frame, stream) ? 1 : 0;
        }
        return pictures;
    }
}

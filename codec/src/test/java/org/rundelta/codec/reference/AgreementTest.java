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
import org.rundelta.codec.ChromaFormat;
import org.rundelta.codec.CodecConfig;
import org.rundelta.codec.CodecException;
import org.rundelta.codec.Content;
import org.rundelta.codec.Effort;
import org.rundelta.codec.Encoder;
import org.rundelta.codec.EncoderOptions;
import org.rundelta.codec.Lookahead;
import org.rundelta.codec.Picture;
import org.rundelta.codec.PictureOptions;
import org.rundelta.codec.PrimedConfig;
import org.rundelta.codec.QuantiserOffsets;

/**
 * The decoder and docs/bitstream.md, told by the reference decoder, agree on every frame: those of the encoder and those
 * that no encoder writes.
 */
class AgreementTest {
    private static final int[] TOLERANCES = {0, 1, 4, 17};
    private static final ChromaFormat[] CHROMA_FORMATS = ChromaFormat.values();
    private static final int[] QUANTISERS = {0, 17, 28, 40, 51};
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
                pictures.add(screen.next().copy());
            }
            String stream = "screen %d, %dx%d, tolerance %d".formatted(seed, width, height, tolerance);
            decodeAll(encode(pictures, tolerance, Effort.BALANCED), width, height, stream);
        }
    }

    /** Keyframes that start from a primer, of pictures like those of the stream and of others. */
    @ParameterizedTest
    @EnumSource
    void primedStreams(Content content) throws CodecException, MalformedException {
        SplittableRandom random = new SplittableRandom(content.name().hashCode());
        for (int tolerance : TOLERANCES) {
            Effort effort = tolerance % 2 == 0 ? Effort.BALANCED : Effort.FAST;
            int width = random.nextInt(1, 90);
            int height = random.nextInt(1, 70);
            List<Picture> pictures = content.pictures(width, height, FRAMES);
            List<Picture> inPrimer = new ArrayList<>(List.of(pictures.get(0), pictures.get(2)));
            inPrimer.addAll(Content.WINDOW.pictures(width, height, random.nextInt(1, 3)));
            EncoderOptions options = new EncoderOptions(tolerance, effort);
            CodecConfig config = PrimedConfig.prime(new CodecConfig(width, height), inPrimer, options)
                    .config();
            Encoder encoder = new Encoder(config, options);
            Judge judge = new Judge(config);
            for (int i = 0; i < FRAMES; i++) {
                byte[] frame = encoder.encode(pictures.get(i), i % 2 == 0).data();
                assertThat(judge.agree(frame, content + ", primed")).isTrue();
            }
        }
    }

    /** Photographic blocks among others, in slices and with a primer too. */
    @ParameterizedTest
    @EnumSource
    void photographicStreams(Content content) throws CodecException, MalformedException {
        SplittableRandom random = new SplittableRandom(content.name().hashCode());
        for (ChromaFormat chroma : List.of(ChromaFormat.YUV420, ChromaFormat.YUV444)) {
            for (int round = 0; round < 2; round++) {
                int quantiser = QUANTISERS[random.nextInt(QUANTISERS.length)];
                int width = random.nextInt(1, 70);
                int height = random.nextInt(17, 70);
                EncoderOptions options =
                        new EncoderOptions(random.nextInt(2) * 3, quantiser, EFFORTS[random.nextInt(EFFORTS.length)]);
                CodecConfig plain = new CodecConfig(width, height, slices(random, height), chroma);
                List<Picture> pictures = content.pictures(width, height, FRAMES - 2);
                for (CodecConfig config : List.of(
                        plain,
                        PrimedConfig.prime(plain, pictures.subList(1, 3), options)
                                .config())) {
                    judge(config, options, pictures, "%s, %s, quantiser %d".formatted(content, chroma, quantiser));
                }
            }
        }
    }

    private static void judge(CodecConfig config, EncoderOptions options, List<Picture> pictures, String stream)
            throws CodecException, MalformedException {
        Encoder encoder = new Encoder(config, options);
        Judge judge = new Judge(config);
        for (int i = 0; i < pictures.size(); i++) {
            byte[] frame =
                    encoder.encode(pictures.get(i), i % KEYFRAME_INTERVAL == 0).data();
            assertThat(judge.agree(frame, stream)).isTrue();
        }
    }

    /** Photographic blocks that have quantisers of their own: those of the look-ahead, and any others. */
    @ParameterizedTest
    @EnumSource
    void quantisersOfBlocks(Content content) throws CodecException, MalformedException {
        SplittableRandom random = new SplittableRandom(content.name().hashCode());
        for (ChromaFormat chroma : List.of(ChromaFormat.YUV420, ChromaFormat.YUV444)) {
            int height = random.nextInt(17, 70);
            CodecConfig config = new CodecConfig(random.nextInt(1, 70), height, slices(random, height), chroma);
            List<Picture> pictures = content.pictures(config.width(), height, FRAMES);
            int quantiser = random.nextInt(52);
            Encoder encoder = new Encoder(config, new EncoderOptions(0, quantiser, Effort.FAST));
            Lookahead lookahead = new Lookahead(config);
            pictures.forEach(picture -> lookahead.add(picture, false));
            Judge judge = new Judge(config);
            for (int i = 0; i < FRAMES; i++) {
                QuantiserOffsets offsets = lookahead.take();
                if (i % 2 == 1) {
                    offsets = randomOffsets(random, config);
                }
                byte[] frame = encoder.encode(pictures.get(i), i == 0, new PictureOptions(quantiser).with(offsets))
                        .data();
                assertThat(judge.agree(frame, content + ", quantisers of blocks"))
                        .isTrue();
            }
        }
    }

    private static QuantiserOffsets randomOffsets(SplittableRandom random, CodecConfig config) {
        int columns = (config.width() + 15) / 16;
        int rows = (config.height() + 15) / 16;
        byte[] offsets = new byte[columns * rows];
        random.nextBytes(offsets);
        return new QuantiserOffsets(columns, rows, offsets);
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
            CodecConfig config = primedConfig(random);
            ReferenceDecoder inventing = new ReferenceDecoder(config.toBytes());
            Judge judge = new Judge(config);
            for (int i = 0; i < FRAMES; i++) {
                byte[] frame = invent(inventing, inventedHeaders(random, i, config), random);
                pictures += judge.agree(frame, "inventions " + seed + ", round " + round) ? 1 : 0;
            }
        }
        assertThat(pictures).as("pictures made of %d frames", ROUNDS * FRAMES).isGreaterThan(ROUNDS * FRAMES / 2);
    }

    private static CodecConfig primedConfig(SplittableRandom random) {
        int width = random.nextInt(1, 50);
        int height = random.nextInt(1, 50);
        ChromaFormat chroma = CHROMA_FORMATS[random.nextInt(CHROMA_FORMATS.length)];
        CodecConfig config = new CodecConfig(width, height, slices(random, height), chroma);
        List<Picture> pictures = Content.MIXED.pictures(width, height, 3);
        return PrimedConfig.prime(config, pictures, new EncoderOptions(random.nextInt(3)))
                .config();
    }

    /** One of each slice. */
    private static List<FrameHeader> inventedHeaders(SplittableRandom random, int number, CodecConfig config) {
        int reference = random.nextInt(4);
        List<FrameHeader> headers = new ArrayList<>();
        for (int k = 0; k < config.slices(); k++) {
            int tolerance = TOLERANCES[random.nextInt(TOLERANCES.length)];
            boolean hasQuantiser = config.chroma() != ChromaFormat.NONE && random.nextInt(4) > 0;
            int quantiser = hasQuantiser ? random.nextInt(52) : -1;
            boolean isMixed = random.nextBoolean();
            boolean ofBlocks = hasQuantiser && random.nextBoolean();
            FrameHeader keyframe = new FrameHeader(FrameHeader.KEYFRAME, tolerance, quantiser, ofBlocks, isMixed, 0);
            FrameHeader primed =
                    new FrameHeader(FrameHeader.PRIMED, tolerance, quantiser, ofBlocks, isMixed, reference);
            headers.add(
                    switch (number % KEYFRAME_INTERVAL) {
                        case 0 -> keyframe;
                        case 2 -> k == 0 || random.nextBoolean() ? primed : keyframe;
                        default -> new FrameHeader(FrameHeader.DELTA, tolerance, quantiser, ofBlocks, isMixed, 0);
                    });
        }
        return headers;
    }

    private static byte[] invent(ReferenceDecoder decoder, List<FrameHeader> headers, SplittableRandom random) {
        List<Inventor> inventors =
                headers.stream().map(header -> new Inventor(random)).toList();
        try {
            decoder.decode(headers, inventors);
        } catch (MalformedException e) {
            // Decisions up to here make a malformed frame, which the decoder has to notice as well.
            return frame(headers, inventors);
        }
        return frame(headers, inventors);
    }

    private static byte[] frame(List<FrameHeader> headers, List<Inventor> inventors) {
        List<byte[]> slices = new ArrayList<>();
        for (int k = 0; k < headers.size(); k++) {
            slices.add(inventors.get(k).frame(headers.get(k)));
        }
        return Slices.join(slices);
    }

    private static int slices(SplittableRandom random, int height) {
        return random.nextInt(1, CodecConfig.maxSlices(height) + 1);
    }

    /** Slices of the encoder, with motion from one to another, and with a primer. */
    @ParameterizedTest
    @EnumSource
    void slicedStreams(Content content) throws CodecException, MalformedException {
        SplittableRandom random = new SplittableRandom(content.name().hashCode());
        for (int tolerance : TOLERANCES) {
            int width = random.nextInt(1, 90);
            int height = random.nextInt(33, 120);
            EncoderOptions options = new EncoderOptions(tolerance, EFFORTS[random.nextInt(EFFORTS.length)]);
            CodecConfig plain = new CodecConfig(width, height, 1 + slices(random, height - 16));
            List<Picture> pictures = content.pictures(width, height, FRAMES);
            for (CodecConfig config : List.of(
                    plain,
                    PrimedConfig.prime(plain, pictures.subList(1, 3), options).config())) {
                Encoder encoder = new Encoder(config, options);
                Judge judge = new Judge(config);
                for (int i = 0; i < FRAMES; i++) {
                    byte[] frame = encoder.encode(pictures.get(i), i % 3 == 0).data();
                    assertThat(judge.agree(frame, content + " in " + config.slices() + " slices"))
                            .isTrue();
                }
            }
        }
    }

    /** Slices that do not fit together, and lengths of any kind. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void exchangedSlices(long seed) throws CodecException, MalformedException {
        SplittableRandom random = new SplittableRandom(seed);
        CodecConfig config = PrimedConfig.prime(
                        new CodecConfig(20, 45, 3), Content.WINDOW.pictures(20, 45, 2), EncoderOptions.LOSSLESS)
                .config();
        Encoder encoder = new Encoder(config, EncoderOptions.LOSSLESS);
        List<byte[]> frames = new ArrayList<>();
        for (Picture picture : Content.WINDOW.pictures(20, 45, FRAMES)) {
            frames.add(encoder.encode(picture, frames.size() % 2 == 0).data());
        }
        Judge judge = new Judge(config);
        for (int round = 0; round < 400; round++) {
            List<byte[]> slices = new ArrayList<>();
            for (int k = 0; k < 3; k++) {
                slices.add(Slices.split(frames.get(random.nextInt(FRAMES)), 3).get(k));
            }
            byte[] frame = Slices.join(slices);
            if (random.nextInt(4) == 0) {
                frame[random.nextInt(4)] ^= (byte) (1 << random.nextInt(8));
            }
            judge.agree(frame, "exchanged slices, round " + round);
            judge.agree(frames.get(0), "a keyframe after exchanged slices");
        }
    }

    /** What the first two bytes may be, each frame by itself after a keyframe and behind a check that is right. */
    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 32, 33, 64, 65, 67, 75, 128, 129, 131, 132,
                133, 195, 199, 255
            })
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
        List<Picture> primer = Content.NOISE.pictures(3, 2, 2);
        Judge judge = new Judge(PrimedConfig.prime(new CodecConfig(3, 2), primer, EncoderOptions.LOSSLESS)
                .config());
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

package org.rundelta.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.rundelta.codec.frame.FrameHeader;

/**
 * Makes the conformance vectors. Those of the encoder freeze what it writes; those of random data go where no encoder
 * does, and everywhere else, since any data are decisions.
 */
final class VectorGenerator {
    private static final int DELTA = FrameHeader.DELTA;
    private static final int KEYFRAME = FrameHeader.KEYFRAME;

    private final Map<String, VectorFile> vectors = new LinkedHashMap<>();

    private VectorGenerator() {}

    /** The vectors by name, which begins with the name of a section of docs/bitstream.md. */
    static Map<String, VectorFile> vectors() {
        VectorGenerator generator = new VectorGenerator();
        generator.framing();
        generator.primers();
        generator.slices();
        generator.entropyCoding();
        generator.blocks();
        generator.photographic();
        generator.pixels();
        generator.tolerances();
        generator.malformed();
        generator.example();
        return generator.vectors;
    }

    private void framing() {
        encoded("configuration-record-1x1", Content.NOISE, 1, 1, 3, 0, 3);
        encoded("configuration-record-17x33", Content.WINDOW, 17, 33, 3, 0, 3);
        encoded("configuration-record-16384x2", Content.GLYPHS, 16384, 2, 2, 0, 2);
        encoded("configuration-record-2x16384", Content.FLAT, 2, 16384, 3, 0, 3);
        encoded("frame-header-types", Content.FLAT, 40, 24, 6, 0, 4);
        encoded("frame-header-tolerance", Content.FLAT, 40, 24, 6, 3, 4);
        encoded("frame-data-keyframes", Content.MIXED, 64, 48, 6, 0, 3);
    }

    private void primers() {
        for (int tolerance : new int[] {0, 2}) {
            List<Picture> pictures = Content.WINDOW.pictures(70, 50, 6);
            for (Effort effort : Effort.values()) {
                EncoderOptions options = new EncoderOptions(tolerance, effort);
                CodecConfig config = primed(List.of(pictures.get(1), pictures.get(4)), 1, options);
                String name = "primer-pictures-tolerance-" + tolerance + "-"
                        + effort.name().toLowerCase(Locale.ROOT);
                put(name, encode(config, pictures, tolerance, 2, effort));
            }
        }
        List<Picture> unrelated = Content.PALETTE.pictures(40, 40, 2);
        CodecConfig noise = primed(Content.NOISE.pictures(40, 40, 1), 1, EncoderOptions.LOSSLESS);
        put("primer-unrelated", encode(noise, unrelated, 0, 1, Effort.BALANCED));
        CodecConfig four = primed(Content.TILES.pictures(40, 40, 4), 1, EncoderOptions.LOSSLESS);
        SplittableRandom random = new SplittableRandom(8);
        List<byte[]> frames = new ArrayList<>();
        for (int reference = 0; reference < 4; reference++) {
            frames.add(framed(
                    randomData(random),
                    new FrameHeader(FrameHeader.PRIMED, 0, FrameHeader.NO_QUANTISER, reference % 2 == 0, reference)));
        }
        put("primer-random", new VectorFile(four, frames));
        CodecConfig three =
                new CodecConfig(40, 40, 1, ChromaFormat.NONE, four.primer().subList(0, 3));
        put("primer-reference-missing", new VectorFile(three, frames));
    }

    private void slices() {
        List<Picture> scroll = Content.SCROLL.pictures(50, 70, 4);
        put("slices-3", encode(new CodecConfig(50, 70, 3), scroll, 0, 4, Effort.FAST));
        put("slices-3-mixed", encode(new CodecConfig(50, 70, 3), scroll, 2, 4, Effort.BALANCED));
        put("slices-16", encode(new CodecConfig(9, 250, 16), Content.WINDOW.pictures(9, 250, 3), 0, 2, Effort.FAST));
        put("slices-still", encode(new CodecConfig(40, 33, 3), Content.TYPING.pictures(40, 33, 4), 0, 4, Effort.FAST));
        List<Picture> window = Content.WINDOW.pictures(40, 40, 4);
        CodecConfig primed = primed(List.of(window.get(1), window.get(3)), 2, EncoderOptions.LOSSLESS);
        VectorFile good = encode(primed, window, 0, 2, Effort.BALANCED);
        put("slices-primer", good);
        byte[] keyframe = good.frames().get(0);
        byte[] tooLong = keyframe.clone();
        tooLong[0] |= 0x40;
        byte[] endless = {-1, -1, -1, -1, 1, 2};
        byte[] repeats = {1, FrameHeader.REPEAT, FrameHeader.REPEAT};
        byte[] paddedLength = {-128, -128, -127, FrameHeader.REPEAT, FrameHeader.REPEAT};
        byte[] half = {1, FrameHeader.REPEAT};
        put("slices-malformed", primed, repeats, keyframe, repeats, tooLong, keyframe, endless, half, keyframe);
        put(
                "slices-padded-length",
                primed,
                keyframe,
                paddedLength,
                good.frames().get(1));
    }

    private static CodecConfig primed(List<Picture> pictures, int slices, EncoderOptions options) {
        Picture first = pictures.get(0);
        return PrimedConfig.prime(new CodecConfig(first.width(), first.height(), slices), pictures, options)
                .config();
    }

    private void entropyCoding() {
        encoded("range-coder-no-data", Content.BLACK, 33, 20, 2, 0, 2);
        encoded("range-coder-noise", Content.NOISE, 40, 40, 2, 0, 2);
        VectorFile noise = encode(Content.NOISE, 24, 24, 2, 0, 2, Effort.FAST);
        byte[] keyframe = noise.frames().get(0);
        byte[] delta = noise.frames().get(1);
        byte[] cut = resealed(Arrays.copyOf(keyframe, keyframe.length / 2), KEYFRAME, 0);
        put("range-coder-data-end-early", noise.config(), cut, delta);
        byte[] extended = Arrays.copyOf(keyframe, keyframe.length + 9);
        Arrays.fill(extended, keyframe.length, extended.length, (byte) 0xA5);
        put("range-coder-data-left-over", noise.config(), resealed(extended, KEYFRAME, 0), delta);
        byte[] ones = new byte[100];
        Arrays.fill(ones, (byte) 0xFF);
        put("range-coder-all-ones", noise.config(), framed(ones, KEYFRAME, 0, false), delta);
        encoded("probabilities-settled", Content.PALETTE, 64, 48, 16, 0, 16);
        encoded("length-code-long", Content.GLYPHS, 9000, 12, 2, 0, 2);
        encoded("length-code-tall", Content.TILES, 100, 700, 2, 0, 2);
    }

    private void blocks() {
        encoded("motion-candidates-scroll", Content.SCROLL, 80, 64, 4, 0, 4);
        encoded("motion-candidates-many", Content.TILES, 320, 192, 3, 0, 3);
        encoded("change-map-window", Content.WINDOW, 96, 72, 5, 0, 5);
        encoded("copied-blocks-edges", Content.SCROLL, 77, 53, 4, 0, 4);
        encoded("copied-blocks-tolerance", Content.SCROLL, 77, 53, 4, 2, 4);
    }

    private void photographic() {
        photo("components-420", ChromaFormat.YUV420, Content.MIXED, 61, 35, 28, Effort.FAST);
        photo("components-444", ChromaFormat.YUV444, Content.MIXED, 35, 45, 28, Effort.FAST);
        photo("components-copied", ChromaFormat.YUV420, Content.WINDOW, 70, 50, 30, Effort.FAST);
        photo("photographic-blocks-fade", ChromaFormat.YUV420, Content.FADE, 64, 48, 24, Effort.BALANCED);
        photo("levels-fine", ChromaFormat.YUV420, Content.NOISE, 16, 16, 8, Effort.FAST);
        photo("levels-coarse", ChromaFormat.YUV444, Content.NOISE, 32, 20, 44, Effort.FAST);
        photo("motion-compensation-edges", ChromaFormat.YUV444, Content.MIXED, 96, 40, 34, Effort.BALANCED);
        photo("deblocking-coarse", ChromaFormat.YUV420, Content.FADE, 64, 64, 40, Effort.BALANCED);
        for (String section : List.of(
                "components",
                "photographic-blocks",
                "levels",
                "transform",
                "intra-prediction",
                "motion-compensation",
                "deblocking")) {
            randomPhoto(section + "-random", section.hashCode(), false, 26, 1, 51, 38);
        }
        randomPhoto("photographic-blocks-quantisers-random", 3, true, 26, 1, 51, 38);
        blockQuantisers();
    }

    /** A film's quantisers by what is ahead. */
    private void blockQuantisers() {
        CodecConfig config = new CodecConfig(64, 48, 1, ChromaFormat.YUV420);
        List<Picture> pictures = Content.MIXED.pictures(64, 48, 4);
        Lookahead lookahead = new Lookahead(config);
        pictures.forEach(picture -> lookahead.add(picture, false));
        Encoder encoder = new Encoder(config, new EncoderOptions(0, 30, Effort.FAST));
        List<byte[]> frames = new ArrayList<>();
        for (Picture picture : pictures) {
            PictureOptions options = new PictureOptions(30).with(lookahead.take());
            frames.add(encoder.encode(picture, frames.isEmpty(), options).data());
        }
        put("photographic-blocks-quantisers", new VectorFile(config, frames));
    }

    private void photo(
            String name, ChromaFormat chroma, Content content, int width, int height, int quantiser, Effort effort) {
        CodecConfig config = new CodecConfig(width, height, 1, chroma);
        Encoder encoder = new Encoder(config, new EncoderOptions(0, quantiser, effort));
        List<byte[]> frames = new ArrayList<>();
        for (Picture picture : content.pictures(width, height, 3)) {
            frames.add(encoder.encode(picture, frames.isEmpty()).data());
        }
        put(name, new VectorFile(config, frames));
    }

    /** A keyframe and delta frames of random data, each with its quantiser; vectors lead anywhere. */
    private void randomPhoto(String name, int seed, boolean ofBlocks, int... quantisers) {
        SplittableRandom random = new SplittableRandom(seed);
        ChromaFormat chroma = random.nextBoolean() ? ChromaFormat.YUV420 : ChromaFormat.YUV444;
        CodecConfig config = new CodecConfig(random.nextInt(30, 80), random.nextInt(20, 60), 1, chroma);
        List<byte[]> frames = new ArrayList<>();
        for (int quantiser : quantisers) {
            int type = frames.isEmpty() ? KEYFRAME : DELTA;
            byte[] frame;
            do {
                byte[] data = Arrays.copyOf(randomData(random), 200);
                frame = framed(data, new FrameHeader(type, 0, quantiser, ofBlocks, random.nextBoolean(), 0));
            } while (!isWellFormed(config, frames, frame));
            frames.add(frame);
        }
        put(name, new VectorFile(config, frames));
    }

    private static boolean isWellFormed(CodecConfig config, List<byte[]> before, byte[] frame) {
        List<byte[]> frames = new ArrayList<>(before);
        frames.add(frame);
        return isWellFormed(new VectorFile(config, frames));
    }

    private void pixels() {
        encoded("pixels-1-column", Content.MIXED, 1, 40, 3, 0, 3);
        encoded("pixels-2-columns", Content.MIXED, 2, 40, 3, 0, 3);
        encoded("pixels-3-columns", Content.MIXED, 3, 40, 3, 0, 3);
        encoded("pixels-1-row", Content.MIXED, 100, 1, 3, 0, 3);
        encoded("pixels-stretches", Content.TILES, 150, 100, 3, 0, 3);
        encoded("runs-spatial", Content.PALETTE, 70, 40, 3, 0, 1);
        encoded("runs-temporal", Content.TYPING, 100, 60, 8, 0, 8);
        encoded("matches-glyphs", Content.GLYPHS, 90, 40, 2, 0, 1);
        mixed("matches-mixed", Content.GLYPHS, 90, 40, 2, 0);
        encoded("matches-tolerance", Content.TYPING, 60, 40, 3, 3, 3);
        encoded("other-vectors-window", Content.WINDOW, 50, 40, 3, 0, 3);
        mixed("other-vectors-mixed", Content.SCROLL, 90, 60, 3, 2);
        encoded("candidates-glyphs", Content.GLYPHS, 130, 60, 2, 0, 1);
        encoded("candidates-window", Content.WINDOW, 64, 40, 4, 0, 4);
        encoded("literals-photo", Content.STILL_PHOTO, 48, 40, 1, 0, 1);
        encoded("literals-noise", Content.NOISE, 32, 32, 3, 0, 3);
        mixed("mixing-settled", Content.PALETTE, 64, 48, 12, 0);
        mixed("mixed-candidates-glyphs", Content.GLYPHS, 130, 60, 2, 0);
        mixed("mixed-candidates-window", Content.WINDOW, 64, 40, 4, 0);
        mixed("mixed-candidates-tolerance", Content.WINDOW, 64, 40, 4, 3);
        mixed("mixed-literals-photo", Content.STILL_PHOTO, 48, 40, 1, 0);
        mixed("mixed-literals-fade", Content.FADE, 48, 40, 3, 0);
        mixed("mixed-literals-noise", Content.NOISE, 32, 32, 2, 0);
        mixed("mixed-literals-tolerance", Content.FADE, 48, 40, 3, 2);
        encoded("predictors-keyframe", Content.GRADIENT, 64, 40, 2, 0, 1);
        encoded("predictors-delta", Content.FADE, 48, 40, 4, 0, 4);
        for (String section : List.of(
                "pixels",
                "runs",
                "matches",
                "other-vectors",
                "candidates",
                "literals",
                "mixing",
                "mixed-candidates",
                "mixed-literals",
                "predictors")) {
            random(section + "-random", 48, 40, section.hashCode(), section.startsWith("mix"), 0, 0, 0, 0);
        }
    }

    private void tolerances() {
        for (int tolerance : new int[] {1, 2, 8, 127, 128, 255}) {
            encoded("tolerance-" + tolerance, Content.WINDOW, 64, 48, 4, tolerance, 4);
        }
        random("tolerance-changes", 40, 24, 1, false, 0, 1, 255, 0, 30, 127, 128);
    }

    private void malformed() {
        VectorFile good = encode(Content.WINDOW, 40, 30, 4, 0, 3, Effort.FAST);
        List<byte[]> frames = good.frames();
        byte[] keyframe = frames.get(0);
        byte[] repeat = {FrameHeader.REPEAT};
        put("malformed-input-no-keyframe", good.config(), frames.get(1), repeat, keyframe, frames.get(1));
        byte[] flipped = frames.get(1).clone();
        flipped[flipped.length - 1] ^= 1;
        put("malformed-input-check", good.config(), keyframe, flipped, frames.get(2), repeat, frames.get(3));
        put(
                "malformed-input-header",
                good.config(),
                new byte[0],
                new byte[] {3},
                new byte[] {16, 0, 0},
                framed(new byte[9], new FrameHeader(DELTA, 0, 20, false, 0)),
                new byte[] {-128, 0, 0},
                new byte[] {2, 0},
                new byte[] {6},
                new byte[] {10},
                new byte[] {6, 1},
                new byte[] {4},
                resealed(new byte[] {5, 0, 0, 0, 0, 0}, KEYFRAME, 0),
                new byte[] {1, -1},
                keyframe);
        byte[] outside = randomDelta(new SplittableRandom(2), good.config(), List.of(keyframe), 0, false, false);
        put("malformed-input-vector", good.config(), keyframe, outside, frames.get(1), frames.get(3));
    }

    private void example() {
        CodecConfig config = new CodecConfig(1, 1);
        Picture picture = new Picture(1, 1, 1, new int[] {0x204060});
        put(
                "example-pixel",
                config,
                new Encoder(config, new EncoderOptions(0, Effort.FAST))
                        .encode(picture, true)
                        .data());
    }

    private void encoded(
            String name, Content content, int width, int height, int count, int tolerance, int keyframeEvery) {
        vectors.put(name, encode(content, width, height, count, tolerance, keyframeEvery, Effort.FAST));
    }

    private void mixed(String name, Content content, int width, int height, int count, int tolerance) {
        vectors.put(name, encode(content, width, height, count, tolerance, count, Effort.BALANCED));
    }

    private static VectorFile encode(
            Content content, int width, int height, int count, int tolerance, int keyframeEvery, Effort effort) {
        List<Picture> pictures = content.pictures(width, height, count);
        return encode(new CodecConfig(width, height), pictures, tolerance, keyframeEvery, effort);
    }

    private static VectorFile encode(
            CodecConfig config, List<Picture> pictures, int tolerance, int keyframeEvery, Effort effort) {
        Encoder encoder = new Encoder(config, new EncoderOptions(tolerance, effort));
        List<byte[]> frames = new ArrayList<>();
        for (Picture picture : pictures) {
            frames.add(
                    encoder.encode(picture, frames.size() % keyframeEvery == 0).data());
        }
        return new VectorFile(config, frames);
    }

    /** A keyframe and delta frames of random data, each with its tolerance. */
    private void random(String name, int width, int height, int seed, boolean mixed, int... tolerances) {
        SplittableRandom random = new SplittableRandom(seed);
        CodecConfig config = new CodecConfig(width, height);
        List<byte[]> frames = new ArrayList<>();
        frames.add(framed(randomData(random), KEYFRAME, tolerances[0], mixed));
        for (int i = 1; i < tolerances.length; i++) {
            frames.add(randomDelta(random, config, frames, tolerances[i], mixed, true));
        }
        vectors.put(name, new VectorFile(config, frames));
    }

    /** A delta frame of random data that after the frames before it is well formed, or is not. */
    private static byte[] randomDelta(
            SplittableRandom random,
            CodecConfig config,
            List<byte[]> before,
            int tolerance,
            boolean mixed,
            boolean wellFormed) {
        while (true) {
            byte[] frame = framed(randomData(random), DELTA, tolerance, mixed);
            List<byte[]> frames = new ArrayList<>(before);
            frames.add(frame);
            if (isWellFormed(new VectorFile(config, frames)) == wellFormed) {
                return frame;
            }
        }
    }

    private static boolean isWellFormed(VectorFile vector) {
        try {
            Decoder decoder = new Decoder(vector.config());
            for (byte[] frame : vector.frames()) {
                decoder.decode(frame);
            }
            return true;
        } catch (CodecException e) {
            return false;
        }
    }

    private static byte[] randomData(SplittableRandom random) {
        byte[] data = new byte[500];
        random.nextBytes(data);
        return data;
    }

    private void put(String name, CodecConfig config, byte[]... frames) {
        put(name, new VectorFile(config, List.of(frames)));
    }

    private void put(String name, VectorFile vector) {
        vectors.put(name, vector);
    }

    /** A whole frame around the data. */
    static byte[] framed(byte[] data, int type, int tolerance, boolean mixed) {
        return framed(data, new FrameHeader(type, tolerance, mixed));
    }

    private static byte[] framed(byte[] data, FrameHeader header) {
        byte[] frame = Arrays.copyOf(header.toBytes(), header.size() + data.length);
        System.arraycopy(data, 0, frame, header.size(), data.length);
        header.seal(frame);
        return frame;
    }

    /** The frame with a check that is right. */
    static byte[] resealed(byte[] frame, int type, int tolerance) {
        new FrameHeader(type, tolerance, false).seal(frame);
        return frame;
    }
}

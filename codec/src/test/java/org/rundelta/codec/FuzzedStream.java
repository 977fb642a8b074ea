package org.rundelta.codec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.rundelta.codec.frame.FrameHeader;
import org.rundelta.codec.frame.SlicedFrame;

/**
 * A fuzzer's bytes as a stream, laid out like a conformance vector: the configuration record and each frame, each after
 * its length in four bytes. Lengths beyond the end mean all that is left, and every frame gets a check that is right, so
 * that nearly all changes of the bytes reach the syntax.
 */
public record FuzzedStream(byte[] record, List<byte[]> rawFrames) {
    private static final Path VECTORS =
            Path.of(System.getProperty("rundelta.root"), "codec", "src", "test", "resources", "conformance");

    /** So that one input does not take seconds. */
    private static final int MAX_FRAMES = 8;

    private static final int RECORD_SIZE = 12;
    private static final List<ChromaFormat> CHROMAS =
            List.of(ChromaFormat.NONE, ChromaFormat.YUV420, ChromaFormat.YUV444);

    /** A fuzzer changes short inputs faster, and to greater effect. */
    private static final int MAX_VECTOR_BYTES = 4096;

    /** The short conformance vectors, which the fuzzer starts from. */
    public static Stream<byte[]> vectors() {
        try (Stream<Path> files = Files.list(VECTORS)) {
            List<byte[]> vectors = files.filter(file -> file.toString().endsWith(".rdv"))
                    .sorted()
                    .map(FuzzedStream::readVector)
                    .filter(vector -> vector.length <= MAX_VECTOR_BYTES)
                    .toList();
            return vectors.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] readVector(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static FuzzedStream of(byte[] input) {
        ByteBuffer in = ByteBuffer.wrap(input);
        byte[] record = part(in);
        return new FuzzedStream(record, parts(in, MAX_FRAMES));
    }

    /** The frames of a stream with so many slices. */
    public List<byte[]> frames(int slices) {
        return sealed(rawFrames, slices);
    }

    /** The configuration that the record would have if its version were right and its sides at most that long. */
    public CodecConfig configOfAtMost(int side) {
        ByteBuffer in = ByteBuffer.wrap(record.length < RECORD_SIZE ? new byte[RECORD_SIZE] : record);
        in.getShort();
        int width = 1 + Math.floorMod(in.getInt() - 1, side);
        int height = 1 + Math.floorMod(in.getInt() - 1, side);
        int slices = 1 + Math.floorMod(in.get() - 1, CodecConfig.maxSlices(height));
        ChromaFormat chroma = CHROMAS.get(Math.floorMod(in.get(), 3));
        List<byte[]> primer = sealed(parts(in, CodecConfig.MAX_PRIMER), slices);
        return new CodecConfig(width, height, slices, chroma, coded(primer));
    }

    /**
     * The configuration of the record as it stands.
     *
     * @throws CodecException if it is malformed
     */
    public CodecConfig config() throws CodecException {
        CodecConfig config = CodecConfig.parse(record);
        List<byte[]> primer = config.primer().stream().map(CodedFrame::data).toList();
        return config.withPrimer(coded(sealed(primer, config.slices())));
    }

    private static List<CodedFrame> coded(List<byte[]> primer) {
        return primer.stream().map(frame -> new CodedFrame(frame, false)).toList();
    }

    private static List<byte[]> parts(ByteBuffer in, int most) {
        List<byte[]> parts = new ArrayList<>();
        while (in.hasRemaining() && parts.size() < most) {
            parts.add(part(in));
        }
        return parts;
    }

    private static List<byte[]> sealed(List<byte[]> frames, int slices) {
        return frames.stream().map(frame -> sealed(frame, slices)).toList();
    }

    /** The frame with checks that are right; as it is if its lengths are malformed. */
    private static byte[] sealed(byte[] frame, int slices) {
        byte[][] parts = new byte[slices][];
        try {
            SlicedFrame.split(frame.clone(), parts);
        } catch (CodecException e) {
            return frame;
        }
        for (byte[] part : parts) {
            seal(part);
        }
        return SlicedFrame.join(parts);
    }

    private static byte[] part(ByteBuffer in) {
        int length = in.remaining() < Integer.BYTES ? 0 : in.getInt();
        byte[] part = new byte[length < 0 ? in.remaining() : Math.min(length, in.remaining())];
        in.get(part);
        if (length == 0) {
            in.position(Math.min(in.limit(), in.position() + 1)); // an end, even of zeros
        }
        return part;
    }

    private static void seal(byte[] frame) {
        if (frame.length == 0) {
            return;
        }
        int type = frame[0] & 3;
        boolean hasTolerance = (frame[0] & 4) != 0;
        int quantiser = (frame[0] & 16) != 0 ? 0 : FrameHeader.NO_QUANTISER;
        FrameHeader header = new FrameHeader(type, hasTolerance ? 1 : 0, quantiser, (frame[0] & 8) != 0, 0);
        if (type != FrameHeader.REPEAT && frame.length >= header.size()) {
            header.seal(frame);
        }
    }
}

package org.rundelta.check;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The size of a JPEG in pixels, as its frame header says it (ITU-T T.81, B.2.2); before that come other marker segments:
 *
 * <pre>
 *   u16 0xFFD8
 *   u8 0xFF, any more of them, u8 marker, u16 length of what follows with these two bytes, and that
 *   frame header: marker 0xC0 to 0xCF but 0xC4, 0xC8 and 0xCC; u16 length, u8 precision, u16 height, u16 width
 * </pre>
 */
record JpegSize(int width, int height) {
    private static final int START_OF_IMAGE = 0xFFD8;
    private static final int START_OF_SCAN = 0xDA;
    private static final int DEFINE_HUFFMAN_TABLES = 0xC4;
    private static final int EXTENSION = 0xC8;
    private static final int DEFINE_ARITHMETIC_CODING = 0xCC;

    /** Reads as far as the frame header; empty if the bytes are no JPEG or end before it. */
    static Optional<JpegSize> read(InputStream jpeg) throws IOException {
        DataInputStream in = new DataInputStream(jpeg);
        try {
            return in.readUnsignedShort() == START_OF_IMAGE ? header(in) : Optional.empty();
        } catch (EOFException e) {
            return Optional.empty();
        }
    }

    private static Optional<JpegSize> header(DataInputStream in) throws IOException {
        while (in.readUnsignedByte() == 0xFF) {
            int marker = in.readUnsignedByte();
            while (marker == 0xFF) {
                marker = in.readUnsignedByte();
            }
            int length = in.readUnsignedShort();
            if (isFrame(marker)) {
                in.readUnsignedByte();
                int height = in.readUnsignedShort();
                return Optional.of(new JpegSize(in.readUnsignedShort(), height));
            }
            if (marker == START_OF_SCAN || length < Short.BYTES) {
                break;
            }
            in.skipNBytes(length - Short.BYTES);
        }
        return Optional.empty();
    }

    private static boolean isFrame(int marker) {
        return (marker & 0xF0) == 0xC0
                && marker != DEFINE_HUFFMAN_TABLES
                && marker != EXTENSION
                && marker != DEFINE_ARITHMETIC_CODING;
    }
}

package org.rundelta.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The configuration record: what a decoder must know before the first frame. Ten bytes, big-endian: version (1),
 * profile (1), width (4), height (4); then the primer, each frame after its length (4). The payload of box {@code rdvC}.
 *
 * @param width picture width in pixels
 * @param height picture height in pixels
 * @param primer up to {@value #MAX_PRIMER} coded frames, the first a keyframe, that every keyframe of the stream starts
 *     from: it knows all that was learnt from them, and may refer to one of their pictures
 */
public record CodecConfig(int width, int height, List<CodedFrame> primer) {
    /** Most frames of a primer. */
    public static final int MAX_PRIMER = 4;

    /** The bitstream version written here. */
    public static final int VERSION = 3;

    private static final int PROFILE = 0;
    private static final int SIZE = 10;
    private static final int LENGTH_SIZE = 4;

    public CodecConfig {
        primer = List.copyOf(primer);
        if (primer.size() > MAX_PRIMER) {
            throw new IllegalArgumentException("a primer of " + primer.size() + " frames: at most " + MAX_PRIMER);
        }
        if (width < 1 || height < 1 || width > Picture.MAX_SIZE || height > Picture.MAX_SIZE) {
            throw new IllegalArgumentException("picture size " + width + "x" + height + " is not from 1x1 to "
                    + Picture.MAX_SIZE + "x" + Picture.MAX_SIZE);
        }
    }

    /** A record without a primer. */
    public CodecConfig(int width, int height) {
        this(width, height, List.of());
    }

    /** The record as bytes. */
    public byte[] toBytes() {
        byte[] bytes = new byte[SIZE + primerBytes()];
        bytes[0] = VERSION;
        bytes[1] = PROFILE;
        putInt(bytes, 2, width);
        putInt(bytes, 6, height);
        int at = SIZE;
        for (CodedFrame frame : primer) {
            putInt(bytes, at, frame.data().length);
            System.arraycopy(frame.data(), 0, bytes, at + LENGTH_SIZE, frame.data().length);
            at += LENGTH_SIZE + frame.data().length;
        }
        return bytes;
    }

    /** Bytes that the primer takes in the record; 0 without one. */
    public int primerBytes() {
        return primer.stream()
                .mapToInt(frame -> LENGTH_SIZE + frame.data().length)
                .sum();
    }

    /**
     * Reads a record.
     *
     * @throws CodecException if it is too short, of another version or profile, or of an impossible size
     */
    public static CodecConfig parse(byte[] bytes) throws CodecException {
        if (bytes.length < SIZE) {
            throw new CodecException(
                    "configuration record of " + bytes.length + " bytes is malformed: it has at least " + SIZE);
        }
        if (bytes[0] != VERSION || bytes[1] != PROFILE) {
            throw new CodecException("unsupported bitstream version " + (bytes[0] & 0xFF) + ", profile "
                    + (bytes[1] & 0xFF) + ": this decoder knows version " + VERSION + ", profile " + PROFILE);
        }
        int width = getInt(bytes, 2);
        int height = getInt(bytes, 6);
        if (width < 1 || height < 1 || width > Picture.MAX_SIZE || height > Picture.MAX_SIZE) {
            throw new CodecException("configuration record is malformed: picture size " + width + "x" + height);
        }
        return new CodecConfig(width, height, parsePrimer(bytes));
    }

    private static List<CodedFrame> parsePrimer(byte[] bytes) throws CodecException {
        List<CodedFrame> primer = new ArrayList<>();
        int at = SIZE;
        while (at < bytes.length) {
            int left = bytes.length - at - LENGTH_SIZE;
            int length = left < 0 ? -1 : getInt(bytes, at);
            if (length < 1 || length > left || primer.size() == MAX_PRIMER) {
                throw new CodecException("configuration record is malformed: frame " + primer.size()
                        + " of its primer, at byte " + at + " of " + bytes.length);
            }
            at += LENGTH_SIZE;
            primer.add(new CodedFrame(Arrays.copyOfRange(bytes, at, at + length), primer.isEmpty()));
            at += length;
        }
        return primer;
    }

    /** The RFC 6381 codecs string, as in {@code rdv1.3.0}. */
    public String codecString() {
        return "rdv1." + VERSION + "." + PROFILE;
    }

    private static void putInt(byte[] bytes, int at, int value) {
        bytes[at] = (byte) (value >>> 24);
        bytes[at + 1] = (byte) (value >>> 16);
        bytes[at + 2] = (byte) (value >>> 8);
        bytes[at + 3] = (byte) value;
    }

    private static int getInt(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 24
                | (bytes[at + 1] & 0xFF) << 16
                | (bytes[at + 2] & 0xFF) << 8
                | (bytes[at + 3] & 0xFF);
    }
}

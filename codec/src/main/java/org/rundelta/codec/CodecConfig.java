package org.rundelta.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.rundelta.codec.frame.ChangeMap;

/**
 * The configuration record: what a decoder must know before the first frame. Twelve bytes, big-endian: version
 * (1), profile (1), width (4), height (4), slices (1), chroma format (1); then the primer, each frame after its length (4). The payload of box {@code rdvC}.
 *
 * @param width picture width in pixels
 * @param height picture height in pixels
 * @param slices how many bands each picture is divided into, which are coded without regard to one another so that
 *     several threads can work on one frame
 * @param chroma how finely photographic blocks sample colour differences, if there may be such blocks
 * @param primer up to {@value #MAX_PRIMER} coded frames, the first a keyframe, that every keyframe of the stream starts
 *     from: it knows all that was learnt from them, and may refer to one of their pictures
 */
public record CodecConfig(int width, int height, int slices, ChromaFormat chroma, List<CodedFrame> primer) {
    /** Most frames of a primer. */
    public static final int MAX_PRIMER = 4;

    /** Most slices of a picture; it has no more than rows of blocks either. */
    public static final int MAX_SLICES = 16;

    /** The bitstream version written here. */
    public static final int VERSION = 8;

    private static final int PROFILE = 0;
    private static final int SIZE = 12;
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
        if (slices < 1 || slices > maxSlices(height)) {
            throw new IllegalArgumentException(
                    slices + " slices: a picture " + height + " pixels high has 1 to " + maxSlices(height));
        }
    }

    /** A record of one slice and without a primer. */
    public CodecConfig(int width, int height) {
        this(width, height, 1);
    }

    /** A record without a primer. */
    public CodecConfig(int width, int height, int slices) {
        this(width, height, slices, ChromaFormat.NONE);
    }

    /** A record without a primer. */
    public CodecConfig(int width, int height, int slices, ChromaFormat chroma) {
        this(width, height, slices, chroma, List.of());
    }

    /** The same with another primer. */
    CodecConfig withPrimer(List<CodedFrame> frames) {
        return new CodecConfig(width, height, slices, chroma, frames);
    }

    /** Most slices of pictures of this height in pixels. */
    public static int maxSlices(int height) {
        return Math.min(MAX_SLICES, blockRows(height));
    }

    private static int blockRows(int height) {
        return (height + ChangeMap.BLOCK - 1) / ChangeMap.BLOCK;
    }

    /** First row of pixels of a slice; of the one after the last, the height. */
    public int top(int slice) {
        return Math.min(slice * blockRows(height) / slices * ChangeMap.BLOCK, height);
    }

    /** The record as bytes. */
    public byte[] toBytes() {
        byte[] bytes = new byte[SIZE + primerBytes()];
        bytes[0] = VERSION;
        bytes[1] = PROFILE;
        putInt(bytes, 2, width);
        putInt(bytes, 6, height);
        bytes[10] = (byte) slices;
        bytes[11] = (byte) chroma.code();
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
        int bytes = 0;
        for (CodedFrame frame : primer) {
            bytes += LENGTH_SIZE + frame.data().length;
        }
        return bytes;
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
        int slices = bytes[10] & 0xFF;
        if (slices < 1 || slices > maxSlices(height)) {
            throw new CodecException("configuration record is malformed: " + slices + " slices of " + height + " rows");
        }
        ChromaFormat chroma = ChromaFormat.of(bytes[11] & 0xFF);
        return new CodecConfig(width, height, slices, chroma, parsePrimer(bytes));
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

    /** The RFC 6381 codecs string, as in {@code rdv1.8.0}. */
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

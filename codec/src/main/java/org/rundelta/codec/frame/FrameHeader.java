package org.rundelta.codec.frame;

import org.rundelta.codec.CodecException;

/**
 * What stands before the range coded bytes of a frame (docs/bitstream.md, "Frame header"):
 *
 * <pre>
 *   byte 0       bits 0-1: type, bit 2: a tolerance follows, bit 3: mixed, bit 4: a quantiser follows, bit 5: blocks have their own,
 *                bits 6-7: reference
 *   [one byte]   tolerance, 1 to 255
 *   [one byte]   quantiser, 0 to 51
 *   two bytes    CRC-16 of all other bytes of the frame; not in a repeat frame, which is byte 0 alone
 * </pre>
 *
 * @param type one of {@link #DELTA}, {@link #KEYFRAME}, {@link #REPEAT}, {@link #PRIMED}
 * @param tolerance greatest error per channel, 0 to 255
 * @param quantiser of photographic blocks, 0 to 51; {@link #NO_QUANTISER} if there are none
 * @param blockQuantisers whether photographic blocks have quantisers of their own
 * @param mixed whether candidates and literals are coded with mixed contexts
 * @param reference of a {@link #PRIMED} frame, which picture of the primer it refers to, 0 to 3; otherwise 0
 */
public record FrameHeader(
        int type, int tolerance, int quantiser, boolean blockQuantisers, boolean mixed, int reference) {
    /** There are no photographic blocks. */
    public static final int NO_QUANTISER = -1;

    /** Coded with reference to the picture before. */
    public static final int DELTA = 0;

    /** A keyframe coded without reference to any picture. */
    public static final int KEYFRAME = 1;

    /** The picture before once more. */
    public static final int REPEAT = 2;

    /** A keyframe coded with reference to a picture of the primer. */
    public static final int PRIMED = 3;

    private static final int TYPE_MASK = 3;
    private static final int HAS_TOLERANCE = 4;
    private static final int MIXED = 8;
    private static final int HAS_QUANTISER = 0x10;
    private static final int HAS_BLOCK_QUANTISERS = 0x20;
    private static final int REFERENCE_SHIFT = 6;
    private static final int CRC_SIZE = 2;
    private static final int CRC_POLYNOMIAL = 0x1021;
    private static final int CRC_START = 0xFFFF;
    private static final char[] CRC_TABLE = new char[256];

    static {
        for (int i = 0; i < 256; i++) {
            int crc = i << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) != 0 ? crc << 1 ^ CRC_POLYNOMIAL : crc << 1;
            }
            CRC_TABLE[i] = (char) crc;
        }
    }

    /** The header of a frame that refers to no picture of the primer and has no photographic blocks. */
    public FrameHeader(int type, int tolerance, boolean mixed) {
        this(type, tolerance, NO_QUANTISER, mixed, 0);
    }

    /** The header of a frame whose photographic blocks all have its quantiser. */
    public FrameHeader(int type, int tolerance, int quantiser, boolean mixed, int reference) {
        this(type, tolerance, quantiser, false, mixed, reference);
    }

    /** Whether there may be photographic blocks. */
    public boolean hasPhoto() {
        return quantiser != NO_QUANTISER;
    }

    /** Whether decoding can begin here. */
    public boolean isKeyframe() {
        return type == KEYFRAME || type == PRIMED;
    }

    /** Bytes of the header. */
    public int size() {
        return type == REPEAT ? 1 : flagsSize() + CRC_SIZE;
    }

    /** The header with its check still zero; {@link #seal} fills it in. */
    public byte[] toBytes() {
        byte[] bytes = new byte[size()];
        int flags = (tolerance != 0 ? HAS_TOLERANCE : 0)
                | (mixed ? MIXED : 0)
                | (hasPhoto() ? HAS_QUANTISER : 0)
                | (blockQuantisers ? HAS_BLOCK_QUANTISERS : 0);
        bytes[0] = (byte) (type | flags | reference << REFERENCE_SHIFT);
        if (tolerance != 0) {
            bytes[1] = (byte) tolerance;
        }
        if (hasPhoto()) {
            bytes[flagsSize() - 1] = (byte) quantiser;
        }
        return bytes;
    }

    /** Writes the check into a whole frame that begins with this header. */
    public void seal(byte[] frame) {
        int crc = crc(frame, flagsSize());
        frame[flagsSize()] = (byte) (crc >> 8);
        frame[flagsSize() + 1] = (byte) crc;
    }

    /**
     * Reads the header of a frame and verifies its check.
     *
     * @throws CodecException if the frame is malformed
     */
    public static FrameHeader parse(byte[] frame) throws CodecException {
        if (frame.length == 0) {
            throw new CodecException("coded frame is malformed: it is empty");
        }
        int type = frame[0] & TYPE_MASK;
        boolean hasTolerance = (frame[0] & HAS_TOLERANCE) != 0;
        boolean hasQuantiser = (frame[0] & HAS_QUANTISER) != 0;
        boolean blockQuantisers = (frame[0] & HAS_BLOCK_QUANTISERS) != 0;
        boolean mixed = (frame[0] & MIXED) != 0;
        int reference = (frame[0] & 0xFF) >> REFERENCE_SHIFT;
        if ((blockQuantisers && !hasQuantiser)
                || (type != PRIMED && reference != 0)
                || (type == REPEAT && (frame.length != 1 || hasTolerance || hasQuantiser || mixed))) {
            throw new CodecException(
                    "coded frame is malformed: first byte " + (frame[0] & 0xFF) + " of " + frame.length);
        }
        if (hasTolerance && (frame.length < 2 || frame[1] == 0)) {
            throw new CodecException("coded frame is malformed: no tolerance where one is announced");
        }
        int quantiserAt = hasTolerance ? 2 : 1;
        if (hasQuantiser && (frame.length <= quantiserAt || (frame[quantiserAt] & 0xFF) > PhotoQuantiser.MAX)) {
            throw new CodecException("coded frame is malformed: no quantiser where one is announced");
        }
        FrameHeader header = new FrameHeader(
                type,
                hasTolerance ? frame[1] & 0xFF : 0,
                hasQuantiser ? frame[quantiserAt] : NO_QUANTISER,
                blockQuantisers,
                mixed,
                reference);
        header.verify(frame);
        return header;
    }

    private void verify(byte[] frame) throws CodecException {
        if (type == REPEAT) {
            return;
        }
        if (frame.length < size()) {
            throw new CodecException("coded frame is malformed: only " + frame.length + " bytes");
        }
        int stored = (frame[flagsSize()] & 0xFF) << 8 | (frame[flagsSize() + 1] & 0xFF);
        if (stored != crc(frame, flagsSize())) {
            throw new CodecException(
                    "coded frame is malformed: its " + frame.length + " bytes do not match their check");
        }
    }

    private int flagsSize() {
        return 1 + (tolerance != 0 ? 1 : 0) + (hasPhoto() ? 1 : 0);
    }

    private static int crc(byte[] frame, int crcAt) {
        return crc(crc(CRC_START, frame, 0, crcAt), frame, crcAt + CRC_SIZE, frame.length);
    }

    private static int crc(int start, byte[] bytes, int from, int to) {
        int crc = start;
        for (int i = from; i < to; i++) {
            crc = (crc << 8 & 0xFFFF) ^ CRC_TABLE[crc >> 8 ^ bytes[i] & 0xFF];
        }
        return crc;
    }
}

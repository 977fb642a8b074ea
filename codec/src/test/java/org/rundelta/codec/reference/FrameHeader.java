package org.rundelta.codec.reference;

/**
 * The start of a coded frame; docs/bitstream.md, "Frame header".
 *
 * @param type one of the constants here
 * @param quantiser of photographic blocks, or -1
 * @param hasBlockQuantisers whether blocks have quantisers of their own
 * @param reference the picture of the primer that a primed keyframe refers to
 */
record FrameHeader(int type, int tolerance, int quantiser, boolean hasBlockQuantisers, boolean isMixed, int reference) {
    static final int DELTA = 0;
    static final int KEYFRAME = 1;
    static final int REPEAT = 2;
    static final int PRIMED = 3;

    FrameHeader(int type, int tolerance, boolean isMixed) {
        this(type, tolerance, -1, false, isMixed, 0);
    }

    static FrameHeader parse(byte[] frame) throws MalformedException {
        if (frame.length == 0) {
            throw new MalformedException("a frame of no bytes");
        }
        int type = frame[0] & 3;
        boolean hasTolerance = (frame[0] & 4) != 0;
        boolean isMixed = (frame[0] & 8) != 0;
        boolean hasQuantiser = (frame[0] & 16) != 0;
        boolean hasBlockQuantisers = (frame[0] & 32) != 0;
        int reference = frame[0] >> 6 & 3;
        if ((hasBlockQuantisers && !hasQuantiser) || (type != PRIMED && reference != 0)) {
            throw new MalformedException("first byte " + (frame[0] & 0xFF));
        }
        if (type == REPEAT) {
            if (hasTolerance || isMixed || hasQuantiser || frame.length > 1) {
                throw new MalformedException("a repeat frame with more than its byte");
            }
            return new FrameHeader(type, 0, false);
        }
        int size = 3 + (hasTolerance ? 1 : 0) + (hasQuantiser ? 1 : 0);
        if (frame.length < size) {
            throw new MalformedException("a frame that ends in its header");
        }
        int tolerance = hasTolerance ? frame[1] & 0xFF : 0;
        if (hasTolerance && tolerance == 0) {
            throw new MalformedException("tolerance 0 given");
        }
        int quantiser = hasQuantiser ? frame[size - 3] & 0xFF : -1;
        if (quantiser > 51) {
            throw new MalformedException("quantiser " + quantiser);
        }
        int check = (frame[size - 2] & 0xFF) << 8 | frame[size - 1] & 0xFF;
        if (check != check(frame, size)) {
            throw new MalformedException("a wrong check");
        }
        return new FrameHeader(type, tolerance, quantiser, hasBlockQuantisers, isMixed, reference);
    }

    /** Whether decoding can begin here. */
    boolean isKeyframe() {
        return type == KEYFRAME || type == PRIMED;
    }

    /** Bytes of the header, after which the data begin. */
    int size() {
        if (type == REPEAT) {
            return 1;
        }
        return 3 + (tolerance == 0 ? 0 : 1) + (quantiser < 0 ? 0 : 1);
    }

    /** A frame with this header, not that of a repeat, and the given data. */
    byte[] frame(byte[] data) {
        byte[] frame = new byte[size() + data.length];
        frame[0] = (byte) (reference << 6
                | type
                | (tolerance == 0 ? 0 : 4)
                | (isMixed ? 8 : 0)
                | (quantiser < 0 ? 0 : 16)
                | (hasBlockQuantisers ? 32 : 0));
        if (tolerance != 0) {
            frame[1] = (byte) tolerance;
        }
        if (quantiser >= 0) {
            frame[size() - 3] = (byte) quantiser;
        }
        System.arraycopy(data, 0, frame, size(), data.length);
        return sealed(frame, size());
    }

    /** The frame, with the check that is right for it in the last two of {@code size} header bytes. */
    static byte[] sealed(byte[] frame, int size) {
        int check = check(frame, size);
        frame[size - 2] = (byte) (check >> 8);
        frame[size - 1] = (byte) check;
        return frame;
    }

    /** The check that belongs into the last two bytes of a header of {@code size} bytes. */
    static int check(byte[] frame, int size) {
        int crc = 0xFFFF;
        for (int i = 0; i < frame.length; i++) {
            boolean isCheck = i == size - 2 || i == size - 1;
            for (int mask = 0x80; mask > 0 && !isCheck; mask >>= 1) {
                boolean isOne = (frame[i] & mask) != 0;
                boolean isTopOne = (crc & 0x8000) != 0;
                crc = (crc << 1 & 0xFFFF) ^ (isOne == isTopOne ? 0 : 0x1021);
            }
        }
        return crc;
    }
}

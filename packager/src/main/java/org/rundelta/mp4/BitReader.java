package org.rundelta.mp4;

import java.util.Arrays;
import org.rundelta.mp4.Mp4Exception.Reason;

/** Reads bits from the most significant on, as the headers of H.264, HEVC and AV1 have them. */
final class BitReader {
    private static final int MAX_EXP_GOLOMB = 31;

    private final byte[] data;
    private final String place;
    private int at;

    /**
     * @param place where they stand, for messages
     */
    BitReader(byte[] data, String place) {
        this.data = data;
        this.place = place;
    }

    /** A reader of a NAL unit's payload: without the bytes that keep start codes out (ISO/IEC 14496-10, 7.4.1). */
    static BitReader ofNalUnit(byte[] unit, String place) {
        byte[] payload = new byte[unit.length];
        int length = 0;
        int zeros = 0;
        for (byte value : unit) {
            if (zeros >= 2 && value == 3) {
                zeros = 0;
                continue;
            }
            zeros = value == 0 ? zeros + 1 : 0;
            payload[length++] = value;
        }
        return new BitReader(Arrays.copyOf(payload, length), place);
    }

    /** An unsigned number of up to 32 bits. */
    long bits(int count) throws Mp4Exception {
        if (count > data.length * (long) Byte.SIZE - at) {
            throw new Mp4Exception(Reason.MALFORMED, "it ends inside a header", place);
        }
        long value = 0;
        for (int i = 0; i < count; i++, at++) {
            value = value << 1 | data[at >> 3] >> (7 - (at & 7)) & 1;
        }
        return value;
    }

    boolean flag() throws Mp4Exception {
        return bits(1) != 0;
    }

    void skip(int count) throws Mp4Exception {
        for (int left = count; left > 0; left -= Integer.SIZE) {
            bits(Math.min(left, Integer.SIZE));
        }
    }

    /** An Exp-Golomb number (ISO/IEC 14496-10, 9.1), which is also AV1's {@code uvlc}. */
    int expGolomb() throws Mp4Exception {
        int zeros = 0;
        while (!flag()) {
            if (++zeros > MAX_EXP_GOLOMB) {
                throw new Mp4Exception(Reason.MALFORMED, "a number of more than 32 bits", place);
            }
        }
        return (int) ((1L << zeros) - 1 + bits(zeros));
    }
}

package org.rundelta.mp4;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * The units of H.264 and HEVC: encoders put a start code, {@code 000001}, before each (ISO/IEC 14496-10, annex B), files
 * its length in four bytes (ISO/IEC 14496-15, 4.3.3).
 */
public final class NalUnits {
    private static final int START_CODE = 3;
    private static final int LENGTH = 4;

    private NalUnits() {}

    /** The units of a stream with start codes, without those. */
    public static List<byte[]> split(byte[] stream) {
        List<byte[]> units = new ArrayList<>();
        int start = next(stream, 0);
        while (start < stream.length) {
            int next = next(stream, start + START_CODE);
            int end = next;
            // zeros before a start code belong to it; a unit never ends in one
            while (end > start + START_CODE && stream[end - 1] == 0) {
                end--;
            }
            if (end > start + START_CODE) {
                units.add(Arrays.copyOfRange(stream, start + START_CODE, end));
            }
            start = next;
        }
        return units;
    }

    /** Place of the first start code from {@code from} on, or the end. */
    private static int next(byte[] stream, int from) {
        for (int i = from; i + START_CODE <= stream.length; i++) {
            if (stream[i] == 0 && stream[i + 1] == 0 && stream[i + 2] == 1) {
                return i;
            }
        }
        return stream.length;
    }

    /** A stream with start codes as a file has it. */
    public static byte[] toSample(byte[] stream, Predicate<byte[]> isWanted) {
        BoxWriter out = new BoxWriter();
        for (byte[] unit : split(stream)) {
            if (isWanted.test(unit)) {
                out.u32(unit.length);
                out.bytes(unit);
            }
        }
        return out.toBytes();
    }

    /** Bytes of a unit's length in a sample written here. */
    static int lengthSize() {
        return LENGTH;
    }
}

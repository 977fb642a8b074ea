package org.rundelta.codec.reference;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The slices in a coded frame; docs/bitstream.md, "Slices". */
final class Slices {
    private Slices() {}

    static List<byte[]> split(byte[] frame, int count) throws MalformedException {
        List<Integer> lengths = new ArrayList<>();
        int position = 0;
        for (int k = 1; k < count; k++) {
            int length = 0;
            int groups = 0;
            int next;
            do {
                if (position == frame.length || groups == 4) {
                    throw new MalformedException("the length of slice " + k);
                }
                next = frame[position] & 0xFF;
                length = length * 128 + next % 128;
                position = position + 1;
                groups = groups + 1;
            } while (next >= 128);
            lengths.add(length);
        }
        List<byte[]> slices = new ArrayList<>();
        for (int length : lengths) {
            if (length > frame.length - position) {
                throw new MalformedException("a slice of " + length + " bytes");
            }
            slices.add(Arrays.copyOfRange(frame, position, position + length));
            position = position + length;
        }
        slices.add(Arrays.copyOfRange(frame, position, frame.length));
        return slices;
    }

    /** Slices of less than 2^14 bytes as a frame. */
    static byte[] join(List<byte[]> slices) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        for (byte[] slice : slices.subList(0, slices.size() - 1)) {
            frame.write(slice.length / 128 + 128);
            frame.write(slice.length % 128);
        }
        slices.forEach(frame::writeBytes);
        return frame.toByteArray();
    }
}

package org.rundelta.codec.frame;

import java.util.Arrays;
import org.rundelta.codec.CodecException;

/** The slices of a frame as one sequence of bytes (docs/bitstream.md, "Slices"). */
public final class SlicedFrame {
    private static final int GROUP_BITS = 7;
    private static final int GROUP = (1 << GROUP_BITS) - 1;
    private static final int MORE = 1 << GROUP_BITS;
    private static final int MAX_GROUPS = 4;

    private SlicedFrame() {}

    /** Joins slices: the lengths of all but the last, then the slices. */
    public static byte[] join(byte[][] slices) {
        if (slices.length == 1) {
            return slices[0];
        }
        int size = slices[slices.length - 1].length;
        for (int k = 0; k < slices.length - 1; k++) {
            size += lengthBytes(slices[k].length) + slices[k].length;
        }
        byte[] frame = new byte[size];
        int at = 0;
        for (int k = 0; k < slices.length - 1; k++) {
            at = putLength(frame, at, slices[k].length);
        }
        for (byte[] slice : slices) {
            System.arraycopy(slice, 0, frame, at, slice.length);
            at += slice.length;
        }
        return frame;
    }

    /**
     * Takes a frame apart.
     *
     * @param slices takes the slices; its length says how many there are
     * @throws CodecException if the lengths are malformed or lead out of the frame
     */
    public static void split(byte[] frame, byte[][] slices) throws CodecException {
        int last = slices.length - 1;
        if (last == 0) {
            slices[0] = frame;
            return;
        }
        int at = 0;
        for (int k = 0; k < last; k++) {
            at = endOfLength(frame, at);
        }
        int lengthAt = 0;
        for (int k = 0; k < last; k++) {
            int length = length(frame, lengthAt);
            if (length > frame.length - at) {
                throw malformed(frame);
            }
            slices[k] = Arrays.copyOfRange(frame, at, at + length);
            lengthAt = endOfLength(frame, lengthAt);
            at += length;
        }
        slices[last] = Arrays.copyOfRange(frame, at, frame.length);
    }

    private static int endOfLength(byte[] frame, int at) throws CodecException {
        for (int end = at; end < frame.length && end < at + MAX_GROUPS; end++) {
            if ((frame[end] & MORE) == 0) {
                return end + 1;
            }
        }
        throw malformed(frame);
    }

    private static int length(byte[] frame, int at) {
        int length = frame[at] & GROUP;
        for (int k = at; (frame[k] & MORE) != 0; k++) {
            length = length << GROUP_BITS | frame[k + 1] & GROUP;
        }
        return length;
    }

    private static CodecException malformed(byte[] frame) {
        return new CodecException("coded frame is malformed: lengths of slices in " + frame.length + " bytes");
    }

    private static int lengthBytes(int length) {
        if (length >= 1 << MAX_GROUPS * GROUP_BITS) {
            throw new IllegalStateException("a slice of " + length + " bytes is too long");
        }
        int bytes = 1;
        while (length >> bytes * GROUP_BITS > 0) {
            bytes++;
        }
        return bytes;
    }

    private static int putLength(byte[] frame, int at, int length) {
        int bytes = lengthBytes(length);
        for (int k = bytes - 1; k >= 0; k--) {
            frame[at++] = (byte) (length >> k * GROUP_BITS & GROUP | (k > 0 ? MORE : 0));
        }
        return at;
    }
}

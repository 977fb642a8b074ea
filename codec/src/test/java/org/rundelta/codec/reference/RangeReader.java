package org.rundelta.codec.reference;

import java.util.List;

/** Reads decisions from the data of a frame; docs/bitstream.md, "Range coder". */
final class RangeReader implements DecisionSource {
    private final byte[] frame;
    private int position;
    private long range = 0xFFFFFFFFL;
    private long code;

    /** Reads the frame's bytes from {@code position} on. */
    RangeReader(byte[] frame, int position) {
        this.frame = frame;
        this.position = position;
        for (int i = 0; i < 4; i++) {
            code = code << 8 | nextByte();
        }
    }

    @Override
    public int decide(List<Object> context, int p, int bits) {
        long bound = (range >>> bits) * p;
        int value;
        if (code < bound) {
            value = 1;
            range = bound;
        } else {
            value = 0;
            range = range - bound;
            code = code - bound;
        }
        while (range < 1 << 24) {
            range = range << 8;
            code = (code << 8 | nextByte()) & 0xFFFFFFFFL;
        }
        return value;
    }

    private int nextByte() {
        return position < frame.length ? frame[position++] & 0xFF : 0;
    }
}

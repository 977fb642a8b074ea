package org.rundelta.codec.reference;

import java.util.List;
import java.util.Map;

/** The data of one frame; docs/bitstream.md, "Range coder" and "Length code". */
final class Decisions {
    private final Map<List<Object>, Context> contexts;
    private final byte[] frame;
    private int position;
    private long range = 0xFFFFFFFFL;
    private long code;

    /** Reads the frame's bytes from {@code position} on. */
    Decisions(Map<List<Object>, Context> contexts, byte[] frame, int position) {
        this.contexts = contexts;
        this.frame = frame;
        this.position = position;
        for (int i = 0; i < 4; i++) {
            code = code << 8 | nextByte();
        }
    }

    int bit(Object... context) {
        return bit(List.of(context));
    }

    int bit(List<Object> name) {
        Context context = contexts.computeIfAbsent(name, unused -> new Context());
        long bound = (range >>> 12) * context.probability();
        int value;
        if (code < bound) {
            value = 1;
            range = bound;
        } else {
            value = 0;
            range = range - bound;
            code = code - bound;
        }
        context.learn(value);
        while (range < 1 << 24) {
            range = range << 8;
            code = (code << 8 | nextByte()) & 0xFFFFFFFFL;
        }
        return value;
    }

    private int nextByte() {
        return position < frame.length ? frame[position++] & 0xFF : 0;
    }

    int length(Object... set) {
        List<Object> s = List.of(set);
        int k = 0;
        while (k < 27 && bit(s, "more", k) == 1) {
            k = k + 1;
        }
        int v = 1;
        for (int i = 0; i < k; i++) {
            v = v << 1 | (v < 4 ? bit(s, "digit", k, v) : bit(s, "low"));
        }
        return v - 1;
    }
}

package org.rundelta.codec.frame;

import org.rundelta.codec.entropy.BitCoder;
import org.rundelta.codec.entropy.LengthModel;

/** The motion vectors that the blocks of one frame may name by index, in whole pixels; index 0 is always (0, 0). */
public final class MotionCandidates {
    /** Most candidates a frame may have, (0, 0) among them. */
    public static final int MAX = 16;

    private static final int X = MAX;
    private static final int Y = X + 1 + LengthModel.CONTEXTS;
    static final int CONTEXTS = Y + 1 + LengthModel.CONTEXTS;

    private final int[] dx = new int[MAX];
    private final int[] dy = new int[MAX];
    private int size = 1;

    public int size() {
        return size;
    }

    public int dx(int index) {
        return dx[index];
    }

    public int dy(int index) {
        return dy[index];
    }

    /** Keeps (0, 0) alone. */
    public void clear() {
        size = 1;
    }

    /** Adds a vector; there must be fewer than {@link #MAX}. */
    public void add(int x, int y) {
        dx[size] = x;
        dy[size] = y;
        size++;
    }

    /** Codes the list: before each vector a flag that there is one more (docs/bitstream.md, "Motion candidates"). */
    void code(BitCoder coder, int base) {
        int count = 1;
        while (count < MAX && coder.bit(base + count, count < size ? 1 : 0) != 0) {
            dx[count] = codeSigned(coder, base + X, dx[count]);
            dy[count] = codeSigned(coder, base + Y, dy[count]);
            count++;
        }
        size = count;
    }

    private static int codeSigned(BitCoder coder, int base, int value) {
        int magnitude = LengthModel.code(coder, base + 1, Math.abs(value));
        if (magnitude == 0) {
            return 0;
        }
        return coder.bit(base, value < 0 ? 1 : 0) != 0 ? -magnitude : magnitude;
    }
}

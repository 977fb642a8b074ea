package org.rundelta.codec.entropy;

import java.util.Arrays;

/** Writes bits with a binary range coder: 32-bit range, carries resolved on the way (docs/bitstream.md, "Range coder"). */
public final class RangeEncoder implements BitCoder {
    private final BitModel model;
    private byte[] buffer = new byte[1 << 12];
    private int size;
    private long low;
    private int range;
    /** The last byte not yet written, since a carry may still reach it; -1 before the first. */
    private int held;
    /** Bytes 0xFF after the held one, which a carry would run through. */
    private int heldCount;

    private int headerSize;

    public RangeEncoder(BitModel model) {
        this.model = model;
    }

    /** Begins a new stream after the given header bytes. */
    public void start(byte... header) {
        System.arraycopy(header, 0, buffer, 0, header.length);
        size = header.length;
        headerSize = header.length;
        low = 0;
        range = -1;
        held = -1;
        heldCount = 0;
    }

    /** Bytes up to here, as far as they are known. */
    public int size() {
        return size;
    }

    @Override
    public int bit(int context, int value) {
        decide((range >>> BitModel.PROBABILITY_BITS) * model.probability(context), value);
        model.update(context, value);
        return value;
    }

    @Override
    public int bit16(int probability, int value) {
        decide((range >>> 16) * probability, value);
        return value;
    }

    private void decide(int bound, int value) {
        if (value != 0) {
            range = bound;
        } else {
            low += bound & 0xFFFFFFFFL;
            range -= bound;
        }
        while (range >>> 24 == 0) {
            range <<= 8;
            shift();
        }
    }

    /** Ends the stream and returns header and coded bytes, without the trailing zero bytes that the decoder supplies. */
    public byte[] finish() {
        roundToShortest();
        for (int i = 0; i < 5; i++) {
            shift();
        }
        while (size > headerSize && buffer[size - 1] == 0) {
            size--;
        }
        return Arrays.copyOf(buffer, size);
    }

    /** Any value in [low, low + range) ends the stream; the one with most trailing zeros is shortest. */
    private void roundToShortest() {
        long end = low + (range & 0xFFFFFFFFL);
        for (int zeros = 32; zeros >= 0; zeros--) {
            long mask = (1L << zeros) - 1;
            long rounded = low + mask & ~mask;
            if (rounded < end) {
                low = rounded;
                return;
            }
        }
    }

    private void shift() {
        int top = (int) (low >>> 24);
        low = (low & 0xFFFFFF) << 8;
        if (top == 0xFF) {
            heldCount++;
            return;
        }
        int carry = top >>> 8;
        if (held >= 0) {
            put(held + carry);
        }
        for (; heldCount > 0; heldCount--) {
            put(0xFF + carry);
        }
        held = top & 0xFF;
    }

    private void put(int value) {
        if (size == buffer.length) {
            buffer = Arrays.copyOf(buffer, size * 2);
        }
        buffer[size++] = (byte) value;
    }
}

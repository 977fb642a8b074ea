package org.rundelta.codec.entropy;

/** Reads what {@link RangeEncoder} wrote. Past the end of the data it reads zero bytes, as many as are asked for. */
public final class RangeDecoder implements BitCoder {
    private final BitModel model;
    private byte[] data = new byte[0];
    private int at;
    private int range;
    private int code;

    public RangeDecoder(BitModel model) {
        this.model = model;
    }

    /** Begins to read at the given byte. */
    public void start(byte[] data, int offset) {
        this.data = data;
        at = offset;
        range = -1;
        code = 0;
        for (int i = 0; i < 4; i++) {
            code = code << 8 | next();
        }
    }

    @Override
    public int bit(int context, int value) {
        int bit = decide((range >>> BitModel.PROBABILITY_BITS) * model.probability(context));
        model.update(context, bit);
        return bit;
    }

    @Override
    public int bit16(int probability, int value) {
        return decide((range >>> 16) * probability);
    }

    private int decide(int bound) {
        int bit;
        if (Integer.compareUnsigned(code, bound) < 0) {
            range = bound;
            bit = 1;
        } else {
            code -= bound;
            range -= bound;
            bit = 0;
        }
        while (range >>> 24 == 0) {
            range <<= 8;
            code = code << 8 | next();
        }
        return bit;
    }

    private int next() {
        return at < data.length ? data[at++] & 0xFF : 0;
    }
}

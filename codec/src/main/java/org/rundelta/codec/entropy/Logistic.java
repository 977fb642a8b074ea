package org.rundelta.codec.entropy;

/**
 * The logistic domain (docs/bitstream.md, "Mixing"): {@code ln(p / (1 - p))} in units of 1/256, from -2047 to 2047,
 * where the opinions of several models add up. Whole numbers only, so that every machine computes the same.
 */
final class Logistic {
    static final int LIMIT = 2047;

    /** Of a probability in units of 1/4096, the place in the logistic domain. */
    static final short[] STRETCH = new short[1 << 12];

    /** Of a place in the logistic domain plus 2048, the probability in units of 1/65536, from 22 to 65514. */
    static final char[] SQUASH = new char[1 << 12];

    static {
        int odds = 1 << 18;
        for (int x = 0; x <= LIMIT; x++) {
            int against = (1 << 30) / (odds + (1 << 18) >> 4);
            SQUASH[2048 + x] = (char) ((1 << 16) - against);
            SQUASH[2048 - x] = (char) against;
            // exp(1 / 256), but for a part in ten million
            odds += (odds >> 8) + (odds >> 17);
        }
        SQUASH[0] = SQUASH[1];
        int x = -LIMIT;
        for (int p = 0; p < STRETCH.length; p++) {
            while (x < LIMIT && SQUASH[2048 + x] < 16 * p + 8) {
                x++;
            }
            STRETCH[p] = (short) x;
        }
    }

    private Logistic() {}
}

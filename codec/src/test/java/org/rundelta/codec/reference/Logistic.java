package org.rundelta.codec.reference;

/** The two functions of docs/bitstream.md, "Mixing". */
final class Logistic {
    private static final int[] ODDS = new int[2048];
    private static final int[] STRETCH = new int[4096];

    static {
        ODDS[0] = 1 << 18;
        for (int x = 0; x < 2047; x++) {
            ODDS[x + 1] = ODDS[x] + (ODDS[x] >> 8) + (ODDS[x] >> 17);
        }
        for (int q = 0; q < 4096; q++) {
            STRETCH[q] = smallest(q);
        }
    }

    private Logistic() {}

    static int squash(int x) {
        return x >= 0 ? 65536 - against(x) : against(-x);
    }

    static int stretch(int q) {
        return STRETCH[q];
    }

    private static int against(int x) {
        return (1 << 30) / ((ODDS[x] + (1 << 18)) >> 4);
    }

    private static int smallest(int q) {
        int x = -2047;
        while (x != 2047 && squash(x) < 16 * q + 8) {
            x = x + 1;
        }
        return x;
    }
}

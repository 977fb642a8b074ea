package org.rundelta.codec.frame;

/** Classes of differences between channel values, looked up: comparing would mispredict (docs/bitstream.md, "Mixing"). */
final class Differences {
    private static final int LIMIT = 1024;
    private static final byte[] FINE = new byte[2 * LIMIT];
    private static final byte[] COARSE = new byte[2 * LIMIT];
    private static final byte[] ACTIVITY = new byte[6 * 256];

    static {
        for (int size = 0; size < LIMIT; size++) {
            int fine = size < 3 ? size : size < 6 ? 3 : size < 12 ? 4 : size < 28 ? 5 : 6;
            FINE[LIMIT + size] = (byte) (6 + fine);
            FINE[LIMIT - size] = (byte) (6 - fine);
            int coarse = size < 1 ? 0 : size < 3 ? 1 : size < 10 ? 2 : 3;
            COARSE[LIMIT + size] = (byte) (3 + coarse);
            COARSE[LIMIT - size] = (byte) (3 - coarse);
        }
        for (int sum = 0; sum < ACTIVITY.length; sum++) {
            int bits = 32 - Integer.numberOfLeadingZeros(sum);
            ACTIVITY[sum] = (byte) (sum < 4 ? sum : Math.min(4 + (bits - 3 << 1) + (sum >> bits - 2 & 1), 15));
        }
    }

    private Differences() {}

    /** A difference, of less than 1024, in thirteen classes. */
    static int fine(int difference) {
        return FINE[LIMIT + difference];
    }

    /** Three differences in thirteen classes each. */
    static int fine(int a, int b, int c) {
        return (FINE[LIMIT + a] * 13 + FINE[LIMIT + b]) * 13 + FINE[LIMIT + c];
    }

    /** A difference in seven classes. */
    static int coarse(int difference) {
        return COARSE[LIMIT + difference];
    }

    /** A sum of six magnitudes of residuals in sixteen classes. */
    static int activity(int sum) {
        return ACTIVITY[sum];
    }
}

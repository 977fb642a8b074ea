package org.rundelta.codec.reference;

/** Classes of differences; docs/bitstream.md, "Mixing". */
final class Classes {
    private static final int[] FINE = {0, 1, 2, 3, 6, 12, 28};
    private static final int[] COARSE = {0, 1, 3, 10};

    private Classes() {}

    static int f(int d) {
        return signed(d, FINE) + 6;
    }

    static int f(int a, int b, int d) {
        return (f(a) * 13 + f(b)) * 13 + f(d);
    }

    static int c(int d) {
        return signed(d, COARSE) + 3;
    }

    /** The class of which {@code least} has the least magnitude, with the sign of the difference. */
    private static int signed(int difference, int[] least) {
        int number = 0;
        while (number + 1 < least.length && Math.abs(difference) >= least[number + 1]) {
            number++;
        }
        return difference < 0 ? -number : number;
    }
}

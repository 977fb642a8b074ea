package org.rundelta.codec.reference;

/** Squares predicted from their surroundings; docs/bitstream.md, "Intra prediction". */
final class IntraPrediction {
    private static final int[] ANGLES = {-32, -20, -9, 0, 9, 20, 32};
    private static final int[] INVERSE = {256, 410, 910};

    private final int n;
    private final int[] e;

    /** @param known of the five parts: below left, left, corner, above, above right */
    IntraPrediction(Grid plane, int left, int upper, int n, boolean[] known) {
        this.n = n;
        e = new int[4 * n + 1];
        boolean[] has = new boolean[e.length];
        for (int i = 0; i < e.length; i++) {
            int part = i < 2 * n ? i / n : i == 2 * n ? 2 : 3 + (i - 2 * n - 1) / n;
            has[i] = known[part];
            if (has[i]) {
                e[i] = i <= 2 * n
                        ? plane.at(left - 1, upper + 2 * n - 1 - i)
                        : plane.at(left + i - 2 * n - 1, upper - 1);
            }
        }
        fill(has);
    }

    private void fill(boolean[] has) {
        int first = 0;
        while (first < e.length && !has[first]) {
            first = first + 1;
        }
        int value = first == e.length ? 128 : e[first];
        for (int i = 0; i < e.length; i++) {
            if (!has[i]) {
                e[i] = value;
            }
            value = e[i];
        }
    }

    int sample(int mode, int x, int y) {
        int bits = n == 8 ? 4 : 5;
        if (mode == 0) {
            int l = e[2 * n - 1 - y];
            int a = e[2 * n + 1 + x];
            int r = e[3 * n + 1];
            int b = e[n - 1];
            return ((n - 1 - x) * l + (x + 1) * r + (n - 1 - y) * a + (y + 1) * b + n) >> bits;
        }
        if (mode == 1) {
            int sum = n;
            for (int i = 0; i < n; i++) {
                sum += e[n + i] + e[2 * n + 1 + i];
            }
            return sum >> bits;
        }
        return mode < 9 ? directed(mode - 2, x, y, 1) : directed(mode - 9, y, x, -1);
    }

    private int directed(int direction, int x, int y, int s) {
        int p = (y + 1) * ANGLES[direction];
        int fraction = p & 31;
        int second = fraction == 0 ? 0 : i(direction, x + 2 + (p >> 5), s);
        return ((32 - fraction) * i(direction, x + 1 + (p >> 5), s) + fraction * second + 16) >> 5;
    }

    private int i(int direction, int k, int s) {
        return k >= 0 ? e[2 * n + s * k] : e[2 * n - s * Math.min((-k * INVERSE[direction] + 128) >> 8, n)];
    }
}

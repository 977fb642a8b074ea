package org.rundelta.codec.reference;

import java.util.List;

/** The levels of one transform, and what becomes of them; docs/bitstream.md, "Levels" and "Transform". */
final class Levels {
    private static final int[] COSINES = {64, 90, 89, 87, 83, 80, 75, 70, 64, 57, 50, 43, 36, 25, 18, 9, 0};
    private static final int[] STEPS = {10, 11, 13, 14, 16, 18};

    private final Decisions data;
    private final String t;
    private final int size;
    private final int[] levels;
    /** Of each place of the scan, its index. */
    private final int[] scan;

    Levels(Decisions data, Quarter.Kind kind, boolean isChroma, int size) {
        this.data = data;
        this.t = kind + (isChroma ? " chroma " : " luma ") + size;
        this.size = size;
        levels = new int[size * size];
        scan = new int[size * size];
        int place = 0;
        for (int sum = 0; sum < 2 * size - 1; sum++) {
            for (int x = 0; x < size; x++) {
                int y = sum - x;
                if (y >= 0 && y < size) {
                    scan[place++] = y * size + x;
                }
            }
        }
    }

    int[] read() {
        int last = Math.min(data.length("last", t), scan.length - 1);
        for (int place = last; place >= 0; place--) {
            int x = scan[place] % size;
            int y = scan[place] / size;
            int near = near(x + 1, y) + near(x, y + 1) + near(x + 1, y + 1) + near(x + 2, y) + near(x, y + 2);
            int nearby = near < 4 ? near : near < 6 ? 4 : 5;
            if (place == last || data.bit("not 0", t, band(x + y), nearby) == 1) {
                int m = magnitude(place, nearby);
                boolean isNegative = data.source().decide(List.of("level sign"), 32768, 16) == 1;
                levels[scan[place]] = isNegative ? -m : m;
            }
        }
        return levels;
    }

    private int near(int x, int y) {
        return x < size && y < size ? Math.min(Math.abs(levels[y * size + x]), 4) : 0;
    }

    private int band(int d) {
        if (d < 2) {
            return d;
        }
        return d < 4 ? 2 : d < (size == 16 ? 8 : 7) ? 3 : 4;
    }

    private int magnitude(int place, int nearby) {
        if (data.bit("above 1", t, place == 0, nearby) == 0) {
            return 1;
        }
        int m = 2;
        while (m < 14 && data.bit("above", t, nearby, m) == 1) {
            m = m + 1;
        }
        return m == 14 ? Math.min(14 + data.length("rest", t), 32767) : m;
    }

    /** The quantiser of a plane, where that of the frame is q. */
    static int quantiser(int q, int plane) {
        return plane == 0 || q <= 29 ? q : q - (q - 28) / 2;
    }

    static int step(int q) {
        return STEPS[q % 6] << (q / 6);
    }

    static int[] residuals(int[] levels, int n, int q) {
        int[][] b = new int[n][n];
        for (int y = 0; y < n; y++) {
            for (int u = 0; u < n; u++) {
                int sum = 64;
                for (int v = 0; v < n; v++) {
                    int c = Math.min(Math.max(levels[v * n + u] * step(q), -65535), 65535);
                    sum = Math.addExact(sum, m(n, v, y) * c);
                }
                b[y][u] = sum >> 7;
            }
        }
        int s = n == 8 ? 12 : 13;
        int[] residuals = new int[n * n];
        for (int y = 0; y < n; y++) {
            for (int x = 0; x < n; x++) {
                int sum = 1 << (s - 1);
                for (int u = 0; u < n; u++) {
                    sum = Math.addExact(sum, m(n, u, x) * b[y][u]);
                }
                residuals[y * n + x] = sum >> s;
            }
        }
        return residuals;
    }

    private static int m(int n, int k, int i) {
        return cosine((2 * i + 1) * k * 16 / n);
    }

    private static int cosine(int a) {
        if (a >= 64) {
            return cosine(a % 64);
        }
        if (a > 32) {
            return cosine(64 - a);
        }
        return a > 16 ? -cosine(32 - a) : COSINES[a];
    }
}

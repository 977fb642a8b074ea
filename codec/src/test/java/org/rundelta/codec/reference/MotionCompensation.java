package org.rundelta.codec.reference;

/** Samples from between those of the previous picture; docs/bitstream.md, "Motion compensation". */
final class MotionCompensation {
    private static final int[][] QUARTERS = {
        {0, 0, 0, 64, 0, 0, 0, 0},
        {-1, 4, -10, 58, 17, -5, 1, 0},
        {-1, 4, -11, 40, 40, -11, 4, -1},
        {0, 1, -5, 17, 58, -10, 4, -1}
    };
    private static final int[][] EIGHTHS = {
        {0, 64, 0, 0},
        {-2, 58, 10, -2},
        {-4, 54, 16, -2},
        {-6, 46, 28, -4},
        {-4, 36, 36, -4},
        {-4, 28, 46, -6},
        {-2, 16, 54, -4},
        {-2, 10, 58, -2}
    };

    private MotionCompensation() {}

    /** @param top row of the previous picture's Y at which the band begins */
    static int predict(Components before, int plane, int x, int y, int top, Vector vector) {
        int scale = before.scale(plane);
        int shift = scale == 2 ? 3 : 2;
        int[][] filters = scale == 2 ? EIGHTHS : QUARTERS;
        int[] f = filters[vector.dx() & (1 << shift) - 1];
        int[] g = filters[vector.dy() & (1 << shift) - 1];
        int first = scale == 2 ? -1 : -3;
        int column = x + (vector.dx() >> shift) + first;
        int row = y + top / scale + (vector.dy() >> shift) + first;
        int sum = 2048;
        for (int j = 0; j < g.length; j++) {
            int across = 0;
            for (int i = 0; i < f.length; i++) {
                across += f[i] * before.near(plane, column + i, row + j);
            }
            sum += g[j] * across;
        }
        return Components.clamp(sum >> 12);
    }
}

package org.rundelta.codec.search;

/** How far the samples of two blocks are apart, by measures that cost more the nearer they come to what counts. */
final class BlockError {
    private BlockError() {}

    /** Sum of squared differences of so many samples. */
    static int squared(int[] a, int[] b, int count) {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            int d = a[i] - b[i];
            sum += d * d;
        }
        return sum;
    }

    /** Sum of absolute differences. */
    static int absolute(int[] a, int[] b, int count) {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            sum += Math.abs(a[i] - b[i]);
        }
        return sum;
    }

    /** Sum of absolute values of 4x4 Hadamard transforms, halved: comes closer to bits than the plain difference. */
    static int hadamard(int[] a, int at, int stride, int[] b, int bAt, int bStride, int size) {
        int sum = 0;
        for (int y = 0; y < size; y += 4) {
            for (int x = 0; x < size; x += 4) {
                sum += hadamard4(a, at + y * stride + x, stride, b, bAt + y * bStride + x, bStride);
            }
        }
        return sum;
    }

    private static int hadamard4(int[] a, int at, int stride, int[] b, int bAt, int bStride) {
        int sum = 0;
        int s00 = 0, s01 = 0, s02 = 0, s03 = 0, s10 = 0, s11 = 0, s12 = 0, s13 = 0;
        int s20 = 0, s21 = 0, s22 = 0, s23 = 0, s30 = 0, s31 = 0, s32 = 0, s33 = 0;
        for (int y = 0; y < 4; y++) {
            int d0 = a[at] - b[bAt];
            int d1 = a[at + 1] - b[bAt + 1];
            int d2 = a[at + 2] - b[bAt + 2];
            int d3 = a[at + 3] - b[bAt + 3];
            int e0 = d0 + d1;
            int e1 = d0 - d1;
            int e2 = d2 + d3;
            int e3 = d2 - d3;
            int f0 = e0 + e2;
            int f1 = e1 + e3;
            int f2 = e0 - e2;
            int f3 = e1 - e3;
            switch (y) {
                case 0 -> {
                    s00 = f0;
                    s01 = f1;
                    s02 = f2;
                    s03 = f3;
                }
                case 1 -> {
                    s10 = f0;
                    s11 = f1;
                    s12 = f2;
                    s13 = f3;
                }
                case 2 -> {
                    s20 = f0;
                    s21 = f1;
                    s22 = f2;
                    s23 = f3;
                }
                default -> {
                    s30 = f0;
                    s31 = f1;
                    s32 = f2;
                    s33 = f3;
                }
            }
            at += stride;
            bAt += bStride;
        }
        sum += column(s00, s10, s20, s30);
        sum += column(s01, s11, s21, s31);
        sum += column(s02, s12, s22, s32);
        sum += column(s03, s13, s23, s33);
        return sum >> 1;
    }

    private static int column(int a, int b, int c, int d) {
        int e0 = a + b;
        int e1 = a - b;
        int e2 = c + d;
        int e3 = c - d;
        return Math.abs(e0 + e2) + Math.abs(e1 + e3) + Math.abs(e0 - e2) + Math.abs(e1 - e3);
    }
}

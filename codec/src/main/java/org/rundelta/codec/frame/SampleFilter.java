package org.rundelta.codec.frame;

/**
 * Filters with four or eight taps along samples that stand a fixed step apart. What stands there is first moved to the
 * beginning of an array of its own, and no more than four such arrays are added up at once: so the JIT vectorises the
 * sums (five arrays in a loop are too many for it), which is five times as fast as reading samples where they are.
 */
public final class SampleFilter {
    /** Most results at once. */
    public static final int MAX = 24 * 24;

    private static final int GROUP = 4;

    private final int[][] moved = new int[8][MAX];

    /** Filtered samples, rounded and limited to 0 to 255. */
    public void limited(int[] from, int[] to, int[] taps, int step, int count, int shift) {
        move(from, taps.length, step, count);
        if (taps.length == GROUP) {
            addLimited(from, moved[1], moved[2], moved[3], to, taps, count, shift);
        } else {
            add(from, moved[1], moved[2], moved[3], to, taps, count);
            addMoreLimited(moved[4], moved[5], moved[6], moved[7], to, taps, count, shift);
        }
    }

    /** Filtered samples as they are, for another filter. */
    public void exact(int[] from, int[] to, int[] taps, int step, int count) {
        move(from, taps.length, step, count);
        if (taps.length == GROUP) {
            add(from, moved[1], moved[2], moved[3], to, taps, count);
        } else {
            add(from, moved[1], moved[2], moved[3], to, taps, count);
            addMore(moved[4], moved[5], moved[6], moved[7], to, taps, count);
        }
    }

    private void move(int[] from, int taps, int step, int count) {
        for (int k = 1; k < taps; k++) {
            Rows.copy(from, k * step, moved[k], 0, count);
        }
    }

    private static void add(int[] r0, int[] r1, int[] r2, int[] r3, int[] to, int[] taps, int count) {
        int a = taps[0];
        int b = taps[1];
        int c = taps[2];
        int d = taps[3];
        for (int i = 0; i < count; i++) {
            to[i] = a * r0[i] + b * r1[i] + c * r2[i] + d * r3[i];
        }
    }

    private static void addMore(int[] r4, int[] r5, int[] r6, int[] r7, int[] to, int[] taps, int count) {
        int e = taps[4];
        int f = taps[5];
        int g = taps[6];
        int h = taps[7];
        for (int i = 0; i < count; i++) {
            to[i] += e * r4[i] + f * r5[i] + g * r6[i] + h * r7[i];
        }
    }

    /** Limits without {@code Math.min}, which the JIT of Java 17 does not vectorise. */
    private static void addLimited(int[] r0, int[] r1, int[] r2, int[] r3, int[] to, int[] taps, int count, int shift) {
        int a = taps[0];
        int b = taps[1];
        int c = taps[2];
        int d = taps[3];
        int half = 1 << shift - 1;
        for (int i = 0; i < count; i++) {
            int sum = a * r0[i] + b * r1[i] + c * r2[i] + d * r3[i] + half >> shift;
            sum &= ~(sum >> 31);
            sum |= 255 - sum >> 31;
            to[i] = sum & 255;
        }
    }

    private static void addMoreLimited(
            int[] r4, int[] r5, int[] r6, int[] r7, int[] to, int[] taps, int count, int shift) {
        int e = taps[4];
        int f = taps[5];
        int g = taps[6];
        int h = taps[7];
        int half = 1 << shift - 1;
        for (int i = 0; i < count; i++) {
            int sum = to[i] + e * r4[i] + f * r5[i] + g * r6[i] + h * r7[i] + half >> shift;
            sum &= ~(sum >> 31);
            sum |= 255 - sum >> 31;
            to[i] = sum & 255;
        }
    }
}

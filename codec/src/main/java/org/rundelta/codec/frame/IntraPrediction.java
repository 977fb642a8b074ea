package org.rundelta.codec.frame;

import java.util.Arrays;

/**
 * Predicts a square of samples from those left of it and above (docs/bitstream.md, "Intra prediction"): evenly, as a
 * slope, or along a direction.
 */
public final class IntraPrediction {
    /** Modes: plane, mean, then directions. */
    public static final int MODES = 16;

    public static final int PLANE = 0;
    public static final int MEAN = 1;
    /** First of seven that continue the row above. */
    static final int DOWN = 2;
    /** First of seven that continue the column to the left. */
    static final int ACROSS = 9;

    public static final int VERTICAL = DOWN + 3;
    public static final int HORIZONTAL = ACROSS + 3;

    /** How far a direction leads aside from one row (or column) to the next, in 1/32 of a sample. */
    private static final int[] ANGLES = {-32, -20, -9, 0, 9, 20, 32};

    /** 8192 / angle, by which a direction that leads away from its own edge finds the other. */
    private static final int[] INVERSE = {256, 410, 910};

    private static final int MAX = Transform.MAX_SIZE;

    /** The neighbours, from the lowest on the left up to the corner and right to the last above. */
    private final int[] edge = new int[4 * MAX + 1];

    private final int[] line = new int[3 * MAX + 2];

    /**
     * Looks at the neighbours of a square.
     *
     * @param samples a plane
     * @param at where in it the square begins
     * @param available which parts of the edge are known: bit 0 below left, 1 left, 2 corner, 3 above, 4 above right
     */
    public void look(int[] samples, int at, int stride, int size, int available) {
        int n = size;
        if (available == 0) {
            Arrays.fill(edge, 0, 4 * n + 1, YCbCr.NEUTRAL);
            return;
        }
        if ((available & 1) != 0) {
            for (int k = 0; k < n; k++) {
                edge[k] = samples[at - 1 + (2 * n - 1 - k) * stride];
            }
        }
        if ((available & 2) != 0) {
            for (int k = 0; k < n; k++) {
                edge[n + k] = samples[at - 1 + (n - 1 - k) * stride];
            }
        }
        if ((available & 4) != 0) {
            edge[2 * n] = samples[at - 1 - stride];
        }
        if ((available & 8) != 0) {
            Rows.copy(samples, at - stride, edge, 2 * n + 1, n);
        }
        if ((available & 16) != 0) {
            Rows.copy(samples, at - stride + n, edge, 3 * n + 1, n);
        }
        substitute(n, available);
    }

    /** What is not known repeats what is: the last before it, or at the beginning the first after. */
    private void substitute(int n, int available) {
        int first = Integer.numberOfTrailingZeros(available);
        int known = edge[start(first, n)];
        for (int part = 0; part < 5; part++) {
            int end = start(part + 1, n);
            if ((available >> part & 1) == 0) {
                Arrays.fill(edge, start(part, n), end, known);
            }
            known = edge[end - 1];
            if (part < first) {
                known = edge[start(first, n)];
            }
        }
    }

    private static int start(int part, int n) {
        return part < 3 ? part * n : (part - 1) * n + 1;
    }

    /** Predicts the square last looked at. */
    public void predict(int mode, int[] to, int at, int stride, int size) {
        if (mode == PLANE) {
            plane(to, at, stride, size);
        } else if (mode == MEAN) {
            mean(to, at, stride, size);
        } else if (mode < ACROSS) {
            fillLine(mode - DOWN, size, 1);
            down(ANGLES[mode - DOWN], to, at, stride, size);
        } else {
            fillLine(mode - ACROSS, size, -1);
            across(ANGLES[mode - ACROSS], to, at, stride, size);
        }
    }

    private void plane(int[] to, int at, int stride, int n) {
        int shift = Integer.numberOfTrailingZeros(n) + 1;
        int corner = 2 * n;
        int right = edge[corner + n + 1];
        int bottom = edge[n - 1];
        for (int y = 0; y < n; y++) {
            int left = edge[corner - 1 - y];
            for (int x = 0; x < n; x++) {
                int above = edge[corner + 1 + x];
                to[at + x] = (n - 1 - x) * left + (x + 1) * right + (n - 1 - y) * above + (y + 1) * bottom + n >> shift;
            }
            at += stride;
        }
    }

    private void mean(int[] to, int at, int stride, int n) {
        int sum = n;
        for (int k = n; k < 2 * n; k++) {
            sum += edge[k] + edge[k + n + 1];
        }
        int mean = sum >> Integer.numberOfTrailingZeros(n) + 1;
        for (int y = 0; y < n; y++) {
            Arrays.fill(to, at, at + n, mean);
            at += stride;
        }
    }

    /**
     * Lays the edge out as one line along which directions go; entry {@code MAX} is the corner.
     *
     * @param step 1 for the row above, -1 for the column to the left
     */
    private void fillLine(int direction, int n, int step) {
        int corner = 2 * n;
        for (int k = 0; k <= 2 * n; k++) {
            line[MAX + k] = edge[corner + step * k];
        }
        int angle = ANGLES[direction];
        if (angle < 0) {
            int last = n * angle >> 5;
            for (int k = -1; k >= last; k--) {
                int aside = Math.min(-k * INVERSE[direction] + 128 >> 8, n);
                line[MAX + k] = edge[corner - step * aside];
            }
        }
    }

    private void down(int angle, int[] to, int at, int stride, int n) {
        for (int y = 0; y < n; y++) {
            int place = (y + 1) * angle;
            int first = MAX + 1 + (place >> 5);
            int fraction = place & 31;
            if (fraction == 0) {
                Rows.copy(line, first, to, at, n);
            } else {
                for (int x = 0; x < n; x++) {
                    to[at + x] = (32 - fraction) * line[first + x] + fraction * line[first + x + 1] + 16 >> 5;
                }
            }
            at += stride;
        }
    }

    private void across(int angle, int[] to, int at, int stride, int n) {
        for (int x = 0; x < n; x++) {
            int place = (x + 1) * angle;
            int first = MAX + 1 + (place >> 5);
            int fraction = place & 31;
            int i = at + x;
            for (int y = 0; y < n; y++) {
                int next = fraction == 0 ? 0 : line[first + y + 1];
                to[i] = (32 - fraction) * line[first + y] + fraction * next + 16 >> 5;
                i += stride;
            }
        }
    }
}

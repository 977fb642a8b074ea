package org.rundelta.codec.frame;

/**
 * Smooths the edges of transforms and predictions (docs/bitstream.md, "Deblocking"): only between photographic blocks,
 * and only where the step is one that quantising may have made.
 */
final class Deblocking {
    private static final int CELL = 8;

    private static final int MAX_STRENGTH = 2;

    private BlockGrid grid;

    /** Filters the picture: first all edges between left and right, then those between above and below. */
    void filter(Components picture, BlockGrid cells) {
        grid = cells;
        for (int y = 0; y < grid.rows(); y++) {
            for (int x = 1; x < grid.columns(); x++) {
                int at = grid.index(x, y);
                edge(picture, x, y, strength(at, at - 1, (x & 1) == 0), true, quantiser(at, at - 1));
            }
        }
        for (int y = 1; y < grid.rows(); y++) {
            for (int x = 0; x < grid.columns(); x++) {
                int at = grid.index(x, y);
                edge(picture, x, y, strength(at, at - grid.step, (y & 1) == 0), false, quantiser(at, at - grid.step));
            }
        }
    }

    /** The mean of those on both sides. */
    private int quantiser(int at, int other) {
        return grid.quantiser[at] + grid.quantiser[other] + 1 >> 1;
    }

    /** 0 for no filter, 2 where one of the cells is predicted from its surroundings, otherwise 1. */
    private int strength(int at, int other, boolean betweenBlocks) {
        if (!grid.isDecodedPhoto(at) || !grid.isDecodedPhoto(other)) {
            return 0;
        }
        if (!betweenBlocks && !grid.parted[at]) {
            return 0;
        }
        if (grid.kind[at] == BlockGrid.INTRA || grid.kind[other] == BlockGrid.INTRA) {
            return MAX_STRENGTH;
        }
        if (grid.coded[at] || grid.coded[other]) {
            return 1;
        }
        return Math.abs(grid.vx[at] - grid.vx[other]) >= 4 || Math.abs(grid.vy[at] - grid.vy[other]) >= 4 ? 1 : 0;
    }

    private static void edge(Components picture, int x, int y, int strength, boolean vertical, int quantiser) {
        if (strength == 0) {
            return;
        }
        int stride = picture.width(0);
        int at = picture.index(0, x * CELL, y * CELL);
        int along = vertical ? stride : 1;
        int across = vertical ? 1 : stride;
        int limit = limit(quantiser);
        int step = change(quantiser + 2 * (strength - 1));
        luma(picture.samples(0), at, along, across, limit, step);
        luma(picture.samples(0), at + 4 * along, along, across, limit, step);
        if (strength < MAX_STRENGTH) {
            return;
        }
        int shift = picture.shift(1);
        if (shift != 0 && ((vertical ? x : y) & 1) != 0) {
            return;
        }
        int chromaStep = change(PhotoQuantiser.chroma(quantiser) + 2);
        for (int plane = 1; plane < Components.PLANES; plane++) {
            int chromaStride = picture.width(plane);
            int chromaAt = picture.index(plane, x * CELL >> shift, y * CELL >> shift);
            chroma(
                    picture.samples(plane),
                    chromaAt,
                    vertical ? chromaStride : 1,
                    vertical ? 1 : chromaStride,
                    CELL >> shift,
                    chromaStep);
        }
    }

    /** How uneven the samples beside an edge may be for it to be filtered. */
    private static int limit(int quantiser) {
        return quantiser < 16 ? 0 : quantiser <= 28 ? quantiser - 10 : 2 * quantiser - 38;
    }

    /** By how much a sample may change. */
    private static int change(int quantiser) {
        return quantiser < 18 ? 0 : Math.max(1, (PhotoQuantiser.step(quantiser) + 90) / 180);
    }

    /** Four samples of an edge. */
    private static void luma(int[] s, int at, int along, int across, int limit, int step) {
        int end = at + 3 * along;
        int bendP = Math.abs(s[at - 3 * across] - 2 * s[at - 2 * across] + s[at - across]);
        int bendQ = Math.abs(s[at + 2 * across] - 2 * s[at + across] + s[at]);
        int bendP3 = Math.abs(s[end - 3 * across] - 2 * s[end - 2 * across] + s[end - across]);
        int bendQ3 = Math.abs(s[end + 2 * across] - 2 * s[end + across] + s[end]);
        int first = bendP + bendQ;
        int last = bendP3 + bendQ3;
        if (first + last >= limit) {
            return;
        }
        if (isEven(s, at, across, first, limit, step) && isEven(s, end, across, last, limit, step)) {
            for (int k = 0; k < 4; k++) {
                strong(s, at + k * along, across, step);
            }
            return;
        }
        int side = limit + (limit >> 1) >> 3;
        boolean moreP = bendP + bendP3 < side;
        boolean moreQ = bendQ + bendQ3 < side;
        for (int k = 0; k < 4; k++) {
            weak(s, at + k * along, across, step, moreP, moreQ);
        }
    }

    private static boolean isEven(int[] s, int at, int across, int bend, int limit, int step) {
        return 2 * bend < limit >> 2
                && Math.abs(s[at - 4 * across] - s[at - across]) + Math.abs(s[at + 3 * across] - s[at]) < limit >> 3
                && Math.abs(s[at - across] - s[at]) < 5 * step + 1 >> 1;
    }

    private static void strong(int[] s, int at, int across, int step) {
        int p3 = s[at - 4 * across];
        int p2 = s[at - 3 * across];
        int p1 = s[at - 2 * across];
        int p0 = s[at - across];
        int q0 = s[at];
        int q1 = s[at + across];
        int q2 = s[at + 2 * across];
        int q3 = s[at + 3 * across];
        int most = 2 * step;
        s[at - across] = near(p0, p2 + 2 * p1 + 2 * p0 + 2 * q0 + q1 + 4 >> 3, most);
        s[at - 2 * across] = near(p1, p2 + p1 + p0 + q0 + 2 >> 2, most);
        s[at - 3 * across] = near(p2, 2 * p3 + 3 * p2 + p1 + p0 + q0 + 4 >> 3, most);
        s[at] = near(q0, p1 + 2 * p0 + 2 * q0 + 2 * q1 + q2 + 4 >> 3, most);
        s[at + across] = near(q1, p0 + q0 + q1 + q2 + 2 >> 2, most);
        s[at + 2 * across] = near(q2, p0 + q0 + q1 + 3 * q2 + 2 * q3 + 4 >> 3, most);
    }

    private static int near(int old, int value, int most) {
        return Math.min(Math.max(value, old - most), old + most);
    }

    private static void weak(int[] s, int at, int across, int step, boolean moreP, boolean moreQ) {
        int p1 = s[at - 2 * across];
        int p0 = s[at - across];
        int q0 = s[at];
        int q1 = s[at + across];
        int delta = 9 * (q0 - p0) - 3 * (q1 - p1) + 8 >> 4;
        if (Math.abs(delta) >= 10 * step) {
            return;
        }
        delta = near(0, delta, step);
        s[at - across] = YCbCr.clamp(p0 + delta);
        s[at] = YCbCr.clamp(q0 - delta);
        if (moreP) {
            int change = ((s[at - 3 * across] + p0 + 1 >> 1) - p1 + delta) >> 1;
            s[at - 2 * across] = YCbCr.clamp(p1 + near(0, change, step >> 1));
        }
        if (moreQ) {
            int change = ((s[at + 2 * across] + q0 + 1 >> 1) - q1 - delta) >> 1;
            s[at + across] = YCbCr.clamp(q1 + near(0, change, step >> 1));
        }
    }

    private static void chroma(int[] s, int at, int along, int across, int count, int step) {
        for (int k = 0; k < count; k++) {
            int p0 = s[at - across];
            int q0 = s[at];
            int delta = near(0, (q0 - p0 << 2) + s[at - 2 * across] - s[at + across] + 4 >> 3, step);
            s[at - across] = YCbCr.clamp(p0 + delta);
            s[at] = YCbCr.clamp(q0 - delta);
            at += along;
        }
    }
}

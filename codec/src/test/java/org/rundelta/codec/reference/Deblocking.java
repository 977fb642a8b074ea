package org.rundelta.codec.reference;

/** Edges between quarters of photographic blocks; docs/bitstream.md, "Deblocking". */
final class Deblocking {
    private final Quarter[][] quarters;
    private final Components picture;

    /** Samples across an edge in one line: p3 to p0 are 0 to 3, q0 to q3 are 4 to 7. */
    private record Line(Grid plane, int x, int y, int dx, int dy) {
        int p(int i) {
            return plane.at(x - (i + 1) * dx, y - (i + 1) * dy);
        }

        int q(int i) {
            return plane.at(x + i * dx, y + i * dy);
        }

        void setP(int i, int value) {
            plane.set(x - (i + 1) * dx, y - (i + 1) * dy, value);
        }

        void setQ(int i, int value) {
            plane.set(x + i * dx, y + i * dy, value);
        }

        Line next(int k) {
            return new Line(plane, x + k * dy, y + k * dx, dx, dy);
        }

        int bendP() {
            return Math.abs(p(2) - 2 * p(1) + p(0));
        }

        int bendQ() {
            return Math.abs(q(2) - 2 * q(1) + q(0));
        }

        boolean isEven(int b, int t) {
            return 2 * (bendP() + bendQ()) < b >> 2
                    && Math.abs(p(3) - p(0)) + Math.abs(q(3) - q(0)) < b >> 3
                    && Math.abs(p(0) - q(0)) < (5 * t + 1) >> 1;
        }
    }

    Deblocking(Quarter[][] quarters, Components picture) {
        this.quarters = quarters;
        this.picture = picture;
    }

    void filter() {
        filterAll(1, 0);
        filterAll(0, 1);
    }

    private void filterAll(int dx, int dy) {
        for (int y = dy; y < quarters.length; y++) {
            for (int x = dx; x < quarters[y].length; x++) {
                int strength = strength(quarters[y][x], quarters[y - dy][x - dx], (dx * x + dy * y) % 2 == 0);
                if (strength > 0) {
                    int q = (quarters[y][x].quantiser + quarters[y - dy][x - dx].quantiser + 1) >> 1;
                    filterEdge(x, y, dx, dy, strength, q);
                }
            }
        }
    }

    private static int strength(Quarter one, Quarter other, boolean isBetweenBlocks) {
        if (!one.isPhotographic() || !other.isPhotographic() || (!isBetweenBlocks && !one.isParted)) {
            return 0;
        }
        if (one.kind == Quarter.Kind.INTRA || other.kind == Quarter.Kind.INTRA) {
            return 2;
        }
        boolean isFar = Math.abs(one.vector.dx() - other.vector.dx()) >= 4
                || Math.abs(one.vector.dy() - other.vector.dy()) >= 4;
        return one.isCoded || other.isCoded || isFar ? 1 : 0;
    }

    private void filterEdge(int x, int y, int dx, int dy, int strength, int quantiser) {
        int b = quantiser < 16 ? 0 : quantiser <= 28 ? quantiser - 10 : 2 * quantiser - 38;
        int t = change(quantiser + 2 * strength - 2);
        Line edge = new Line(picture.plane(0), 8 * x, 8 * y, dx, dy);
        filterLuma(edge, b, t);
        filterLuma(edge.next(4), b, t);
        int scale = picture.scale(1);
        if (strength == 2 && (scale == 1 || (dx * x + dy * y) % 2 == 0)) {
            for (int plane = 1; plane < 3; plane++) {
                Line chroma = new Line(picture.plane(plane), 8 * x / scale, 8 * y / scale, dx, dy);
                for (int k = 0; k < 8 / scale; k++) {
                    filterChroma(chroma.next(k), change(Levels.quantiser(quantiser, plane) + 2));
                }
            }
        }
    }

    private static int change(int q) {
        return q < 18 ? 0 : Math.max(1, (Levels.step(q) + 90) / 180);
    }

    private static void filterLuma(Line first, int b, int t) {
        Line last = first.next(3);
        int bendsP = first.bendP() + last.bendP();
        int bendsQ = first.bendQ() + last.bendQ();
        if (bendsP + bendsQ >= b) {
            return;
        }
        boolean isEven = first.isEven(b, t) && last.isEven(b, t);
        int side = (b + (b >> 1)) >> 3;
        for (int k = 0; k < 4; k++) {
            if (isEven) {
                filterEven(first.next(k), t);
            } else {
                filterUneven(first.next(k), t, bendsP < side, bendsQ < side);
            }
        }
    }

    private static void filterEven(Line s, int t) {
        int p0 = limit((s.p(2) + 2 * s.p(1) + 2 * s.p(0) + 2 * s.q(0) + s.q(1) + 4) >> 3, s.p(0), 2 * t);
        int p1 = limit((s.p(2) + s.p(1) + s.p(0) + s.q(0) + 2) >> 2, s.p(1), 2 * t);
        int p2 = limit((2 * s.p(3) + 3 * s.p(2) + s.p(1) + s.p(0) + s.q(0) + 4) >> 3, s.p(2), 2 * t);
        int q0 = limit((s.p(1) + 2 * s.p(0) + 2 * s.q(0) + 2 * s.q(1) + s.q(2) + 4) >> 3, s.q(0), 2 * t);
        int q1 = limit((s.p(0) + s.q(0) + s.q(1) + s.q(2) + 2) >> 2, s.q(1), 2 * t);
        int q2 = limit((s.p(0) + s.q(0) + s.q(1) + 3 * s.q(2) + 2 * s.q(3) + 4) >> 3, s.q(2), 2 * t);
        s.setP(0, p0);
        s.setP(1, p1);
        s.setP(2, p2);
        s.setQ(0, q0);
        s.setQ(1, q1);
        s.setQ(2, q2);
    }

    private static int limit(int value, int old, int most) {
        return Math.min(Math.max(value, old - most), old + most);
    }

    private static void filterUneven(Line s, int t, boolean alsoP1, boolean alsoQ1) {
        int d = (9 * (s.q(0) - s.p(0)) - 3 * (s.q(1) - s.p(1)) + 8) >> 4;
        if (Math.abs(d) >= 10 * t) {
            return;
        }
        d = limit(d, 0, t);
        int changeP1 = limit((((s.p(2) + s.p(0) + 1) >> 1) - s.p(1) + d) >> 1, 0, t >> 1);
        int changeQ1 = limit((((s.q(2) + s.q(0) + 1) >> 1) - s.q(1) - d) >> 1, 0, t >> 1);
        if (alsoP1) {
            s.setP(1, Components.clamp(s.p(1) + changeP1));
        }
        if (alsoQ1) {
            s.setQ(1, Components.clamp(s.q(1) + changeQ1));
        }
        s.setP(0, Components.clamp(s.p(0) + d));
        s.setQ(0, Components.clamp(s.q(0) - d));
    }

    private static void filterChroma(Line s, int t) {
        int d = limit(((s.q(0) - s.p(0)) * 4 + s.p(1) - s.q(1) + 4) >> 3, 0, t);
        s.setP(0, Components.clamp(s.p(0) + d));
        s.setQ(0, Components.clamp(s.q(0) - d));
    }
}

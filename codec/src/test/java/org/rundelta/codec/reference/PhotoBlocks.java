package org.rundelta.codec.reference;

import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The photographic blocks of a frame; docs/bitstream.md, "Photographic blocks". */
final class PhotoBlocks {
    private final Decisions data;
    private final ChangeMap map;
    private final FrameHeader header;
    private final Components picture;
    /** Null in a keyframe. */
    private final Components before;

    private final int top;
    private final Quarter[][] quarters;

    // The block being decoded.
    private Quarter.Kind kind;
    private boolean isSplit;
    private boolean isLarge;
    private int quantiser;
    private int disparity;

    PhotoBlocks(Decisions data, ChangeMap map, FrameHeader header, Components picture, Components before, int top) {
        this.data = data;
        this.map = map;
        this.header = header;
        this.picture = picture;
        this.before = before;
        this.top = top;
        quarters = new Quarter[2 * map.rows()][2 * map.columns()];
        for (int y = 0; y < quarters.length; y++) {
            for (int x = 0; x < quarters[y].length; x++) {
                quarters[y][x] = initial(x, y);
            }
        }
    }

    private Quarter initial(int x, int y) {
        Quarter quarter = new Quarter();
        int blockKind = map.kind(x / 2, y / 2);
        if (blockKind == ChangeMap.PHOTOGRAPHIC) {
            quarter.kind = Quarter.Kind.LATER;
        } else if (blockKind == ChangeMap.COPIED) {
            quarter.kind = Quarter.Kind.COPIED;
            Vector vector = map.vector(8 * x, 8 * y);
            quarter.vector = new Vector(4 * vector.dx(), 4 * vector.dy());
        }
        return quarter;
    }

    private Quarter quarter(int x, int y) {
        boolean isInside = y >= 0 && y < quarters.length && x >= 0 && x < quarters[y].length;
        return isInside ? quarters[y][x] : Quarter.OUTSIDE;
    }

    void read() {
        for (int row = 0; row < map.rows(); row++) {
            for (int column = 0; column < map.columns(); column++) {
                if (map.kind(column, row) == ChangeMap.PHOTOGRAPHIC) {
                    readBlock(2 * column, 2 * row);
                }
            }
        }
        new Deblocking(quarters, picture).filter();
    }

    /** The block whose quarter 0 is at (x, y). */
    private void readBlock(int x, int y) {
        kind = readKind(x, y);
        if (kind == Quarter.Kind.SKIPPED) {
            isSplit = false;
            quantiser = predictQuantiser(x, y);
            Vector predicted = predictVector(x, y, 2, false);
            for (int k = 0; k < 4; k++) {
                mine(x, y, k).vector = predicted;
            }
            finish(x, y, new int[3][][]);
            return;
        }
        isSplit = data.bit("split", kind, count(x, y, quarter -> quarter.isParted)) == 1;
        for (int k = 0; k < (isSplit ? 4 : 1); k++) {
            if (kind == Quarter.Kind.INTER) {
                readVector(x, y, k);
            } else {
                readMode(x, y, k);
            }
        }
        finish(x, y, readLevels(x, y));
    }

    private Quarter.Kind readKind(int x, int y) {
        if (before == null) {
            return Quarter.Kind.INTRA;
        }
        int still = count(x, y, q -> q.kind == Quarter.Kind.COPIED || q.kind == Quarter.Kind.SKIPPED);
        if (data.bit("skip", still) == 1) {
            return Quarter.Kind.SKIPPED;
        }
        int intra = count(x, y, q -> q.kind == Quarter.Kind.INTRA);
        return data.bit("intra", intra) == 1 ? Quarter.Kind.INTRA : Quarter.Kind.INTER;
    }

    private int count(int x, int y, Predicate<Quarter> what) {
        return (int)
                Stream.of(quarter(x - 1, y), quarter(x, y - 1)).filter(what).count();
    }

    private Quarter mine(int x, int y, int k) {
        return quarters[y + k / 2][x + k % 2];
    }

    private void readVector(int x, int y, int k) {
        Vector predicted = isSplit ? predictVector(x + k % 2, y + k / 2, 1, k == 3) : predictVector(x, y, 2, false);
        int dx = readComponent("x", predicted.dx());
        int dy = readComponent("y", predicted.dy());
        for (int i = isSplit ? k : 0; i <= (isSplit ? k : 3); i++) {
            mine(x, y, i).vector = new Vector(dx, dy);
            mine(x, y, i).kind = Quarter.Kind.INTER;
        }
    }

    private int readComponent(String component, int predicted) {
        int m = data.length("vector", component, disparity);
        if (m > 0 && data.bit("vector sign", component, disparity) == 1) {
            m = -m;
        }
        return Math.min(Math.max(predicted + m, -32767), 32767);
    }

    private Vector predictVector(int x, int y, int size, boolean isLast) {
        Vector l = quarter(x - 1, y).vector;
        Vector a = quarter(x, y - 1).vector;
        Quarter right = quarter(x + size, y - 1);
        Vector c = isLast || !right.isKnown() ? quarter(x - 1, y - 1).vector : right.vector;
        if (Stream.of(l, a, c).filter(Objects::nonNull).count() == 1) {
            disparity = 1;
            return l != null ? l : a != null ? a : c;
        }
        l = l == null ? Vector.ZERO : l;
        a = a == null ? Vector.ZERO : a;
        c = c == null ? Vector.ZERO : c;
        int spread = Math.abs(l.dx() - a.dx())
                + Math.abs(l.dy() - a.dy())
                + Math.abs(c.dx() - a.dx())
                + Math.abs(c.dy() - a.dy());
        disparity = spread < 2 ? 0 : spread < 16 ? 1 : 2;
        return new Vector(median(l.dx(), a.dx(), c.dx()), median(l.dy(), a.dy(), c.dy()));
    }

    private static int median(int a, int b, int c) {
        return Stream.of(a, b, c).sorted().toList().get(1);
    }

    private void readMode(int x, int y, int k) {
        int l = quarter(x + k % 2 - 1, y + k / 2).mode;
        int a = quarter(x + k % 2, y + k / 2 - 1).mode;
        int mode = readMode(l, a);
        for (int i = isSplit ? k : 0; i <= (isSplit ? k : 3); i++) {
            mine(x, y, i).mode = mode;
        }
    }

    private int readMode(int l, int a) {
        if (data.bit("same mode", 0) == 1) {
            return l;
        }
        if (a != l && data.bit("same mode", 1) == 1) {
            return a;
        }
        int tree = 1;
        for (int i = 0; i < 4; i++) {
            tree = tree << 1 | data.bit("mode", tree);
        }
        return tree - 16;
    }

    /** By plane and transform; null for all zero. */
    private int[][][] readLevels(int x, int y) {
        boolean is444 = picture.scale(1) == 1;
        int luma = data.bit("coded luma", kind, count(x, y, quarter -> quarter.isCoded));
        int cb = data.bit("coded blue", kind, luma);
        int cr = data.bit("coded red", kind, luma, cb);
        quantiser = predictQuantiser(x, y);
        if (header.hasBlockQuantisers() && luma + cb + cr > 0) {
            readQuantiser(x, y);
        }
        if (isSplit && kind == Quarter.Kind.INTRA) {
            isLarge = false;
        } else if (luma == 1 || (is444 && (cb == 1 || cr == 1))) {
            isLarge = data.bit("large", kind) == 1;
        } else {
            isLarge = !isSplit;
        }
        return new int[][][] {readPlane(0, luma), readPlane(1, cb), readPlane(2, cr)};
    }

    private int predictQuantiser(int x, int y) {
        Quarter l = quarter(x - 1, y);
        Quarter a = quarter(x, y - 1);
        if (l.isPhotographic() && a.isPhotographic()) {
            return (l.quantiser + a.quantiser + 1) >> 1;
        }
        return l.isPhotographic() ? l.quantiser : a.isPhotographic() ? a.quantiser : header.quantiser();
    }

    private void readQuantiser(int x, int y) {
        Quarter l = quarter(x - 1, y);
        Quarter a = quarter(x, y - 1);
        boolean areBoth = l.isPhotographic() && a.isPhotographic();
        int spread = areBoth ? Math.min(Math.abs(l.quantiser - a.quantiser), 2) : 1;
        int m = data.length("quantiser", spread);
        if (m > 0 && data.bit("quantiser sign", spread) == 1) {
            m = -m;
        }
        quantiser = Math.min(Math.max(quantiser + m, 0), 51);
    }

    private int[][] readPlane(int plane, int coded) {
        int[][] levels = new int[4][];
        if (coded == 0) {
            return levels;
        }
        int size = 16 / picture.scale(plane);
        if (isLarge || size == 8) {
            levels[0] = new Levels(data, kind, plane > 0, size).read();
            return levels;
        }
        int before1 = 0;
        for (int k = 0; k < 4; k++) {
            if (data.bit("quarter", kind, before1) == 1) {
                before1 = before1 + 1;
                levels[k] = new Levels(data, kind, plane > 0, 8).read();
            }
        }
        return levels;
    }

    private void finish(int x, int y, int[][][] levels) {
        boolean isSkipped = kind == Quarter.Kind.SKIPPED;
        boolean hasLuma = !isSkipped && Stream.of(levels[0]).anyMatch(Objects::nonNull);
        for (int plane = 0; plane < 3; plane++) {
            if (kind == Quarter.Kind.INTRA) {
                decodeIntra(x, y, plane, levels[plane]);
            } else {
                decodeInter(x, y, plane, isSkipped ? new int[4][] : levels[plane]);
            }
        }
        for (int k = 0; k < 4; k++) {
            Quarter quarter = mine(x, y, k);
            quarter.kind = kind;
            quarter.quantiser = quantiser;
            quarter.isCoded = hasLuma && levels[0][isLarge ? 0 : k] != null;
            quarter.isParted = !isSkipped && (isSplit || (hasLuma && !isLarge));
        }
    }

    private void decodeInter(int x, int y, int plane, int[][] levels) {
        int size = 16 / picture.scale(plane);
        int left = x / 2 * size;
        int upper = y / 2 * size;
        int part = isSplit ? size / 2 : size;
        for (int k = 0; k < (isSplit ? 4 : 1); k++) {
            Vector vector = mine(x, y, k).vector;
            for (int j = 0; j < part; j++) {
                for (int i = 0; i < part; i++) {
                    int column = left + k % 2 * part + i;
                    int row = upper + k / 2 * part + j;
                    int sample = MotionCompensation.predict(before, plane, column, row, top, vector);
                    picture.plane(plane).set(column, row, sample);
                }
            }
        }
        addAll(left, upper, plane, size, levels);
    }

    private void addAll(int left, int upper, int plane, int size, int[][] levels) {
        if (isLarge || size == 8) {
            add(left, upper, plane, size, levels[0]);
        } else {
            for (int k = 0; k < 4; k++) {
                add(left + k % 2 * 8, upper + k / 2 * 8, plane, 8, levels[k]);
            }
        }
    }

    private void add(int left, int upper, int plane, int size, int[] levels) {
        if (levels == null) {
            return;
        }
        int[] residuals = Levels.residuals(levels, size, Levels.quantiser(quantiser, plane));
        Grid grid = picture.plane(plane);
        for (int i = 0; i < residuals.length; i++) {
            int column = left + i % size;
            int row = upper + i / size;
            grid.set(column, row, Components.clamp(grid.at(column, row) + residuals[i]));
        }
    }

    private void decodeIntra(int x, int y, int plane, int[][] levels) {
        int size = 16 / picture.scale(plane);
        int left = x / 2 * size;
        int upper = y / 2 * size;
        if (!isSplit || size == 8) {
            predictIntra(x, y, 2, -1, plane, left, upper, size, mine(x, y, 0).mode);
            addAll(left, upper, plane, size, levels);
            return;
        }
        for (int k = 0; k < 4; k++) {
            int column = left + k % 2 * 8;
            int row = upper + k / 2 * 8;
            predictIntra(x + k % 2, y + k / 2, 1, k, plane, column, row, 8, mine(x, y, k).mode);
            add(column, row, plane, 8, levels[k]);
            mine(x, y, k).kind = Quarter.Kind.INTRA;
        }
    }

    private void predictIntra(int x, int y, int cells, int k, int plane, int left, int upper, int size, int mode) {
        boolean[] known = {
            k != 1 && k != 3 && quarter(x - 1, y + cells).isKnown(),
            quarter(x - 1, y).isKnown(),
            quarter(x - 1, y - 1).isKnown(),
            quarter(x, y - 1).isKnown(),
            k != 3 && quarter(x + cells, y - 1).isKnown()
        };
        IntraPrediction prediction = new IntraPrediction(picture.plane(plane), left, upper, size, known);
        for (int j = 0; j < size; j++) {
            for (int i = 0; i < size; i++) {
                picture.plane(plane).set(left + i, upper + j, prediction.sample(mode, i, j));
            }
        }
    }
}

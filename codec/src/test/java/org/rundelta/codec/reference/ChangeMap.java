package org.rundelta.codec.reference;

import java.util.Arrays;
import java.util.List;

/** Which blocks are coded, and how each moves; docs/bitstream.md, "Change map". */
final class ChangeMap {
    private static final int BLOCK_SIZE = 16;
    static final int COPIED = 0;
    static final int GRAPHIC = 1;
    static final int PHOTOGRAPHIC = 2;

    private static final Block OUTSIDE = new Block(COPIED, 0);

    private final Band band;
    private final List<Vector> candidates;
    private final Block[][] blocks;

    /**
     * @param kind copied, graphic or photographic
     * @param motion index of a motion candidate
     */
    private record Block(int kind, int motion) {
        int coded() {
            return kind == COPIED ? 0 : 1;
        }
    }

    private ChangeMap(Band band, List<Vector> candidates) {
        this.band = band;
        this.candidates = candidates;
        int rows = (band.height() + BLOCK_SIZE - 1) / BLOCK_SIZE;
        this.blocks = new Block[rows][(band.width() + BLOCK_SIZE - 1) / BLOCK_SIZE];
    }

    static ChangeMap ofKeyframe(Band band) {
        ChangeMap map = new ChangeMap(band, List.of(Vector.ZERO));
        for (Block[] row : map.blocks) {
            Arrays.fill(row, new Block(GRAPHIC, 0));
        }
        return map;
    }

    /** Of a keyframe with a quantiser. */
    static ChangeMap readOfKeyframe(Decisions data, Band band) {
        ChangeMap map = new ChangeMap(band, List.of(Vector.ZERO));
        for (int row = 0; row < map.blocks.length; row++) {
            for (int column = 0; column < map.blocks[row].length; column++) {
                map.blocks[row][column] = new Block(map.readKind(data, column, row), 0);
            }
        }
        return map;
    }

    /** The kind of a block that is not copied. */
    private int readKind(Decisions data, int column, int row) {
        int left = block(column - 1, row).kind;
        int above = block(column, row - 1).kind;
        return data.bit("photographic", left, above) == 1 ? PHOTOGRAPHIC : GRAPHIC;
    }

    static ChangeMap read(Decisions data, Band band, List<Vector> candidates, boolean hasQuantiser)
            throws MalformedException {
        ChangeMap map = new ChangeMap(band, candidates);
        for (int row = 0; row < map.blocks.length; row++) {
            for (int column = 0; column < map.blocks[row].length; column++) {
                map.blocks[row][column] = map.readBlock(data, column, row, hasQuantiser);
                map.checkVector(column, row);
            }
        }
        return map;
    }

    private Block readBlock(Decisions data, int column, int row, boolean hasQuantiser) {
        Block left = block(column - 1, row);
        Block above = block(column, row - 1);
        Block aboveRight = block(column + 1, row - 1);
        int coded = data.bit("coded", left.coded(), above.coded(), aboveRight.coded());
        int kind = coded == 1 && hasQuantiser ? readKind(data, column, row) : coded;
        boolean hasMotion = candidates.size() > 1 && kind != PHOTOGRAPHIC;
        return new Block(kind, hasMotion ? readMotion(data, coded, left, above) : 0);
    }

    private int readMotion(Decisions data, int coded, Block left, Block above) {
        if (data.bit("same as left", coded, left.motion == above.motion, left.coded()) == 1) {
            return left.motion;
        }
        if (above.motion != left.motion && data.bit("same as above", coded) == 1) {
            return above.motion;
        }
        int m = 0;
        while (m < candidates.size() - 1 && data.bit("motion", coded, m) == 1) {
            m = m + 1;
        }
        return m;
    }

    private void checkVector(int column, int row) throws MalformedException {
        Vector vector = candidates.get(blocks[row][column].motion);
        int left = column * BLOCK_SIZE;
        int top = band.top() + row * BLOCK_SIZE;
        int right = Math.min(left + BLOCK_SIZE, band.width());
        int bottom = Math.min(top + BLOCK_SIZE, band.bottom());
        if (left + vector.dx() < 0
                || top + vector.dy() < 0
                || right + vector.dx() > band.width()
                || bottom + vector.dy() > band.pictureHeight()) {
            throw new MalformedException("the block at " + left + ", " + top + " leads out of the picture");
        }
    }

    private Block block(int column, int row) {
        boolean isInside = row >= 0 && row < blocks.length && column >= 0 && column < blocks[row].length;
        return isInside ? blocks[row][column] : OUTSIDE;
    }

    private Block blockOfPixel(int x, int y) {
        return blocks[y / BLOCK_SIZE][x / BLOCK_SIZE];
    }

    boolean isGraphic(int x, int y) {
        return blockOfPixel(x, y).kind == GRAPHIC;
    }

    boolean isCopied(int x, int y) {
        return blockOfPixel(x, y).kind == COPIED;
    }

    int rows() {
        return blocks.length;
    }

    int columns() {
        return blocks[0].length;
    }

    /** Kind of a block by its column and row. */
    int kind(int column, int row) {
        return blocks[row][column].kind;
    }

    List<Vector> candidates() {
        return candidates;
    }

    Vector vector(int x, int y) {
        return candidates.get(blockOfPixel(x, y).motion);
    }

    /** The column just right of the stretch that holds the pixel; docs/bitstream.md, "Pixels". */
    int endOfStretch(int x, int y) {
        int end = x + 1;
        while (end < band.width() && blockOfPixel(end, y).equals(blockOfPixel(x, y))) {
            end = end + 1;
        }
        return end;
    }
}

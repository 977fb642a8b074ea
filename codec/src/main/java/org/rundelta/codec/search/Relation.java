package org.rundelta.codec.search;

import org.rundelta.codec.frame.ChangeMap;
import org.rundelta.codec.frame.MotionCandidates;
import org.rundelta.codec.frame.Plane;

/**
 * What a picture, or a band of it, has to do with the one before. Sums are of the green channel of one pixel in sixteen.
 *
 * @param blocks in all
 * @param copied of them, copied from the picture before
 * @param detail how much pixels differ from the one to their left; counted only where not many blocks are copied, like
 *     the sums below
 * @param change how much pixels differ from their motion compensated pixel
 * @param detailChange how much their differences to the left differ from those there
 */
public record Relation(int blocks, int copied, long detail, long change, long detailChange) {
    /** One block of so many must be copied for two pictures to count as related. */
    private static final int RELATED_SHARE = 16;

    /** In another scene it is no more than one of so many, if not by chance. */
    private static final int CUT_SHARE = 8;

    /** Fewer say too little. */
    private static final int CUT_BLOCKS = 16;

    /** Between scenes, change was from 7 times the detail on; in films that zoom up to 2, in games that scroll up to 4. */
    private static final int CUT_CHANGE = 5;

    private static final int STEP = 4;

    /** Of no pixels. */
    public static final Relation NONE = new Relation(0, 0, 0, 0, 0);

    /** That of a picture whose map and candidates are decided. */
    public static Relation of(Plane source, Plane previous, ChangeMap map, MotionCandidates candidates) {
        int copied = 0;
        for (int row = 0; row < map.rows(); row++) {
            for (int column = 0; column < map.columns(); column++) {
                copied += map.isCoded(column, row) ? 0 : 1;
            }
        }
        Relation relation = new Relation(map.rows() * map.columns(), copied, 0, 0, 0);
        return relation.mayBeCut() ? relation.plus(sums(source, previous, map, candidates)) : relation;
    }

    private static Relation sums(Plane source, Plane previous, ChangeMap map, MotionCandidates candidates) {
        int[] pixels = source.pixels();
        int[] before = previous.pixels();
        long detail = 0;
        long change = 0;
        long detailChange = 0;
        for (int y = STEP / 2; y < source.height(); y += STEP) {
            for (int x = STEP / 2; x < source.width(); x += STEP) {
                int candidate = map.motion(x / ChangeMap.BLOCK, y / ChangeMap.BLOCK);
                int at = source.index(x, y);
                int from = previous.index(x + candidates.dx(candidate), y + candidates.dy(candidate));
                int green = green(pixels[at]);
                int greenBefore = green(before[from]);
                int slope = green - green(pixels[at - 1]);
                detail += Math.abs(slope);
                change += Math.abs(green - greenBefore);
                detailChange += Math.abs(slope - (greenBefore - green(before[from - 1])));
            }
        }
        return new Relation(0, 0, detail, change, detailChange);
    }

    private static int green(int colour) {
        return colour >> 8 & 0xFF;
    }

    /** That of both parts together. */
    public Relation plus(Relation other) {
        return new Relation(
                blocks + other.blocks,
                copied + other.copied,
                detail + other.detail,
                change + other.change,
                detailChange + other.detailChange);
    }

    /** Whether enough blocks are copied for the picture before to be worth referring to. */
    public boolean sharesBlocks() {
        return RELATED_SHARE * copied >= blocks;
    }

    private boolean mayBeCut() {
        return CUT_SHARE * copied < blocks;
    }

    /**
     * Whether another scene begins: all is different, and not as in a fade, where shapes stay, or as in a film, where
     * little moves far. If the new scene is dense with detail, that may hide the cut, which then costs some bytes.
     */
    public boolean isCut() {
        return blocks >= CUT_BLOCKS && mayBeCut() && change > CUT_CHANGE * detail && detailChange > detail;
    }
}

package org.rundelta.codec.search;

import java.util.Arrays;
import java.util.function.IntBinaryOperator;
import org.rundelta.codec.Effort;
import org.rundelta.codec.PictureOptions;
import org.rundelta.codec.frame.ChangeMap;
import org.rundelta.codec.frame.MotionCandidates;
import org.rundelta.codec.frame.Plane;
import org.rundelta.codec.frame.StoredPicture;

/** Decides of each block of a delta frame whether it is copied or coded, and with which motion vector. */
public final class BlockDecision {
    /** A vector other than (0, 0) must explain this many pixels more of a coded block to be worth naming. */
    private static final int MOTION_COST = 4;

    private final int tolerance;

    /**
     * What the previous picture was coded from, where photographic blocks are never equal to it: what has not changed since
     * is copied, also where it moved if it is photographic: what is not must be exact. Otherwise null.
     */
    private Plane sameSource;

    private final MotionSearch search;
    private final MotionCandidates found = new MotionCandidates();
    private final boolean[] changed;
    private final BlockKinds kinds;
    private final Refinement refinement;
    private final boolean[] used = new boolean[MotionCandidates.MAX];
    private final int[] renumbered = new int[MotionCandidates.MAX];

    /**
     * For frames with maps of this size.
     *
     * @param effort how much work goes into finding motion
     */
    public BlockDecision(ChangeMap map, int tolerance, Effort effort) {
        this.tolerance = tolerance;
        search = new MotionSearch(effort);
        changed = new boolean[map.columns() * map.rows()];
        kinds = new BlockKinds(changed.length);
        refinement = new Refinement(map, tolerance);
    }

    /** Begins another picture; without this, the last one is decided again. */
    public void advance() {
        refinement.advance();
        kinds.advance();
    }

    /** The picture is decided without the one before. */
    public void restart() {
        kinds.restart();
    }

    /** The picture has become the one before once more. */
    public void stay() {
        refinement.stay();
        kinds.stay();
    }

    /**
     * Takes note of how the picture was coded.
     *
     * @param quantisers of its photographic blocks, by column and row
     * @param isKeyframe whether it refers to other pictures than the one before, or none
     */
    public void take(ChangeMap map, MotionCandidates candidates, IntBinaryOperator quantisers, boolean isKeyframe) {
        refinement.take(map, candidates, quantisers, isKeyframe);
    }

    /**
     * Fills the map and the candidates.
     *
     * @param previousSource what the previous picture was coded from: within a tolerance the decoded pictures of
     *     things that moved differ, and only their sources show the motion
     * @param previous the previous picture as decoded
     * @return whether any block differs from the previous picture by more than the tolerance; if none does, nothing is
     *     filled
     */
    public boolean decide(
            Plane source,
            Plane previousSource,
            Plane previous,
            ChangeMap map,
            MotionCandidates candidates,
            PictureOptions how) {
        sameSource = how.hasPhoto() ? previousSource : null;
        kinds.start(how.hasPhoto() && !how.coarse());
        refinement.clear();
        boolean any = findChanges(source, previous, map);
        if (sameSource != null) {
            any |= refinement.find(source, previous, map, kinds, changed, how);
        }
        if (!any) {
            return false;
        }
        if (how.hasPhoto() && findPhotos(source, map, how.coarse())) {
            found.clear();
        } else {
            search.find(source, previousSource, map, changed, found);
        }
        Arrays.fill(used, false);
        for (int row = 0; row < map.rows(); row++) {
            for (int column = 0; column < map.columns(); column++) {
                decideBlock(source, previousSource, previous, map, column, row);
                used[map.motion(column, row)] = true;
            }
        }
        keepUsed(map, candidates);
        return true;
    }

    /** Makes the blocks of a picture without reference graphic or photographic. */
    public void decidePhotos(Plane source, ChangeMap map, boolean coarse) {
        Arrays.fill(changed, true);
        kinds.start(!coarse);
        refinement.clear();
        findPhotos(source, map, coarse);
        for (int row = 0; row < map.rows(); row++) {
            for (int column = 0; column < map.columns(); column++) {
                if (kinds.isPhotographic(row * map.columns() + column)) {
                    map.setPhoto(column, row);
                } else {
                    map.set(column, row, true, 0);
                }
            }
        }
    }

    /** Finds which of the changed blocks are photographic; whether motion of the picture need not be looked for. */
    private boolean findPhotos(Plane source, ChangeMap map, boolean coarse) {
        if (coarse) {
            kinds.setPhotos(changed, refinement.refined());
            return false;
        }
        return kinds.find(source, map, changed);
    }

    /**
     * Counts the blocks that differ from a picture by more than the tolerance.
     *
     * @param firstRow row of blocks in the picture at which the source begins
     */
    public int countChanges(Plane source, StoredPicture picture, ChangeMap map, int firstRow) {
        int count = 0;
        for (int row = 0; row < map.rows(); row++) {
            for (int column = 0; column < map.columns(); column++) {
                int[] block = picture.block(column, firstRow + row);
                count += BlockMatch.isNear(source, block, map, column, row, tolerance) ? 0 : 1;
            }
        }
        return count;
    }

    private boolean findChanges(Plane source, Plane previous, ChangeMap map) {
        boolean any = false;
        for (int row = 0; row < map.rows(); row++) {
            for (int column = 0; column < map.columns(); column++) {
                boolean differs = !isCopy(source, previous, map, column, row, 0);
                changed[row * map.columns() + column] = differs;
                any |= differs;
            }
        }
        return any;
    }

    private void decideBlock(Plane source, Plane previousSource, Plane previous, ChangeMap map, int column, int row) {
        if (refinement.refined()[row * map.columns() + column]) {
            refinement.decide(map, column, row);
            return;
        }
        int left = column == 0 ? 0 : map.motion(column - 1, row);
        if (left != 0 && isCopy(source, previous, map, column, row, left)) {
            map.set(column, row, false, left);
            return;
        }
        if (!changed[row * map.columns() + column]) {
            map.set(column, row, false, 0);
            return;
        }
        if (kinds.isPhotographic(row * map.columns() + column)) {
            decidePhoto(source, previous, map, column, row);
            return;
        }
        int best = 0;
        int most = 0;
        for (int k = 0; k < found.size(); k++) {
            if (k != 0 && k != left && isCopy(source, previous, map, column, row, k)) {
                map.set(column, row, false, k);
                return;
            }
            int cost = k == 0 ? 0 : MOTION_COST;
            int equal = equalPixels(source, previousSource, map, column, row, k, most + cost);
            if (equal - cost > most) {
                most = equal - cost;
                best = k;
            }
        }
        map.set(column, row, true, best);
    }

    private void decidePhoto(Plane source, Plane previous, ChangeMap map, int column, int row) {
        for (int k = 1; k < found.size(); k++) {
            if (isCopy(source, previous, map, column, row, k)) {
                map.set(column, row, false, k);
                return;
            }
        }
        map.setPhoto(column, row);
    }

    private boolean isCopy(Plane source, Plane previous, ChangeMap map, int column, int row, int candidate) {
        int dx = found.dx(candidate);
        int dy = found.dy(candidate);
        if (!map.isInside(column, row, dx, dy)) {
            return false;
        }
        int at = row * map.columns() + column;
        return BlockMatch.isNear(source, previous, map, column, row, dx, dy, tolerance)
                || (sameSource != null
                        && ((dx | dy) == 0 || (changed[at] && kinds.isPhotographic(at)))
                        && BlockMatch.isNear(source, sameSource, map, column, row, dx, dy, 0));
    }

    /** Counts the pixels of a block that the vector explains, but stops where they can no longer be more than some. */
    private int equalPixels(
            Plane source, Plane previous, ChangeMap map, int column, int row, int candidate, int toExceed) {
        int dx = found.dx(candidate);
        int dy = found.dy(candidate);
        if (!map.isInside(column, row, dx, dy)) {
            return 0;
        }
        int at = source.index(column * ChangeMap.BLOCK, row * ChangeMap.BLOCK);
        int offset = previous.index(dx, dy) - source.index(0, 0);
        int width = map.blockWidth(column);
        int count = 0;
        int left = width * map.blockHeight(row);
        while (left > 0 && count + left > toExceed) {
            for (int x = at; x < at + width; x++) {
                count += source.pixels()[x] == previous.pixels()[x + offset] ? 1 : 0;
            }
            at += source.stride();
            left -= width;
        }
        return count;
    }

    /** Drops the vectors that no block refers to. */
    private void keepUsed(ChangeMap map, MotionCandidates candidates) {
        candidates.clear();
        for (int k = 1; k < found.size(); k++) {
            if (used[k]) {
                renumbered[k] = candidates.size();
                candidates.add(found.dx(k), found.dy(k));
            }
        }
        for (int row = 0; row < map.rows(); row++) {
            for (int column = 0; column < map.columns(); column++) {
                if (!map.isPhoto(column, row)) {
                    map.set(column, row, map.isCoded(column, row), renumbered[map.motion(column, row)]);
                }
            }
        }
    }
}

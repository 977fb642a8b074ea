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

    /** If fewer than one in so many changed blocks are graphic, motion of the whole picture is not looked for. */
    private static final int MOSTLY = 8;

    /** What has photographic blocks on so many sides is one too. */
    private static final int ENCLOSED = 3;

    /** What was coded with a quantiser so much higher is worth coding again. */
    private static final int MIN_GAIN = 4;

    private final int tolerance;

    /**
     * What the previous picture was coded from, where photographic blocks are never equal to it: what has not changed since
     * is copied, also where it moved if it is photographic: what is not must be exact. Otherwise null.
     */
    private Plane sameSource;

    private final MotionSearch search;
    private final MotionCandidates found = new MotionCandidates();
    private final boolean[] changed;
    /** What {@link PhotoTest} says of each block, row by row; of one that has not changed, what it said when it did. */
    private byte[] kinds;

    private byte[] kindsBefore;

    /** Of each block whether it has not changed and is yet to be coded again. */
    private final boolean[] refined;
    /** Of those that are refined, whether they are to be exact. */
    private final boolean[] exact;

    private final Coarseness coarseness;
    /** Whether {@link #kinds} are what was found: in a coarse picture all that changed is photographic. */
    private boolean hasKinds;

    private boolean hadKinds;

    /** The block at which to go on refining. */
    private int nextRefined;

    private final PhotoTest photoTest = new PhotoTest();
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
        kinds = new byte[changed.length];
        kindsBefore = new byte[changed.length];
        refined = new boolean[changed.length];
        exact = new boolean[changed.length];
        coarseness = new Coarseness(map.columns(), map.rows());
    }

    /** Begins another picture; without this, the last one is decided again. */
    public void advance() {
        coarseness.advance();
        byte[] swapped = kindsBefore;
        kindsBefore = kinds;
        kinds = swapped;
        hadKinds = hasKinds;
        hasKinds = false;
    }

    /** The picture has become the one before once more. */
    public void stay() {
        coarseness.stay();
        takeKinds(hadKinds);
    }

    /**
     * Takes note of how the picture was coded.
     *
     * @param quantisers of its photographic blocks, by column and row
     * @param isKeyframe whether it refers to other pictures than the one before, or none
     */
    public void take(ChangeMap map, MotionCandidates candidates, IntBinaryOperator quantisers, boolean isKeyframe) {
        nextRefined = isKeyframe ? 0 : nextRefined;
        coarseness.take(map, candidates, quantisers, isKeyframe, exact);
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
        takeKinds(how.hasPhoto() && !how.coarse());
        Arrays.fill(refined, false);
        Arrays.fill(exact, false);
        boolean any = findChanges(source, previous, map);
        if (sameSource != null) {
            any |= findRefined(source, previous, map, how);
        }
        if (!any) {
            return false;
        }
        if (how.hasPhoto() && findPhotos(source, map, how.coarse()) && !how.coarse()) {
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
        hasKinds = !coarse;
        Arrays.fill(refined, false);
        findPhotos(source, map, coarse);
        for (int row = 0; row < map.rows(); row++) {
            for (int column = 0; column < map.columns(); column++) {
                if (isPhotographic(row * map.columns() + column)) {
                    map.setPhoto(column, row);
                } else {
                    map.set(column, row, true, 0);
                }
            }
        }
    }

    /**
     * Finds which of the blocks that have not changed are to be coded again: text first, for it takes little and is read;
     * whether there are any.
     */
    private boolean findRefined(Plane source, Plane previous, ChangeMap map, PictureOptions how) {
        int left = how.refinements();
        left = refine(source, previous, map, PhotoTest.GRAPHIC, how.quantiser(), left);
        left = refine(source, previous, map, PhotoTest.PHOTO, how.quantiser(), left);
        return left < how.refinements();
    }

    private int refine(Plane source, Plane previous, ChangeMap map, int kind, int quantiser, int wanted) {
        int left = wanted;
        boolean forGood = kind == PhotoTest.GRAPHIC || quantiser <= PictureOptions.EXACT_FROM;
        for (int k = 0; k < changed.length && left > 0; k++) {
            int at = (nextRefined + k) % changed.length;
            int column = at % map.columns();
            int row = at / map.columns();
            int coarse = coarseness.before(at);
            if (changed[at] || coarse == 0 || (!forGood && coarse - 1 < quantiser + MIN_GAIN)) {
                continue;
            }
            if ((photoTest.kind(source, map, column, row) == PhotoTest.PHOTO) != (kind == PhotoTest.PHOTO)) {
                continue;
            }
            exact[at] = kind == PhotoTest.GRAPHIC || coarse - 1 < quantiser + MIN_GAIN;
            if (exact[at] && isCopy(source, previous, map, column, row, 0, 0, tolerance)) {
                continue;
            }
            refined[at] = true;
            changed[at] = true;
            left--;
            nextRefined = left == 0 ? at + 1 : nextRefined;
        }
        return left;
    }

    /** Finds which of the changed blocks are photographic; whether nearly all are. */
    private boolean findPhotos(Plane source, ChangeMap map, boolean coarse) {
        int columns = map.columns();
        if (coarse) {
            for (int at = 0; at < kinds.length; at++) {
                kinds[at] = (byte) (changed[at] && !refined[at] ? PhotoTest.PHOTO : PhotoTest.GRAPHIC);
            }
            return true;
        }
        for (int row = 0; row < map.rows(); row++) {
            for (int column = 0; column < columns; column++) {
                int at = row * columns + column;
                if (changed[at]) {
                    kinds[at] = (byte) photoTest.kind(source, map, column, row);
                }
            }
        }
        for (int at = 0; at < kinds.length; at++) {
            spreadPhoto(at, columns);
        }
        int graphic = 0;
        int photos = 0;
        for (int at = kinds.length - 1; at >= 0; at--) {
            spreadPhoto(at, columns);
        }
        for (int at = 0; at < kinds.length; at++) {
            findBorder(source, map, at);
            photos += changed[at] && isPhotographic(at) ? 1 : 0;
            graphic += changed[at] && !isPhotographic(at) ? 1 : 0;
        }
        return photos > graphic * MOSTLY;
    }

    /** Smooth blocks beside a photographic one are too, and others with three. */
    private void spreadPhoto(int at, int columns) {
        if (!changed[at] || kinds[at] == PhotoTest.PHOTO) {
            return;
        }
        int around = (isPhoto(at - 1) ? 1 : 0)
                + (isPhoto(at + 1) ? 1 : 0)
                + (isPhoto(at - columns) ? 1 : 0)
                + (isPhoto(at + columns) ? 1 : 0);
        if (around >= (kinds[at] == PhotoTest.SMOOTH ? 1 : ENCLOSED)) {
            kinds[at] = PhotoTest.PHOTO;
        }
    }

    private void findBorder(Plane source, ChangeMap map, int at) {
        if (!changed[at] || kinds[at] == PhotoTest.PHOTO) {
            return;
        }
        int column = at % map.columns();
        int row = at / map.columns();
        boolean isBorder = (column > 0 && isPhoto(at - 1) && photoTest.isBorder(source, map, column, row, -1, 0))
                || (column + 1 < map.columns() && isPhoto(at + 1) && photoTest.isBorder(source, map, column, row, 1, 0))
                || (isPhoto(at - map.columns()) && photoTest.isBorder(source, map, column, row, 0, -1))
                || (isPhoto(at + map.columns()) && photoTest.isBorder(source, map, column, row, 0, 1));
        if (isBorder) {
            kinds[at] = PhotoTest.BORDER;
        }
    }

    private boolean isPhotographic(int at) {
        return kinds[at] == PhotoTest.PHOTO || kinds[at] == PhotoTest.BORDER;
    }

    private boolean isPhoto(int at) {
        return at >= 0 && at < kinds.length && kinds[at] == PhotoTest.PHOTO;
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
                count += isBlock(source, block, map, column, row) ? 0 : 1;
            }
        }
        return count;
    }

    private boolean isBlock(Plane source, int[] block, ChangeMap map, int column, int row) {
        int at = source.index(column * ChangeMap.BLOCK, row * ChangeMap.BLOCK);
        int width = map.blockWidth(column);
        for (int from = 0; from < block.length; from += width) {
            if (!isNear(source.pixels(), at, block, from, width, tolerance)) {
                return false;
            }
            at += source.stride();
        }
        return true;
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
        if (refined[row * map.columns() + column]) {
            refineBlock(map, column, row);
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
        if (isPhotographic(row * map.columns() + column)) {
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

    /** Begins with the kinds of the picture before, if there are any and they are wanted. */
    private void takeKinds(boolean wanted) {
        if (wanted && hadKinds) {
            System.arraycopy(kindsBefore, 0, kinds, 0, kinds.length);
        } else {
            Arrays.fill(kinds, (byte) PhotoTest.GRAPHIC);
        }
        hasKinds = wanted;
    }

    private void refineBlock(ChangeMap map, int column, int row) {
        if (exact[row * map.columns() + column]) {
            map.set(column, row, true, 0);
        } else {
            map.setPhoto(column, row);
        }
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
        return isCopy(source, previous, map, column, row, dx, dy, tolerance)
                || (sameSource != null
                        && ((dx | dy) == 0 || (changed[at] && isPhotographic(at)))
                        && isCopy(source, sameSource, map, column, row, dx, dy, 0));
    }

    private static boolean isCopy(
            Plane source, Plane previous, ChangeMap map, int column, int row, int dx, int dy, int tolerance) {
        int at = source.index(column * ChangeMap.BLOCK, row * ChangeMap.BLOCK);
        int from = previous.index(column * ChangeMap.BLOCK + dx, row * ChangeMap.BLOCK + dy);
        int width = map.blockWidth(column);
        for (int y = 0; y < map.blockHeight(row); y++) {
            if (!isNear(source.pixels(), at, previous.pixels(), from, width, tolerance)) {
                return false;
            }
            at += source.stride();
            from += source.stride();
        }
        return true;
    }

    private static boolean isNear(int[] source, int at, int[] previous, int from, int width, int tolerance) {
        if (Arrays.equals(source, at, at + width, previous, from, from + width)) {
            return true;
        }
        if (tolerance == 0) {
            return false;
        }
        for (int x = 0; x < width; x++) {
            int a = source[at + x];
            int b = previous[from + x];
            if (Math.abs((a >> 16) - (b >> 16)) > tolerance
                    || Math.abs((a >> 8 & 0xFF) - (b >> 8 & 0xFF)) > tolerance
                    || Math.abs((a & 0xFF) - (b & 0xFF)) > tolerance) {
                return false;
            }
        }
        return true;
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

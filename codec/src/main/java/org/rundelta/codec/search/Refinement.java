package org.rundelta.codec.search;

import java.util.Arrays;
import java.util.function.IntBinaryOperator;
import org.rundelta.codec.PictureOptions;
import org.rundelta.codec.frame.ChangeMap;
import org.rundelta.codec.frame.MotionCandidates;
import org.rundelta.codec.frame.Plane;

/** Which blocks that have not changed are coded again, for they were coded coarsely. */
final class Refinement {
    /** What was coded with a quantiser so much higher is worth coding again. */
    private static final int MIN_GAIN = 4;

    private final int tolerance;
    private final Coarseness coarseness;
    private final boolean[] refined;
    private final boolean[] exact;

    /** The block at which to go on. */
    private int next;

    Refinement(ChangeMap map, int tolerance) {
        this.tolerance = tolerance;
        refined = new boolean[map.columns() * map.rows()];
        exact = new boolean[refined.length];
        coarseness = new Coarseness(map.columns(), map.rows());
    }

    /** Begins another picture; without this, the last one is decided again. */
    void advance() {
        coarseness.advance();
    }

    /** The picture has become the one before once more. */
    void stay() {
        coarseness.stay();
    }

    /** Takes note of how the picture was coded, as {@link BlockDecision#take} does. */
    void take(ChangeMap map, MotionCandidates candidates, IntBinaryOperator quantisers, boolean isKeyframe) {
        next = isKeyframe ? 0 : next;
        coarseness.take(map, candidates, quantisers, isKeyframe, exact);
    }

    /** Of each block whether it has not changed and is yet to be coded again. */
    boolean[] refined() {
        return refined;
    }

    /** Makes a block that is refined exact, or as good as its quantiser. */
    void decide(ChangeMap map, int column, int row) {
        if (exact[row * map.columns() + column]) {
            map.set(column, row, true, 0);
        } else {
            map.setPhoto(column, row);
        }
    }

    /** Begins anew, with none. */
    void clear() {
        Arrays.fill(refined, false);
        Arrays.fill(exact, false);
    }

    /**
     * Finds which of the blocks that have not changed are to be coded again: text first, for it takes little and is read;
     * whether there are any.
     */
    boolean find(Plane source, Plane previous, ChangeMap map, BlockKinds kinds, boolean[] changed, PictureOptions how) {
        int left = how.refinements();
        left = refine(source, previous, map, kinds, changed, false, how.quantiser(), left);
        left = refine(source, previous, map, kinds, changed, true, how.quantiser(), left);
        return left < how.refinements();
    }

    private int refine(
            Plane source,
            Plane previous,
            ChangeMap map,
            BlockKinds kinds,
            boolean[] changed,
            boolean photos,
            int quantiser,
            int wanted) {
        int left = wanted;
        boolean forGood = !photos || quantiser <= PictureOptions.EXACT_FROM;
        for (int k = 0; k < changed.length && left > 0; k++) {
            int at = (next + k) % changed.length;
            int column = at % map.columns();
            int row = at / map.columns();
            int coarse = coarseness.before(at);
            if (changed[at] || coarse == 0 || (!forGood && coarse - 1 < quantiser + MIN_GAIN)) {
                continue;
            }
            if (kinds.isPhoto(source, map, column, row) != photos) {
                continue;
            }
            exact[at] = !photos || coarse - 1 < quantiser + MIN_GAIN;
            if (exact[at] && BlockMatch.isNear(source, previous, map, column, row, 0, 0, tolerance)) {
                continue;
            }
            refined[at] = true;
            changed[at] = true;
            left--;
            next = left == 0 ? at + 1 : next;
        }
        return left;
    }
}

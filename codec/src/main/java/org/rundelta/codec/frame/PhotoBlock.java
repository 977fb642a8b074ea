package org.rundelta.codec.frame;

import java.util.Arrays;

/** How one photographic block is coded. Mutable: one is used for all blocks in turn. */
public final class PhotoBlock {
    /** As the block that the predicted vector leads to. */
    public static final int SKIP = 0;

    /** From the previous picture. */
    public static final int INTER = 1;

    /** From its surroundings. */
    public static final int INTRA = 2;

    static final int PARTS = 4;

    /** Width and height of a quarter in luma. */
    static final int HALF = ChangeMap.BLOCK / 2;

    private static final int SAMPLES = ChangeMap.BLOCK * ChangeMap.BLOCK;

    /** One of {@link #SKIP}, {@link #INTER}, {@link #INTRA}. */
    public int kind;

    /** Of its levels, 0 to {@link PhotoQuantiser#MAX}; if there are none, the one predicted. */
    public int quantiser;

    /** Whether each quarter has its own vector, or intra mode. */
    public boolean split;

    /** Whether one transform covers all; otherwise each quarter has its own. Colour differences of 8x8 always have one. */
    public boolean large;

    /** Vectors of the quarters in quarters of a luma sample; all alike unless {@link #split}. */
    public final int[] vx = new int[PARTS];

    public final int[] vy = new int[PARTS];

    /** Intra modes of the quarters, likewise. */
    public final int[] modes = new int[PARTS];

    /** Of each plane the levels of its transforms, one transform after the other, each row by row. */
    public final int[][] levels = new int[Components.PLANES][SAMPLES];

    /** Of each plane and transform, where in the scan its last level other than 0 stands; -1 if there is none. */
    public final int[][] last = new int[Components.PLANES][PARTS];

    /** Of each plane its samples before levels, row by row, where an encoder has them; null if they are still to be made. */
    public int[][] prediction;

    /** Gives all quarters one vector. */
    public void setVector(int x, int y) {
        split = false;
        for (int k = 0; k < PARTS; k++) {
            vx[k] = x;
            vy[k] = y;
        }
    }

    /** Gives all quarters one intra mode. */
    public void setMode(int mode) {
        split = false;
        for (int k = 0; k < PARTS; k++) {
            modes[k] = mode;
        }
    }

    /** Makes all levels 0. */
    public void clearLevels() {
        for (int plane = 0; plane < Components.PLANES; plane++) {
            Arrays.fill(levels[plane], 0);
            Arrays.fill(last[plane], -1);
        }
    }

    /** Whether any level of the plane is other than 0. */
    public boolean isCoded(int plane) {
        int[] ends = last[plane];
        return (ends[0] & ends[1] & ends[2] & ends[3]) != -1;
    }

    /** Whether any level at all is. */
    public boolean isCoded() {
        return isCoded(0) || isCoded(1) || isCoded(2);
    }

    public void copyFrom(PhotoBlock other) {
        kind = other.kind;
        quantiser = other.quantiser;
        prediction = other.prediction;
        split = other.split;
        large = other.large;
        System.arraycopy(other.vx, 0, vx, 0, PARTS);
        System.arraycopy(other.vy, 0, vy, 0, PARTS);
        System.arraycopy(other.modes, 0, modes, 0, PARTS);
        for (int plane = 0; plane < Components.PLANES; plane++) {
            System.arraycopy(other.levels[plane], 0, levels[plane], 0, SAMPLES);
            System.arraycopy(other.last[plane], 0, last[plane], 0, PARTS);
        }
    }
}

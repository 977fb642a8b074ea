package org.rundelta.codec.frame;

import org.rundelta.codec.entropy.LengthModel;

/** Which contexts the parts of a photographic block have, some by the cells to the left and above of it. */
final class PhotoContexts {
    private static final int NEIGHBOUR_KINDS = 3;
    private static final int CODED_CONTEXTS = NEIGHBOUR_KINDS + 2 + 4;
    private static final int SIGNED_CONTEXTS = 1 + LengthModel.CONTEXTS;

    private static final int SKIP = 0;
    private static final int INTRA = SKIP + NEIGHBOUR_KINDS;
    private static final int SPLIT = INTRA + NEIGHBOUR_KINDS;
    private static final int CODED = SPLIT + 2 * NEIGHBOUR_KINDS;
    private static final int LARGE = CODED + 2 * CODED_CONTEXTS;
    private static final int QUARTER = LARGE + 2;
    private static final int SAME_MODE = QUARTER + 2 * PhotoBlock.PARTS;
    private static final int MODE = SAME_MODE + 2;
    private static final int VECTOR = MODE + IntraPrediction.MODES;
    private static final int QUANTISER = VECTOR + 2 * VectorPrediction.DISPARITIES * SIGNED_CONTEXTS;
    private static final int LEVELS = QUANTISER + QuantiserPrediction.DISPARITIES * SIGNED_CONTEXTS;

    /** Kinds of transforms with contexts of their own: inter or intra, luma or not, large or not. */
    private static final int TRANSFORM_KINDS = 8;

    static final int CONTEXTS = LEVELS + TRANSFORM_KINDS * TransformBlock.CONTEXTS;

    private final int base;
    private final BlockGrid grid;

    PhotoContexts(int base, BlockGrid grid) {
        this.base = base;
        this.grid = grid;
    }

    int skip(int left, int above) {
        return base + SKIP + (grid.isCopy(left) ? 1 : 0) + (grid.isCopy(above) ? 1 : 0);
    }

    int intra(int left, int above) {
        return base
                + INTRA
                + (grid.kind[left] == BlockGrid.INTRA ? 1 : 0)
                + (grid.kind[above] == BlockGrid.INTRA ? 1 : 0);
    }

    int split(boolean isIntra, int left, int above) {
        int first = base + SPLIT + (isIntra ? NEIGHBOUR_KINDS : 0);
        return first + (grid.parted[left] ? 1 : 0) + (grid.parted[above] ? 1 : 0);
    }

    /** Whether luma has levels. */
    int luma(boolean isIntra, int left, int above) {
        return coded(isIntra) + (grid.coded[left] ? 1 : 0) + (grid.coded[above] ? 1 : 0);
    }

    /** Whether the blue difference has, if luma has ({@code luma} is 1) or has not. */
    int blue(boolean isIntra, int luma) {
        return coded(isIntra) + NEIGHBOUR_KINDS + luma;
    }

    /** Whether the red difference has, likewise. */
    int red(boolean isIntra, int luma, int blue) {
        return coded(isIntra) + NEIGHBOUR_KINDS + 2 + luma + 2 * blue;
    }

    private int coded(boolean isIntra) {
        return base + CODED + (isIntra ? CODED_CONTEXTS : 0);
    }

    int large(boolean isIntra) {
        return base + LARGE + (isIntra ? 1 : 0);
    }

    /**
     * Whether a quarter has levels.
     *
     * @param seen how many before it have
     */
    int quarter(boolean isIntra, int seen) {
        return base + QUARTER + (isIntra ? PhotoBlock.PARTS : 0) + seen;
    }

    /** Whether the mode is that of the cell to the left. */
    int leftMode() {
        return base + SAME_MODE;
    }

    int aboveMode() {
        return base + SAME_MODE + 1;
    }

    /**
     * A bit of any other mode.
     *
     * @param tree 1, then the bits before it
     */
    int mode(int tree) {
        return base + MODE + tree;
    }

    /**
     * What a component of a vector differs by from the one predicted: the sign, then the magnitude.
     *
     * @param component 0 for the horizontal one, 1 for the vertical
     */
    int vector(int component, int disparity) {
        return base + VECTOR + (component * VectorPrediction.DISPARITIES + disparity) * SIGNED_CONTEXTS;
    }

    /** What the quantiser differs by, likewise. */
    int quantiser(int disparity) {
        return base + QUANTISER + disparity * SIGNED_CONTEXTS;
    }

    /** First of all those of levels. */
    int levels() {
        return base + LEVELS;
    }

    /** Which of those a transform has. */
    static int transformKind(boolean isIntra, int plane, int size) {
        return (isIntra ? 4 : 0) + (plane == 0 ? 0 : 2) + (size > PhotoBlock.HALF ? 1 : 0);
    }
}

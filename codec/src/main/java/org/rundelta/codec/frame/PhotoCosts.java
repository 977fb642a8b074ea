package org.rundelta.codec.frame;

import org.rundelta.codec.entropy.BitModel;
import org.rundelta.codec.entropy.LengthModel;

/**
 * What an encoder would spend on the parts of a photographic block: about how many bits, in units of
 * {@link BitModel#COST_UNIT}, {@link PhotoBlocks} would write for each.
 */
public final class PhotoCosts {
    /** Differences of vectors up to this have costs of their own. */
    private static final int COSTS = 256;

    private static final int FAR_COST = 20 * BitModel.COST_UNIT;

    private final BitModel model;
    private final PhotoContexts contexts;
    private final BlockGrid grid;
    private final TransformBlock transforms;
    private final VectorPrediction vectors;
    private final QuantiserPrediction quantisers;
    private final int[][] componentCosts = new int[2 * VectorPrediction.DISPARITIES][COSTS];
    private boolean interAllowed;
    private boolean blockQuantisers;

    PhotoCosts(
            BitModel model,
            PhotoContexts contexts,
            BlockGrid grid,
            TransformBlock transforms,
            VectorPrediction vectors,
            QuantiserPrediction quantisers) {
        this.model = model;
        this.contexts = contexts;
        this.grid = grid;
        this.transforms = transforms;
        this.vectors = vectors;
        this.quantisers = quantisers;
    }

    /** Begins a frame: costs of vectors stay what they are now. */
    void start(boolean allowsInter, boolean hasBlockQuantisers) {
        interAllowed = allowsInter;
        blockQuantisers = hasBlockQuantisers;
        for (int k = 0; k < componentCosts.length; k++) {
            int first = contexts.vector(k / VectorPrediction.DISPARITIES, k % VectorPrediction.DISPARITIES);
            for (int magnitude = 0; magnitude < COSTS; magnitude++) {
                componentCosts[k][magnitude] = signed(first, magnitude);
            }
        }
    }

    private int signed(int first, int magnitude) {
        return LengthModel.cost(model, first + 1, magnitude) + (magnitude == 0 ? 0 : BitModel.COST_UNIT);
    }

    /** Cost of saying what kind of block this is. */
    public int kind(int column, int row, int kind) {
        if (!interAllowed) {
            return 0;
        }
        int left = grid.left(column, row);
        int above = grid.above(column, row);
        int skip = contexts.skip(left, above);
        if (kind == PhotoBlock.SKIP) {
            return model.cost(skip, 1);
        }
        return model.cost(skip, 0) + model.cost(contexts.intra(left, above), kind == PhotoBlock.INTRA ? 1 : 0);
    }

    /** Cost of the flag that the block is, or is not, split. */
    public int split(int column, int row, boolean isIntra, boolean split) {
        int context = contexts.split(isIntra, grid.left(column, row), grid.above(column, row));
        return model.cost(context, split ? 1 : 0);
    }

    /** Cost of a vector, in quarters of a sample, against the one predicted last. */
    public int vector(int vx, int vy) {
        return component(0, vx - vectors.x()) + component(1, vy - vectors.y());
    }

    private int component(int component, int difference) {
        int magnitude = Math.abs(difference);
        int k = component * VectorPrediction.DISPARITIES + vectors.disparity();
        return magnitude < COSTS ? componentCosts[k][magnitude] : FAR_COST;
    }

    /** Cost of the intra mode of a block, or of a quarter; {@code part} is -1 for all. */
    public int mode(int column, int row, int part, int mode) {
        int x = 2 * column + (part < 0 ? 0 : part & 1);
        int y = 2 * row + (part < 0 ? 0 : part >> 1);
        int left = grid.mode[grid.index(x - 1, y)];
        int above = grid.mode[grid.index(x, y - 1)];
        if (mode == left) {
            return model.cost(contexts.leftMode(), 1);
        }
        int cost = model.cost(contexts.leftMode(), 0);
        if (above != left) {
            if (mode == above) {
                return cost + model.cost(contexts.aboveMode(), 1);
            }
            cost += model.cost(contexts.aboveMode(), 0);
        }
        int tree = 1;
        for (int k = 3; k >= 0; k--) {
            int bit = mode >> k & 1;
            cost += model.cost(contexts.mode(tree), bit);
            tree = tree << 1 | bit;
        }
        return cost;
    }

    /** Cost of the levels of one transform, with 0 for none. */
    public int levels(boolean isIntra, int plane, int size, int[] levels, int at, int last) {
        return last < 0
                ? 0
                : transforms.cost(PhotoContexts.transformKind(isIntra, plane, size), levels, at, size, last);
    }

    /** Cost of the flags that say which transforms have levels, and of their quantiser. */
    public int flags(int column, int row, PhotoBlock block) {
        boolean isIntra = block.kind == PhotoBlock.INTRA;
        int luma = block.isCoded(0) ? 1 : 0;
        int blue = block.isCoded(1) ? 1 : 0;
        int cost = model.cost(contexts.luma(isIntra, grid.left(column, row), grid.above(column, row)), luma)
                + model.cost(contexts.blue(isIntra, luma), blue)
                + model.cost(contexts.red(isIntra, luma, blue), block.isCoded(2) ? 1 : 0);
        if (blockQuantisers && block.isCoded()) {
            int difference = block.quantiser - quantisers.predict(column, row);
            cost += signed(contexts.quantiser(quantisers.disparity()), Math.abs(difference));
        }
        if (luma != 0 && !(isIntra && block.split)) {
            cost += model.cost(contexts.large(isIntra), block.large ? 1 : 0);
        }
        if (luma != 0 && !block.large) {
            int seen = 0;
            for (int k = 0; k < PhotoBlock.PARTS; k++) {
                int isCoded = block.last[0][k] >= 0 ? 1 : 0;
                cost += model.cost(contexts.quarter(isIntra, seen), isCoded);
                seen += isCoded;
            }
        }
        return cost;
    }
}

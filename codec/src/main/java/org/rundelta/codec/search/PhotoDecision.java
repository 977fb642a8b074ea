package org.rundelta.codec.search;

import org.rundelta.codec.Effort;
import org.rundelta.codec.QuantiserOffsets;
import org.rundelta.codec.frame.ChangeMap;
import org.rundelta.codec.frame.Components;
import org.rundelta.codec.frame.IntraPrediction;
import org.rundelta.codec.frame.PhotoBlock;
import org.rundelta.codec.frame.PhotoBlocks;
import org.rundelta.codec.frame.Plane;

/**
 * Decides how photographic blocks are coded: by the least sum of squared error and bits, weighted by the quantiser. Both
 * are counted in 1/256: of a squared sample, of a bit.
 */
public final class PhotoDecision {
    private static final int BLOCK = ChangeMap.BLOCK;
    private static final int SAMPLES = BLOCK * BLOCK;
    private static final int HALF = BLOCK / 2;

    /** Prediction from around a block leaves over at least so many times its roughness, as a rule. */
    private static final int MUCH = 2;

    private static final int[] COARSE = {
        IntraPrediction.PLANE, IntraPrediction.MEAN, IntraPrediction.VERTICAL, IntraPrediction.HORIZONTAL
    };

    private final Components source;
    private final VectorSearch search;
    private final Residual residual;
    private final boolean thorough;

    private final int[][] wanted = new int[Components.PLANES][SAMPLES];
    private final int[][] skipped = new int[Components.PLANES][SAMPLES];
    private final int[][] moved = new int[Components.PLANES][SAMPLES];
    private final int[][] predicted = new int[Components.PLANES][SAMPLES];
    private final PhotoBlock trial = new PhotoBlock();
    private final PhotoBlock best = new PhotoBlock();
    private final int[] modeSquare = new int[SAMPLES];
    private final int[] square = new int[SAMPLES];

    private int frameQuantiser;
    private QuantiserOffsets offsets;
    /** Of the picture, at which the slice begins. */
    private final int firstRow;

    /** A quantiser that differs from the one predicted by no more than this is not worth its bits. */
    private static final int NEAR_QUANTISER = 1;

    private int modeError;
    private int leastCost;
    private int bestMode;
    private int[] target;

    /**
     * For pictures of this size, or slices of them.
     *
     * @param firstRow row of blocks of the picture at which they begin
     */
    public PhotoDecision(int width, int height, int firstRow, Components like, Effort effort) {
        this.firstRow = firstRow;
        source = like.empty(width, height);
        thorough = effort != Effort.FAST;
        search = new VectorSearch(effort);
        residual = new Residual(effort);
    }

    /**
     * Begins a picture with this map and quantiser.
     *
     * @param quantisers what the blocks' own quantisers add to it
     */
    public void start(Plane picture, ChangeMap map, int quantiser, QuantiserOffsets quantisers) {
        frameQuantiser = quantiser;
        offsets = quantisers;
        residual.start(quantiser);
        for (int row = 0; row < map.rows(); row++) {
            int column = 0;
            while (column < map.columns()) {
                int end = column + 1;
                if (map.isPhoto(column, row)) {
                    while (end < map.columns() && map.isPhoto(end, row)) {
                        end++;
                    }
                    source.convert(picture, column, end, row);
                }
                column = end;
            }
        }
    }

    /** Decides for the block at this place. */
    public void choose(PhotoBlocks blocks, int column, int row, PhotoBlock block) {
        int quantiser = offsets.quantiser(frameQuantiser, column, firstRow + row);
        int predictedQuantiser = blocks.predictedQuantiser(column, row);
        if (Math.abs(quantiser - predictedQuantiser) <= NEAR_QUANTISER) {
            quantiser = predictedQuantiser;
        }
        residual.start(quantiser);
        trial.quantiser = quantiser;
        best.quantiser = quantiser;
        for (int plane = 0; plane < Components.PLANES; plane++) {
            take(source, plane, column, row, wanted[plane]);
        }
        long least = Long.MAX_VALUE;
        int interError = Integer.MAX_VALUE;
        if (blocks.interAllowed()) {
            blocks.predictVector(column, row);
            long skip = trySkip(blocks, column, row);
            best.kind = PhotoBlock.SKIP;
            best.prediction = skipped;
            if (skip < 0) {
                block.kind = PhotoBlock.SKIP;
                block.prediction = skipped;
                return;
            }
            least = skip;
            least = tryInter(blocks, column, row, least);
            interError = search.error();
            if (!thorough
                    && (best.kind == PhotoBlock.SKIP || !best.isCoded(0) || interError < MUCH * roughness(wanted[0]))) {
                block.copyFrom(best);
                return;
            }
        }
        tryIntra(blocks, column, row, least, interError);
        block.copyFrom(best);
    }

    /** Sum of differences between neighbours, across or down, whichever is less. */
    private static int roughness(int[] block) {
        int across = 0;
        int down = 0;
        for (int i = 0; i < SAMPLES - BLOCK; i++) {
            across += Math.abs(block[i] - block[i + 1]);
        }
        for (int i = 0; i < SAMPLES - BLOCK; i++) {
            down += Math.abs(block[i] - block[i + BLOCK]);
        }
        return Math.min(across, down);
    }

    private void take(Components from, int plane, int column, int row, int[] to) {
        int size = BLOCK >> from.shift(plane);
        int at = from.index(plane, column * size, row * size);
        for (int y = 0; y < size; y++) {
            System.arraycopy(from.samples(plane), at, to, y * size, size);
            at += from.width(plane);
        }
    }

    private void predictInter(PhotoBlocks blocks, int column, int row, int vx, int vy, int[][] to) {
        for (int plane = 0; plane < Components.PLANES; plane++) {
            int size = BLOCK >> source.shift(plane);
            blocks.compensation()
                    .predict(blocks.previous(), plane, column * size, row * size, size, vx, vy, to[plane], 0, size);
        }
    }

    /** Cost of skipping the block, or -1 if nothing can be better. */
    private long trySkip(PhotoBlocks blocks, int column, int row) {
        predictInter(blocks, column, row, blocks.predictedX(), blocks.predictedY(), skipped);
        long error = 0;
        boolean clean = true;
        for (int plane = 0; plane < Components.PLANES; plane++) {
            int size = BLOCK >> source.shift(plane);
            int squares = BlockError.squared(wanted[plane], skipped[plane], size * size);
            error += squares;
            clean &= residual.isNegligible(wanted[plane], skipped[plane], size, plane);
        }
        if (clean) {
            return -1;
        }
        return error * 256 + residual.weigh(blocks.kindCost(column, row, PhotoBlock.SKIP));
    }

    private long tryInter(PhotoBlocks blocks, int column, int row, long least) {
        search.find(blocks, wanted[0], skipped[0], column, row, residual.lambdaOfErrors());
        trial.kind = PhotoBlock.INTER;
        trial.setVector(search.vx(), search.vy());
        boolean isPredicted = search.vx() == blocks.predictedX() && search.vy() == blocks.predictedY();
        trial.prediction = isPredicted ? skipped : moved;
        if (!isPredicted) {
            predictInter(blocks, column, row, search.vx(), search.vy(), moved);
        }
        int fixed = blocks.kindCost(column, row, PhotoBlock.INTER)
                + blocks.splitCost(column, row, false, false)
                + blocks.vectorCost(search.vx(), search.vy());
        long cost = residual.code(blocks, column, row, wanted, trial.prediction, trial, source.shift(1) != 0, fixed);
        if (cost < least) {
            best.copyFrom(trial);
            return cost;
        }
        return least;
    }

    private long tryIntra(PhotoBlocks blocks, int column, int row, long least, int interError) {
        int most = interError == Integer.MAX_VALUE ? interError / 2 : interError + (interError >> 2);
        int mode = bestMode(blocks, column, row, -1, wanted[0], 0, BLOCK, BLOCK, most);
        if (modeError > most) {
            return least;
        }
        trial.kind = PhotoBlock.INTRA;
        trial.prediction = null;
        trial.setMode(mode);
        for (int plane = 0; plane < Components.PLANES; plane++) {
            int size = BLOCK >> source.shift(plane);
            blocks.lookAround(column, row, plane, -1).predict(mode, predicted[plane], 0, size, size);
        }
        int kind = blocks.kindCost(column, row, PhotoBlock.INTRA);
        int fixed = kind + blocks.splitCost(column, row, true, false) + blocks.modeCost(column, row, -1, mode);
        long cost = residual.code(blocks, column, row, wanted, predicted, trial, source.shift(1) != 0, fixed);
        boolean coded = trial.isCoded(0);
        if (cost < least) {
            least = cost;
            best.copyFrom(trial);
        }
        if (!coded) {
            return least;
        }
        fixed = kind + blocks.splitCost(column, row, true, true);
        cost = tryIntraSplit(blocks, column, row, fixed);
        if (cost < least) {
            least = cost;
            best.copyFrom(trial);
        }
        return least;
    }

    private int bestMode(
            PhotoBlocks blocks, int column, int row, int part, int[] block, int at, int stride, int size, int most) {
        IntraPrediction prediction = blocks.lookAround(column, row, 0, part);
        target = block;
        if (size != stride) {
            for (int y = 0; y < size; y++) {
                System.arraycopy(block, at + y * stride, square, y * size, size);
            }
            target = square;
        }
        leastCost = Integer.MAX_VALUE;
        if (thorough) {
            for (int mode = 0; mode < IntraPrediction.MODES; mode++) {
                tryMode(blocks, prediction, column, row, part, size, mode);
            }
            return bestMode;
        }
        for (int mode : COARSE) {
            tryMode(blocks, prediction, column, row, part, size, mode);
        }
        if (modeError > most + (most >> 1)) {
            return bestMode;
        }
        for (int family = IntraPrediction.VERTICAL; ; family = IntraPrediction.HORIZONTAL) {
            tryMode(blocks, prediction, column, row, part, size, family - 2);
            tryMode(blocks, prediction, column, row, part, size, family + 2);
            if (family == IntraPrediction.HORIZONTAL) {
                break;
            }
        }
        int centre = bestMode;
        if (centre > IntraPrediction.MEAN) {
            if (centre != IntraPrediction.HORIZONTAL - 3) {
                tryMode(blocks, prediction, column, row, part, size, centre - 1);
            }
            if (centre != IntraPrediction.VERTICAL + 3 && centre + 1 < IntraPrediction.MODES) {
                tryMode(blocks, prediction, column, row, part, size, centre + 1);
            }
        }
        return bestMode;
    }

    private void tryMode(
            PhotoBlocks blocks, IntraPrediction prediction, int column, int row, int part, int size, int mode) {
        int bits = residual.lambdaOfErrors() * blocks.modeCost(column, row, part, mode) >> 12;
        if (bits >= leastCost) {
            return;
        }
        prediction.predict(mode, modeSquare, 0, size, size);
        int error = thorough
                ? BlockError.hadamard(target, 0, size, modeSquare, 0, size, size)
                : BlockError.absolute(target, modeSquare, size * size);
        if (error + bits < leastCost) {
            leastCost = error + bits;
            bestMode = mode;
            modeError = error;
        }
    }

    private long tryIntraSplit(PhotoBlocks blocks, int column, int row, int fixed) {
        trial.kind = PhotoBlock.INTRA;
        trial.split = true;
        trial.large = false;
        boolean halved = source.shift(1) != 0;
        int bits = fixed;
        long error = 0;
        for (int part = 0; part < 4; part++) {
            int at = (part >> 1) * HALF * BLOCK + (part & 1) * HALF;
            int mode = bestMode(blocks, column, row, part, wanted[0], at, BLOCK, HALF, Integer.MAX_VALUE / 2);
            trial.modes[part] = mode;
            bits += blocks.modeCost(column, row, part, mode);
            blocks.markMode(column, row, part, mode);
            for (int plane = 0; plane < (halved ? 1 : Components.PLANES); plane++) {
                blocks.lookAround(column, row, plane, part).predict(mode, predicted[plane], at, BLOCK, HALF);
                error += residual.codeOne(blocks, wanted[plane], predicted[plane], at, BLOCK, HALF, trial, plane, part);
                bits += residual.bits();
                blocks.reconstructIntraPart(column, row, trial, plane, part);
            }
        }
        blocks.forgetParts(column, row);
        if (halved) {
            for (int plane = 1; plane < Components.PLANES; plane++) {
                blocks.lookAround(column, row, plane, -1).predict(trial.modes[0], predicted[plane], 0, HALF, HALF);
                error += residual.codeOne(blocks, wanted[plane], predicted[plane], 0, HALF, HALF, trial, plane, 0);
                bits += residual.bits();
                trial.last[plane][1] = trial.last[plane][2] = trial.last[plane][3] = -1;
            }
        }
        bits += blocks.flagsCost(column, row, trial);
        return error + residual.weigh(bits);
    }
}

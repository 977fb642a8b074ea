package org.rundelta.codec.search;

import org.rundelta.codec.Effort;
import org.rundelta.codec.QuantiserOffsets;
import org.rundelta.codec.frame.ChangeMap;
import org.rundelta.codec.frame.Components;
import org.rundelta.codec.frame.PhotoBlock;
import org.rundelta.codec.frame.PhotoBlocks;
import org.rundelta.codec.frame.PhotoCosts;
import org.rundelta.codec.frame.Plane;
import org.rundelta.codec.frame.Reconstruction;
import org.rundelta.codec.frame.VectorPrediction;

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

    /** A quantiser that differs from the one predicted by no more than this is not worth its bits. */
    private static final int NEAR_QUANTISER = 1;

    private final Components source;
    private final VectorSearch search;
    private final ModeSearch modeSearch;
    private final Residual residual;
    private final boolean thorough;

    private final int[][] wanted = new int[Components.PLANES][SAMPLES];
    private final int[][] skipped = new int[Components.PLANES][SAMPLES];
    private final int[][] moved = new int[Components.PLANES][SAMPLES];
    private final int[][] predicted = new int[Components.PLANES][SAMPLES];
    private final PhotoBlock trial = new PhotoBlock();
    private final PhotoBlock best = new PhotoBlock();

    private int frameQuantiser;
    private QuantiserOffsets offsets;
    /** Of the picture, at which the slice begins. */
    private final int firstRow;

    private PhotoCosts costs;
    private VectorPrediction vectors;
    private Reconstruction reconstruction;

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
        modeSearch = new ModeSearch(effort);
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
        costs = blocks.costs();
        vectors = blocks.vectors();
        reconstruction = blocks.reconstruction();
        int quantiser = offsets.quantiser(frameQuantiser, column, firstRow + row);
        int predictedQuantiser = blocks.quantisers().predict(column, row);
        if (Math.abs(quantiser - predictedQuantiser) <= NEAR_QUANTISER) {
            quantiser = predictedQuantiser;
        }
        residual.start(costs, quantiser);
        modeSearch.start(costs, reconstruction, residual.lambdaOfErrors());
        trial.quantiser = quantiser;
        best.quantiser = quantiser;
        for (int plane = 0; plane < Components.PLANES; plane++) {
            take(source, plane, column, row, wanted[plane]);
        }
        long least = Long.MAX_VALUE;
        int interError = Integer.MAX_VALUE;
        if (blocks.interAllowed()) {
            vectors.predict(column, row);
            long skip = trySkip(column, row);
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
        tryIntra(column, row, least, interError);
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

    private void predictInter(int column, int row, int vx, int vy, int[][] to) {
        for (int plane = 0; plane < Components.PLANES; plane++) {
            reconstruction.predictInter(column, row, plane, vx, vy, to[plane]);
        }
    }

    /** Cost of skipping the block; -1 if nothing can be better, {@link Long#MAX_VALUE} if anything should be. */
    private long trySkip(int column, int row) {
        long error = 0;
        boolean clean = true;
        for (int plane = 0; plane < Components.PLANES; plane++) {
            int size = BLOCK >> source.shift(plane);
            reconstruction.predictInter(column, row, plane, vectors.x(), vectors.y(), skipped[plane]);
            error += BlockError.squared(wanted[plane], skipped[plane], size * size);
            if (!thorough && plane == 0 && residual.isFar(error)) {
                return Long.MAX_VALUE;
            }
            clean = clean && residual.isNegligible(wanted[plane], skipped[plane], size, plane);
        }
        return clean ? -1 : error * 256 + residual.weigh(costs.kind(column, row, PhotoBlock.SKIP));
    }

    private long tryInter(PhotoBlocks blocks, int column, int row, long least) {
        search.find(blocks, wanted[0], skipped[0], column, row, residual.lambdaOfErrors());
        trial.kind = PhotoBlock.INTER;
        trial.setVector(search.vx(), search.vy());
        // Where skipping was not weighed, its prediction has no chroma.
        boolean isPredicted = least != Long.MAX_VALUE && search.vx() == vectors.x() && search.vy() == vectors.y();
        trial.prediction = isPredicted ? skipped : moved;
        if (!isPredicted) {
            predictInter(column, row, search.vx(), search.vy(), moved);
        }
        int fixed = costs.kind(column, row, PhotoBlock.INTER)
                + costs.split(column, row, false, false)
                + costs.vector(search.vx(), search.vy());
        long cost = residual.code(column, row, wanted, trial.prediction, trial, source.shift(1) != 0, fixed);
        if (cost < least) {
            best.copyFrom(trial);
            return cost;
        }
        return least;
    }

    private long tryIntra(int column, int row, long least, int interError) {
        int most = interError == Integer.MAX_VALUE ? interError / 2 : interError + (interError >> 2);
        int mode = modeSearch.find(column, row, -1, wanted[0], most);
        if (modeSearch.error() > most) {
            return least;
        }
        trial.kind = PhotoBlock.INTRA;
        trial.prediction = null;
        trial.setMode(mode);
        for (int plane = 0; plane < Components.PLANES; plane++) {
            int size = BLOCK >> source.shift(plane);
            reconstruction.lookAround(column, row, plane, -1).predict(mode, predicted[plane], 0, size, size);
        }
        int kind = costs.kind(column, row, PhotoBlock.INTRA);
        int fixed = kind + costs.split(column, row, true, false) + costs.mode(column, row, -1, mode);
        long cost = residual.code(column, row, wanted, predicted, trial, source.shift(1) != 0, fixed);
        boolean coded = trial.isCoded(0);
        if (cost < least) {
            least = cost;
            best.copyFrom(trial);
        }
        if (!coded) {
            return least;
        }
        fixed = kind + costs.split(column, row, true, true);
        cost = tryIntraSplit(column, row, fixed);
        if (cost < least) {
            least = cost;
            best.copyFrom(trial);
        }
        return least;
    }

    private long tryIntraSplit(int column, int row, int fixed) {
        trial.kind = PhotoBlock.INTRA;
        trial.split = true;
        trial.large = false;
        boolean halved = source.shift(1) != 0;
        int bits = fixed;
        long error = 0;
        for (int part = 0; part < 4; part++) {
            int at = (part >> 1) * HALF * BLOCK + (part & 1) * HALF;
            int mode = modeSearch.find(column, row, part, wanted[0], Integer.MAX_VALUE / 2);
            trial.modes[part] = mode;
            bits += costs.mode(column, row, part, mode);
            for (int plane = 0; plane < (halved ? 1 : Components.PLANES); plane++) {
                reconstruction.lookAround(column, row, plane, part).predict(mode, predicted[plane], at, BLOCK, HALF);
                error += residual.codeOne(wanted[plane], predicted[plane], at, BLOCK, HALF, trial, plane, part);
                bits += residual.bits();
                reconstruction.reconstructIntraPart(column, row, trial, plane, part);
            }
        }
        reconstruction.forgetParts(column, row);
        if (halved) {
            for (int plane = 1; plane < Components.PLANES; plane++) {
                reconstruction
                        .lookAround(column, row, plane, -1)
                        .predict(trial.modes[0], predicted[plane], 0, HALF, HALF);
                error += residual.codeOne(wanted[plane], predicted[plane], 0, HALF, HALF, trial, plane, 0);
                bits += residual.bits();
                trial.last[plane][1] = trial.last[plane][2] = trial.last[plane][3] = -1;
            }
        }
        bits += costs.flags(column, row, trial);
        return error + residual.weigh(bits);
    }
}

package org.rundelta.codec.frame;

import java.util.Arrays;
import org.rundelta.codec.entropy.BitCoder;
import org.rundelta.codec.entropy.BitModel;
import org.rundelta.codec.entropy.LengthModel;

/**
 * The photographic blocks of a frame (docs/bitstream.md, "Photographic blocks"): predicted from their surroundings or
 * the previous picture, the difference transformed and quantised. Their syntax is written once for both directions, like
 * {@link FrameSyntax}.
 */
public final class PhotoBlocks {
    static final int CONTEXTS = PhotoContexts.CONTEXTS;

    private static final int HALF = PhotoBlock.HALF;
    private static final int MAX_VECTOR = (1 << 15) - 1;

    private final BitModel model;
    private final BitCoder coder;
    private final ChangeMap map;
    private final BlockGrid grid;
    private final PhotoContexts contexts;
    private final VectorPrediction vectors;
    private final QuantiserPrediction quantisers;
    private final TransformBlock transforms;
    private final Reconstruction reconstruction;
    private final Deblocking deblocking = new Deblocking();
    private final PhotoBlock block = new PhotoBlock();
    private PhotoChooser chooser;
    private PhotoCosts costs;

    private boolean interAllowed;
    private boolean blockQuantisers;
    /** Whether planes of colour differences are half as wide and high as luma. */
    private boolean halved;

    PhotoBlocks(BitModel model, BitCoder coder, int base, ChangeMap map) {
        this.model = model;
        this.coder = coder;
        this.map = map;
        grid = new BlockGrid(map.columns(), map.rows());
        contexts = new PhotoContexts(base, grid);
        vectors = new VectorPrediction(grid);
        quantisers = new QuantiserPrediction(grid);
        transforms = new TransformBlock(model, coder, contexts.levels());
        reconstruction = new Reconstruction(grid);
    }

    /** Begins another picture; without this, the last one is coded again. */
    void advance() {
        grid.keepVectors();
    }

    /** Makes ready for a keyframe. */
    void restart() {
        grid.forgetVectors();
    }

    /** Who decides; without one, blocks are read. */
    void setChooser(PhotoChooser chooser) {
        this.chooser = chooser;
        costs = new PhotoCosts(model, contexts, grid, transforms, vectors, quantisers);
    }

    /** The vectors of the blocks so far. */
    public BlockGrid grid() {
        return grid;
    }

    /** Whether blocks may refer to the previous picture. */
    public boolean interAllowed() {
        return interAllowed;
    }

    public VectorPrediction vectors() {
        return vectors;
    }

    public QuantiserPrediction quantisers() {
        return quantisers;
    }

    /** Of whoever decides. */
    public PhotoCosts costs() {
        return costs;
    }

    public Reconstruction reconstruction() {
        return reconstruction;
    }

    /**
     * Codes all photographic blocks of the map and filters their edges.
     *
     * @param candidates the vectors of copied blocks
     * @param isIntra whether there is no previous picture
     */
    void code(Components to, Components from, MotionCandidates candidates, boolean isIntra, FrameHeader header) {
        interAllowed = !isIntra;
        blockQuantisers = header.blockQuantisers();
        halved = to.shift(1) != 0;
        quantisers.start(header.quantiser());
        reconstruction.start(to, from);
        if (chooser != null) {
            costs.start(interAllowed, blockQuantisers);
        }
        grid.start(map, candidates);
        for (int row = 0; row < map.rows(); row++) {
            for (int column = 0; column < map.columns(); column++) {
                if (map.isPhoto(column, row)) {
                    code(column, row);
                }
            }
        }
        if (chooser != null) {
            chooser.end();
        }
        deblocking.filter(to, grid);
    }

    private void code(int column, int row) {
        if (chooser != null) {
            chooser.choose(this, column, row, block);
        }
        codeKind(column, row);
        if (block.kind == PhotoBlock.SKIP) {
            vectors.predict(column, row);
            block.setVector(vectors.x(), vectors.y());
            block.quantiser = quantisers.predict(column, row);
        } else {
            codeBlock(column, row);
        }
        reconstruction.reconstruct(column, row, block);
        grid.setBlock(column, row, block);
    }

    private void codeKind(int column, int row) {
        if (!interAllowed) {
            block.kind = PhotoBlock.INTRA;
            return;
        }
        int left = grid.left(column, row);
        int above = grid.above(column, row);
        if (flag(contexts.skip(left, above), block.kind == PhotoBlock.SKIP)) {
            block.kind = PhotoBlock.SKIP;
            return;
        }
        boolean isIntra = flag(contexts.intra(left, above), block.kind == PhotoBlock.INTRA);
        block.kind = isIntra ? PhotoBlock.INTRA : PhotoBlock.INTER;
    }

    private void codeBlock(int column, int row) {
        boolean isIntra = block.kind == PhotoBlock.INTRA;
        block.split = flag(contexts.split(isIntra, grid.left(column, row), grid.above(column, row)), block.split);
        if (isIntra) {
            codeModes(column, row);
        } else if (block.split) {
            codeVectors(column, row);
        } else {
            vectors.predict(column, row);
            block.setVector(codeComponent(0, block.vx[0], vectors.x()), codeComponent(1, block.vy[0], vectors.y()));
        }
        codeLevels(column, row, isIntra);
    }

    private boolean flag(int context, boolean wanted) {
        return coder.bit(context, wanted ? 1 : 0) != 0;
    }

    private void codeVectors(int column, int row) {
        for (int k = 0; k < PhotoBlock.PARTS; k++) {
            vectors.predictPart(column, row, k);
            block.vx[k] = codeComponent(0, block.vx[k], vectors.x());
            block.vy[k] = codeComponent(1, block.vy[k], vectors.y());
            int at = grid.index(2 * column + (k & 1), 2 * row + (k >> 1));
            grid.kind[at] = BlockGrid.INTER;
            grid.vx[at] = block.vx[k];
            grid.vy[at] = block.vy[k];
        }
    }

    private int codeComponent(int component, int value, int predicted) {
        int coded = predicted + codeSigned(contexts.vector(component, vectors.disparity()), value - predicted);
        return Math.min(Math.max(coded, -MAX_VECTOR), MAX_VECTOR);
    }

    private int codeSigned(int context, int wanted) {
        int magnitude = LengthModel.code(coder, context + 1, Math.abs(wanted));
        return magnitude != 0 && flag(context, wanted < 0) ? -magnitude : magnitude;
    }

    private void codeModes(int column, int row) {
        int parts = block.split ? PhotoBlock.PARTS : 1;
        for (int k = 0; k < parts; k++) {
            int x = 2 * column + (k & 1);
            int y = 2 * row + (k >> 1);
            int left = grid.mode[grid.index(x - 1, y)];
            int above = grid.mode[grid.index(x, y - 1)];
            int mode = codeMode(left, above, block.modes[k]);
            if (block.split) {
                block.modes[k] = mode;
                grid.mode[grid.index(x, y)] = (byte) mode;
            } else {
                block.setMode(mode);
            }
        }
    }

    private int codeMode(int left, int above, int wanted) {
        if (flag(contexts.leftMode(), wanted == left)) {
            return left;
        }
        if (above != left && flag(contexts.aboveMode(), wanted == above)) {
            return above;
        }
        int tree = 1;
        for (int k = 3; k >= 0; k--) {
            tree = tree << 1 | coder.bit(contexts.mode(tree), wanted >> k & 1);
        }
        return tree - IntraPrediction.MODES;
    }

    private void codeLevels(int column, int row, boolean isIntra) {
        int lumaContext = contexts.luma(isIntra, grid.left(column, row), grid.above(column, row));
        int luma = coder.bit(lumaContext, block.isCoded(0) ? 1 : 0);
        int blue = coder.bit(contexts.blue(isIntra, luma), block.isCoded(1) ? 1 : 0);
        int red = coder.bit(contexts.red(isIntra, luma, blue), block.isCoded(2) ? 1 : 0);
        codeQuantiser(column, row, (luma | blue | red) != 0);
        boolean anyParts = luma != 0 || (!halved && (blue | red) != 0);
        if (block.split && isIntra) {
            block.large = false;
        } else if (anyParts) {
            block.large = flag(contexts.large(isIntra), block.large);
        } else {
            block.large = !block.split;
        }
        codePlane(0, luma != 0, isIntra);
        codePlane(1, blue != 0, isIntra);
        codePlane(2, red != 0, isIntra);
    }

    private void codeQuantiser(int column, int row, boolean isCoded) {
        int predicted = quantisers.predict(column, row);
        if (blockQuantisers && isCoded) {
            int difference = codeSigned(contexts.quantiser(quantisers.disparity()), block.quantiser - predicted);
            block.quantiser = Math.min(Math.max(predicted + difference, 0), PhotoQuantiser.MAX);
        } else {
            block.quantiser = predicted;
        }
    }

    private void codePlane(int plane, boolean isCoded, boolean isIntra) {
        int[] levels = block.levels[plane];
        int[] last = block.last[plane];
        boolean isHalf = halved && plane != 0;
        int size = isHalf ? HALF : ChangeMap.BLOCK;
        if (!isCoded) {
            Arrays.fill(last, -1);
            return;
        }
        if (chooser == null) {
            Arrays.fill(levels, 0, size * size, 0);
        }
        if (isHalf || block.large) {
            int kind = PhotoContexts.transformKind(isIntra, plane, size);
            last[0] = transforms.code(kind, levels, 0, size, last[0]);
            last[1] = last[2] = last[3] = -1;
            return;
        }
        int kind = PhotoContexts.transformKind(isIntra, plane, HALF);
        int seen = 0;
        for (int k = 0; k < PhotoBlock.PARTS; k++) {
            if (flag(contexts.quarter(isIntra, seen), last[k] >= 0)) {
                last[k] = transforms.code(kind, levels, k * HALF * HALF, HALF, last[k]);
                seen++;
            } else {
                last[k] = -1;
            }
        }
    }
}

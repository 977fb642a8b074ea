package org.rundelta.codec.frame;

import java.util.Arrays;
import org.rundelta.codec.entropy.BitCoder;
import org.rundelta.codec.entropy.BitModel;
import org.rundelta.codec.entropy.LengthModel;

/**
 * The photographic blocks of a frame (docs/bitstream.md, "Photographic blocks"): predicted from their surroundings or
 * the previous picture, the difference transformed and quantised. Written once for both directions, like
 * {@link FrameSyntax}.
 */
public final class PhotoBlocks {
    private static final int NEIGHBOUR_KINDS = 3;
    private static final int DISPARITIES = 3;

    private static final int SKIP = 0;
    private static final int INTRA = SKIP + NEIGHBOUR_KINDS;
    private static final int SPLIT = INTRA + NEIGHBOUR_KINDS;
    private static final int CODED = SPLIT + 2 * NEIGHBOUR_KINDS;
    private static final int LARGE = CODED + 2 * (NEIGHBOUR_KINDS + 2 + 4);
    private static final int QUARTER = LARGE + 2;
    private static final int SAME_MODE = QUARTER + 2 * 4;
    private static final int MODE = SAME_MODE + 2;
    private static final int VECTOR = MODE + IntraPrediction.MODES;
    private static final int COMPONENT_CONTEXTS = 1 + LengthModel.CONTEXTS;
    private static final int QUANTISER = VECTOR + 2 * DISPARITIES * COMPONENT_CONTEXTS;
    private static final int LEVELS = QUANTISER + DISPARITIES * COMPONENT_CONTEXTS;

    /** Kinds of transforms with contexts of their own: inter or intra, luma or not, large or not. */
    private static final int TRANSFORM_KINDS = 8;

    static final int CONTEXTS = LEVELS + TRANSFORM_KINDS * TransformBlock.CONTEXTS;

    private static final int MAX_VECTOR = (1 << 15) - 1;
    private static final int HALF = 8;

    /** Differences of vectors up to this have costs of their own. */
    private static final int COSTS = 256;

    private static final int FAR_COST = 20 * BitModel.COST_UNIT;

    private final BitModel model;
    private final BitCoder coder;
    private final int base;
    private final TransformBlock transformBlock;
    private final Transform transform = new Transform();
    private final IntraPrediction intraPrediction = new IntraPrediction();
    private final MotionCompensation compensation = new MotionCompensation();
    private final Deblocking deblocking = new Deblocking();
    private final ChangeMap map;
    private final BlockGrid grid;
    private final PhotoBlock block = new PhotoBlock();
    private final int[] coefficients = new int[Transform.MAX_SIZE * Transform.MAX_SIZE];
    private PhotoChooser chooser;
    private final int[][] componentCosts = new int[2 * DISPARITIES][COSTS];

    private Components current;
    private Components previous;
    private boolean interAllowed;
    private int frameQuantiser;
    private boolean blockQuantisers;
    private int predictedQuantiser;
    private int quantiserDisparity;
    private int predictedX;
    private int predictedY;
    private int disparity;

    PhotoBlocks(BitModel model, BitCoder coder, int base, ChangeMap map) {
        this.model = model;
        this.coder = coder;
        this.base = base;
        this.map = map;
        transformBlock = new TransformBlock(model, coder, base + LEVELS);
        grid = new BlockGrid(map.columns(), map.rows());
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
    }

    /** The vectors of the blocks so far. */
    public BlockGrid grid() {
        return grid;
    }

    /** The picture as decoded so far, before deblocking. */
    public Components current() {
        return current;
    }

    /** The picture that vectors lead to. */
    public Components previous() {
        return previous;
    }

    /** Whether blocks may refer to the previous picture. */
    public boolean interAllowed() {
        return interAllowed;
    }

    public MotionCompensation compensation() {
        return compensation;
    }

    /**
     * Codes all photographic blocks of the map and filters their edges.
     *
     * @param candidates the vectors of copied blocks
     * @param isIntra whether there is no previous picture
     */
    void code(Components to, Components from, MotionCandidates candidates, boolean isIntra, FrameHeader header) {
        current = to;
        previous = from;
        interAllowed = !isIntra;
        frameQuantiser = header.quantiser();
        blockQuantisers = header.blockQuantisers();
        if (chooser != null) {
            findVectorCosts();
        }
        prepareGrid(candidates);
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
        deblocking.filter(current, grid);
    }

    private void prepareGrid(MotionCandidates candidates) {
        for (int row = 0; row < map.rows(); row++) {
            for (int column = 0; column < map.columns(); column++) {
                if (map.isPhoto(column, row)) {
                    grid.setBlock(column, row, BlockGrid.PENDING, 0, 0);
                } else if (map.isCoded(column, row)) {
                    grid.setBlock(column, row, BlockGrid.NONE, 0, 0);
                } else {
                    int candidate = map.motion(column, row);
                    grid.setBlock(
                            column, row, BlockGrid.COPIED, 4 * candidates.dx(candidate), 4 * candidates.dy(candidate));
                }
            }
        }
    }

    private void code(int column, int row) {
        if (chooser != null) {
            chooser.choose(this, column, row, block);
        }
        codeBlock(column, row);
        reconstruct(column, row, block);
        grid.setBlock(column, row, block);
    }

    private void codeBlock(int column, int row) {
        int x = 2 * column;
        int y = 2 * row;
        int left = grid.index(x - 1, y);
        int above = grid.index(x, y - 1);
        if (interAllowed) {
            int isSkip = coder.bit(base + SKIP + skipContext(left, above), block.kind == PhotoBlock.SKIP ? 1 : 0);
            if (isSkip != 0) {
                block.kind = PhotoBlock.SKIP;
                predictVector(x, y, 2, false);
                block.setVector(predictedX, predictedY);
                predictQuantiser(left, above);
                block.quantiser = predictedQuantiser;
                return;
            }
            int isIntra = coder.bit(base + INTRA + intraContext(left, above), block.kind == PhotoBlock.INTRA ? 1 : 0);
            block.kind = isIntra != 0 ? PhotoBlock.INTRA : PhotoBlock.INTER;
        } else {
            block.kind = PhotoBlock.INTRA;
        }
        boolean isIntra = block.kind == PhotoBlock.INTRA;
        int split = SPLIT + (isIntra ? NEIGHBOUR_KINDS : 0) + splitContext(left, above);
        block.split = coder.bit(base + split, block.split ? 1 : 0) != 0;
        if (isIntra) {
            codeModes(x, y);
        } else {
            codeVectors(x, y);
        }
        codeLevels(isIntra, left, above);
    }

    private int skipContext(int left, int above) {
        return (isSkipped(left) ? 1 : 0) + (isSkipped(above) ? 1 : 0);
    }

    private boolean isSkipped(int at) {
        return grid.kind[at] == BlockGrid.COPIED || grid.kind[at] == BlockGrid.SKIPPED;
    }

    private int intraContext(int left, int above) {
        return (grid.kind[left] == BlockGrid.INTRA ? 1 : 0) + (grid.kind[above] == BlockGrid.INTRA ? 1 : 0);
    }

    private int splitContext(int left, int above) {
        return (grid.parted[left] ? 1 : 0) + (grid.parted[above] ? 1 : 0);
    }

    private int codedContext(int left, int above) {
        return (grid.coded[left] ? 1 : 0) + (grid.coded[above] ? 1 : 0);
    }

    private void codeVectors(int x, int y) {
        int parts = block.split ? PhotoBlock.PARTS : 1;
        for (int k = 0; k < parts; k++) {
            predictPart(x, y, k);
            int vx = codeComponent(0, block.vx[k], predictedX);
            int vy = codeComponent(1, block.vy[k], predictedY);
            if (block.split) {
                block.vx[k] = vx;
                block.vy[k] = vy;
                int at = grid.index(x + (k & 1), y + (k >> 1));
                grid.kind[at] = BlockGrid.INTER;
                grid.vx[at] = vx;
                grid.vy[at] = vy;
            } else {
                block.setVector(vx, vy);
            }
        }
    }

    private void predictPart(int x, int y, int k) {
        if (block.split) {
            predictVector(x + (k & 1), y + (k >> 1), 1, k == 3);
        } else {
            predictVector(x, y, 2, false);
        }
    }

    private int codeComponent(int component, int value, int predicted) {
        int contexts = base + VECTOR + (component * DISPARITIES + disparity) * COMPONENT_CONTEXTS;
        int difference = value - predicted;
        int magnitude = LengthModel.code(coder, contexts + 1, Math.abs(difference));
        if (magnitude != 0 && coder.bit(contexts, difference < 0 ? 1 : 0) != 0) {
            magnitude = -magnitude;
        }
        return Math.min(Math.max(predicted + magnitude, -MAX_VECTOR), MAX_VECTOR);
    }

    /**
     * Predicts the vector of a square of cells from those to the left, above, and above right (or above left).
     *
     * @param size in cells
     * @param isLast whether the cell to the right above comes later
     */
    private void predictVector(int x, int y, int size, boolean isLast) {
        int left = grid.index(x - 1, y);
        int above = grid.index(x, y - 1);
        int corner = grid.index(x + size, y - 1);
        if (isLast || !isDecoded(corner)) {
            corner = grid.index(x - 1, y - 1);
        }
        boolean hasLeft = grid.hasVector(left);
        boolean hasAbove = grid.hasVector(above);
        boolean hasCorner = grid.hasVector(corner);
        int lx = hasLeft ? grid.vx[left] : 0;
        int ly = hasLeft ? grid.vy[left] : 0;
        int ax = hasAbove ? grid.vx[above] : 0;
        int ay = hasAbove ? grid.vy[above] : 0;
        int cx = hasCorner ? grid.vx[corner] : 0;
        int cy = hasCorner ? grid.vy[corner] : 0;
        int count = (hasLeft ? 1 : 0) + (hasAbove ? 1 : 0) + (hasCorner ? 1 : 0);
        if (count == 1) {
            predictedX = lx + ax + cx;
            predictedY = ly + ay + cy;
            disparity = 1;
        } else {
            predictedX = median(lx, ax, cx);
            predictedY = median(ly, ay, cy);
            int spread = Math.abs(lx - ax) + Math.abs(ly - ay) + Math.abs(cx - ax) + Math.abs(cy - ay);
            disparity = spread < 2 ? 0 : spread < 16 ? 1 : 2;
        }
    }

    private boolean isDecoded(int at) {
        return grid.kind[at] != BlockGrid.PENDING && grid.kind[at] != BlockGrid.NONE;
    }

    private static int median(int a, int b, int c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }

    private void codeModes(int x, int y) {
        int parts = block.split ? PhotoBlock.PARTS : 1;
        for (int k = 0; k < parts; k++) {
            int cellX = x + (k & 1);
            int cellY = y + (k >> 1);
            int left = grid.mode[grid.index(cellX - 1, cellY)];
            int above = grid.mode[grid.index(cellX, cellY - 1)];
            int mode = codeMode(left, above, block.modes[k]);
            if (block.split) {
                block.modes[k] = mode;
                grid.mode[grid.index(cellX, cellY)] = (byte) mode;
            } else {
                block.setMode(mode);
            }
        }
    }

    private int codeMode(int left, int above, int wanted) {
        if (coder.bit(base + SAME_MODE, wanted == left ? 1 : 0) != 0) {
            return left;
        }
        if (above != left && coder.bit(base + SAME_MODE + 1, wanted == above ? 1 : 0) != 0) {
            return above;
        }
        int tree = 1;
        for (int k = 3; k >= 0; k--) {
            tree = tree << 1 | coder.bit(base + MODE + tree, wanted >> k & 1);
        }
        return tree - IntraPrediction.MODES;
    }

    private void codeLevels(boolean isIntra, int left, int above) {
        boolean halved = current.shift(1) != 0;
        int kinds = isIntra ? TRANSFORM_KINDS / 2 : 0;
        int coded = base + CODED + (isIntra ? NEIGHBOUR_KINDS + 2 + 4 : 0);
        int luma = coder.bit(coded + codedContext(left, above), block.isCoded(0) ? 1 : 0);
        int cb = coder.bit(coded + NEIGHBOUR_KINDS + luma, block.isCoded(1) ? 1 : 0);
        int cr = coder.bit(coded + NEIGHBOUR_KINDS + 2 + luma + 2 * cb, block.isCoded(2) ? 1 : 0);
        predictQuantiser(left, above);
        if (blockQuantisers && (luma | cb | cr) != 0) {
            codeQuantiser();
        } else {
            block.quantiser = predictedQuantiser;
        }
        boolean anyParts = luma != 0 || (!halved && (cb | cr) != 0);
        if (block.split && isIntra) {
            block.large = false;
        } else if (anyParts) {
            block.large = coder.bit(base + LARGE + (isIntra ? 1 : 0), block.large ? 1 : 0) != 0;
        } else {
            block.large = !block.split;
        }
        codePlane(0, luma, kinds, block.large);
        codePlane(1, cb, kinds + 2, halved || block.large);
        codePlane(2, cr, kinds + 2, halved || block.large);
    }

    /** From those of the blocks to the left and above, as far as they are photographic. */
    private void predictQuantiser(int left, int above) {
        boolean hasLeft = grid.isDecodedPhoto(left);
        boolean hasAbove = grid.isDecodedPhoto(above);
        int l = hasLeft ? grid.quantiser[left] : frameQuantiser;
        int a = hasAbove ? grid.quantiser[above] : hasLeft ? l : frameQuantiser;
        predictedQuantiser = hasLeft ? l + a + 1 >> 1 : a;
        quantiserDisparity = hasLeft && hasAbove ? Math.min(Math.abs(l - a), DISPARITIES - 1) : 1;
    }

    private void codeQuantiser() {
        int contexts = base + QUANTISER + quantiserDisparity * COMPONENT_CONTEXTS;
        int difference = block.quantiser - predictedQuantiser;
        int magnitude = LengthModel.code(coder, contexts + 1, Math.abs(difference));
        if (magnitude != 0 && coder.bit(contexts, difference < 0 ? 1 : 0) != 0) {
            magnitude = -magnitude;
        }
        block.quantiser = Math.min(Math.max(predictedQuantiser + magnitude, 0), PhotoQuantiser.MAX);
    }

    private void codePlane(int plane, int coded, int kinds, boolean whole) {
        int[] levels = block.levels[plane];
        int[] last = block.last[plane];
        boolean reading = chooser == null;
        int size = ChangeMap.BLOCK >> current.shift(plane);
        if (coded == 0) {
            last[0] = last[1] = last[2] = last[3] = -1;
            return;
        }
        if (reading) {
            Arrays.fill(levels, 0, size * size, 0);
        }
        if (whole) {
            last[0] = transformBlock.code(kinds + (size > HALF ? 1 : 0), levels, 0, size, last[0]);
            last[1] = last[2] = last[3] = -1;
            return;
        }
        boolean isIntra = kinds >= TRANSFORM_KINDS / 2;
        int seen = 0;
        for (int k = 0; k < PhotoBlock.PARTS; k++) {
            int context = base + QUARTER + (isIntra ? 4 : 0) + Math.min(seen, 3);
            if (coder.bit(context, last[k] >= 0 ? 1 : 0) != 0) {
                last[k] = transformBlock.code(kinds, levels, k * HALF * HALF, HALF, last[k]);
                seen++;
            } else {
                last[k] = -1;
            }
        }
    }

    /** Makes the samples of a block. Public for an encoder that tries. */
    public void reconstruct(int column, int row, PhotoBlock from) {
        for (int plane = 0; plane < Components.PLANES; plane++) {
            if (from.kind == PhotoBlock.INTRA) {
                reconstructIntra(column, row, from, plane);
            } else {
                if (from.prediction == null) {
                    predictInter(column, row, from, plane);
                } else {
                    copyPrediction(column, row, from.prediction[plane], plane);
                }
                if (from.kind == PhotoBlock.INTER) {
                    addResiduals(column, row, from, plane);
                }
            }
        }
    }

    private void copyPrediction(int column, int row, int[] prediction, int plane) {
        int size = ChangeMap.BLOCK >> current.shift(plane);
        int at = current.index(plane, column * size, row * size);
        for (int y = 0; y < size; y++) {
            System.arraycopy(prediction, y * size, current.samples(plane), at, size);
            at += current.width(plane);
        }
    }

    private void predictInter(int column, int row, PhotoBlock from, int plane) {
        int size = ChangeMap.BLOCK >> current.shift(plane);
        int x = column * size;
        int y = row * size;
        int at = current.index(plane, x, y);
        int stride = current.width(plane);
        int[] samples = current.samples(plane);
        if (!from.split) {
            compensation.predict(previous, plane, x, y, size, from.vx[0], from.vy[0], samples, at, stride);
            return;
        }
        int half = size >> 1;
        for (int k = 0; k < PhotoBlock.PARTS; k++) {
            int dx = (k & 1) * half;
            int dy = (k >> 1) * half;
            compensation.predict(
                    previous,
                    plane,
                    x + dx,
                    y + dy,
                    half,
                    from.vx[k],
                    from.vy[k],
                    samples,
                    at + dy * stride + dx,
                    stride);
        }
    }

    private void addResiduals(int column, int row, PhotoBlock from, int plane) {
        int size = ChangeMap.BLOCK >> current.shift(plane);
        if (from.large || size == HALF) {
            addResidual(column, row, from, plane, 0, size);
        } else {
            for (int k = 0; k < PhotoBlock.PARTS; k++) {
                addResidual(column, row, from, plane, k, HALF);
            }
        }
    }

    private void reconstructIntra(int column, int row, PhotoBlock from, int plane) {
        int size = ChangeMap.BLOCK >> current.shift(plane);
        if (!from.split || size == HALF) {
            predictIntra(column, row, plane, -1, from.modes[0]);
            addResiduals(column, row, from, plane);
            return;
        }
        for (int k = 0; k < PhotoBlock.PARTS; k++) {
            reconstructIntraPart(column, row, from, plane, k);
        }
    }

    /** Makes the samples of one quarter of a split intra block. */
    public void reconstructIntraPart(int column, int row, PhotoBlock from, int plane, int part) {
        predictIntra(column, row, plane, part, from.modes[part]);
        addResidual(column, row, from, plane, part, HALF);
        grid.kind[grid.index(2 * column + (part & 1), 2 * row + (part >> 1))] = BlockGrid.INTRA;
    }

    private void predictIntra(int column, int row, int plane, int part, int mode) {
        lookAround(column, row, plane, part);
        int blockSize = ChangeMap.BLOCK >> current.shift(plane);
        int size = part < 0 ? blockSize : HALF;
        int at = current.index(plane, column * blockSize, row * blockSize) + partOffset(plane, part);
        intraPrediction.predict(mode, current.samples(plane), at, current.width(plane), size);
    }

    private int partOffset(int plane, int part) {
        return part < 0 ? 0 : (part >> 1) * HALF * current.width(plane) + (part & 1) * HALF;
    }

    /**
     * Prepares intra prediction of a block, or of a quarter.
     *
     * @param part which quarter; -1 for all
     * @return what predicts it then, by any mode
     */
    public IntraPrediction lookAround(int column, int row, int plane, int part) {
        int blockSize = ChangeMap.BLOCK >> current.shift(plane);
        int size = part < 0 ? blockSize : HALF;
        int cells = part < 0 ? 2 : 1;
        int x = 2 * column + (part < 0 ? 0 : part & 1);
        int y = 2 * row + (part < 0 ? 0 : part >> 1);
        int available = (isKnown(x - 1, y + cells, part == 1 || part == 3) ? 1 : 0)
                | (isKnown(x - 1, y, false) ? 2 : 0)
                | (isKnown(x - 1, y - 1, false) ? 4 : 0)
                | (isKnown(x, y - 1, false) ? 8 : 0)
                | (isKnown(x + cells, y - 1, part == 3) ? 16 : 0);
        int at = current.index(plane, column * blockSize, row * blockSize) + partOffset(plane, part);
        intraPrediction.look(current.samples(plane), at, current.width(plane), size, available);
        return intraPrediction;
    }

    /** Whether the samples of a cell are final but for deblocking; those of this block are, if they come before. */
    private boolean isKnown(int x, int y, boolean comesLater) {
        if (comesLater) {
            return false;
        }
        int kind = grid.kind[grid.index(x, y)];
        return kind != BlockGrid.NONE && kind != BlockGrid.PENDING;
    }

    private void addResidual(int column, int row, PhotoBlock from, int plane, int part, int size) {
        int last = from.last[plane][part];
        if (last < 0) {
            return;
        }
        int step = PhotoQuantiser.step(plane == 0 ? from.quantiser : PhotoQuantiser.chroma(from.quantiser));
        int[] levels = from.levels[plane];
        int first = part * size * size;
        int columns = 0;
        int rows = 0;
        int extent = TransformBlock.extent(last, size);
        for (int y = 0; y < extent; y++) {
            for (int x = 0; x < extent; x++) {
                int level = levels[first + y * size + x];
                coefficients[y * size + x] = PhotoQuantiser.coefficient(level, step);
                if (level != 0) {
                    columns = Math.max(columns, x + 1);
                    rows = y + 1;
                }
            }
        }
        int blockSize = ChangeMap.BLOCK >> current.shift(plane);
        int at = current.index(plane, column * blockSize, row * blockSize)
                + (size == blockSize ? 0 : partOffset(plane, part));
        transform.addInverse(coefficients, size, columns, rows, current.samples(plane), at, current.width(plane));
    }

    /** Forgets what was tried of a block. */
    public void forgetParts(int column, int row) {
        grid.setBlock(column, row, BlockGrid.PENDING, 0, 0);
    }

    /** Predicts the vector of a block; {@link #predictedX()} and {@link #predictedY()} have it then. */
    public void predictVector(int column, int row) {
        predictVector(2 * column, 2 * row, 2, false);
    }

    public int predictedX() {
        return predictedX;
    }

    public int predictedY() {
        return predictedY;
    }

    /** Cost of a vector against the one predicted last. */
    public int vectorCost(int vx, int vy) {
        return componentCost(0, vx - predictedX) + componentCost(1, vy - predictedY);
    }

    private int componentCost(int component, int difference) {
        int magnitude = Math.abs(difference);
        return magnitude < COSTS ? componentCosts[component * DISPARITIES + disparity][magnitude] : FAR_COST;
    }

    /** Costs of vectors as they are now; made anew for each frame. */
    private void findVectorCosts() {
        for (int k = 0; k < 2 * DISPARITIES; k++) {
            int contexts = base + VECTOR + k * COMPONENT_CONTEXTS;
            for (int magnitude = 0; magnitude < COSTS; magnitude++) {
                componentCosts[k][magnitude] =
                        LengthModel.cost(model, contexts + 1, magnitude) + (magnitude == 0 ? 0 : BitModel.COST_UNIT);
            }
        }
    }

    /** Cost of saying what kind of block this is. */
    public int kindCost(int column, int row, int kind) {
        if (!interAllowed) {
            return 0;
        }
        int left = grid.index(2 * column - 1, 2 * row);
        int above = grid.index(2 * column, 2 * row - 1);
        int skip = base + SKIP + skipContext(left, above);
        if (kind == PhotoBlock.SKIP) {
            return model.cost(skip, 1);
        }
        return model.cost(skip, 0)
                + model.cost(base + INTRA + intraContext(left, above), kind == PhotoBlock.INTRA ? 1 : 0);
    }

    /** Cost of the levels of one transform, with 0 for none. */
    public int levelsCost(boolean isIntra, int plane, int size, int[] levels, int at, int last) {
        if (last < 0) {
            return 0;
        }
        int kind = (isIntra ? TRANSFORM_KINDS / 2 : 0) + (plane == 0 ? 0 : 2) + (size > HALF ? 1 : 0);
        return transformBlock.cost(kind, levels, at, size, last);
    }

    /** Cost of the flags that say which transforms have levels. */
    public int flagsCost(int column, int row, PhotoBlock of) {
        boolean isIntra = of.kind == PhotoBlock.INTRA;
        int left = grid.index(2 * column - 1, 2 * row);
        int above = grid.index(2 * column, 2 * row - 1);
        int coded = base + CODED + (isIntra ? NEIGHBOUR_KINDS + 2 + 4 : 0);
        int luma = of.isCoded(0) ? 1 : 0;
        int cb = of.isCoded(1) ? 1 : 0;
        int cost = model.cost(coded + codedContext(left, above), luma)
                + model.cost(coded + NEIGHBOUR_KINDS + luma, cb)
                + model.cost(coded + NEIGHBOUR_KINDS + 2 + luma + 2 * cb, of.isCoded(2) ? 1 : 0);
        if (blockQuantisers && of.isCoded()) {
            cost += quantiserCost(left, above, of.quantiser);
        }
        if (luma != 0 && !(isIntra && of.split)) {
            cost += model.cost(base + LARGE + (isIntra ? 1 : 0), of.large ? 1 : 0);
        }
        if (luma != 0 && !of.large) {
            int seen = 0;
            for (int k = 0; k < PhotoBlock.PARTS; k++) {
                int isCoded = of.last[0][k] >= 0 ? 1 : 0;
                cost += model.cost(base + QUARTER + (isIntra ? 4 : 0) + Math.min(seen, 3), isCoded);
                seen += isCoded;
            }
        }
        return cost;
    }

    /** The quantiser predicted for a block. */
    public int predictedQuantiser(int column, int row) {
        predictQuantiser(grid.index(2 * column - 1, 2 * row), grid.index(2 * column, 2 * row - 1));
        return predictedQuantiser;
    }

    private int quantiserCost(int left, int above, int quantiser) {
        predictQuantiser(left, above);
        int contexts = base + QUANTISER + quantiserDisparity * COMPONENT_CONTEXTS;
        int magnitude = Math.abs(quantiser - predictedQuantiser);
        return LengthModel.cost(model, contexts + 1, magnitude) + (magnitude == 0 ? 0 : BitModel.COST_UNIT);
    }

    /** Cost of the flag that the block is, or is not, split. */
    public int splitCost(int column, int row, boolean isIntra, boolean split) {
        int left = grid.index(2 * column - 1, 2 * row);
        int above = grid.index(2 * column, 2 * row - 1);
        int context = SPLIT + (isIntra ? NEIGHBOUR_KINDS : 0) + splitContext(left, above);
        return model.cost(base + context, split ? 1 : 0);
    }

    /** Cost of the intra mode of a block, or of a quarter. */
    public int modeCost(int column, int row, int part, int mode) {
        int x = 2 * column + (part < 0 ? 0 : part & 1);
        int y = 2 * row + (part < 0 ? 0 : part >> 1);
        int left = grid.mode[grid.index(x - 1, y)];
        int above = grid.mode[grid.index(x, y - 1)];
        if (mode == left) {
            return model.cost(base + SAME_MODE, 1);
        }
        int cost = model.cost(base + SAME_MODE, 0);
        if (above != left) {
            if (mode == above) {
                return cost + model.cost(base + SAME_MODE + 1, 1);
            }
            cost += model.cost(base + SAME_MODE + 1, 0);
        }
        int tree = 1;
        for (int k = 3; k >= 0; k--) {
            int bit = mode >> k & 1;
            cost += model.cost(base + MODE + tree, bit);
            tree = tree << 1 | bit;
        }
        return cost;
    }

    /** Lets the modes of the next quarters be predicted from this one. */
    public void markMode(int column, int row, int part, int mode) {
        grid.mode[grid.index(2 * column + (part & 1), 2 * row + (part >> 1))] = (byte) mode;
    }
}

package org.rundelta.codec.frame;

/** Makes the samples of photographic blocks (docs/bitstream.md, "Photographic blocks"): prediction and residual. */
public final class Reconstruction {
    private static final int HALF = PhotoBlock.HALF;

    private final BlockGrid grid;
    private final Transform transform = new Transform();
    private final IntraPrediction intraPrediction = new IntraPrediction();
    private final MotionCompensation compensation = new MotionCompensation();
    private final int[] coefficients = new int[Transform.MAX_SIZE * Transform.MAX_SIZE];
    private Components current;
    private Components previous;

    Reconstruction(BlockGrid grid) {
        this.grid = grid;
    }

    /** Begins a picture. */
    void start(Components to, Components from) {
        current = to;
        previous = from;
    }

    /** The picture that vectors lead to. */
    public Components previous() {
        return previous;
    }

    /** Gives an encoder what a vector leads to, for one plane of a whole block, row by row. */
    public void predictInter(int column, int row, int plane, int vx, int vy, int[] to) {
        int size = size(plane);
        compensation.predict(previous, plane, column * size, row * size, size, vx, vy, to, 0, size);
    }

    /** Makes the samples of a block. */
    void reconstruct(int column, int row, PhotoBlock block) {
        for (int plane = 0; plane < Components.PLANES; plane++) {
            if (block.kind == PhotoBlock.INTRA) {
                reconstructIntra(column, row, block, plane);
            } else {
                if (block.prediction == null) {
                    predictInter(column, row, block, plane);
                } else {
                    copyPrediction(column, row, block.prediction[plane], plane);
                }
                if (block.kind == PhotoBlock.INTER) {
                    addResiduals(column, row, block, plane);
                }
            }
        }
    }

    private void copyPrediction(int column, int row, int[] prediction, int plane) {
        int size = size(plane);
        int at = index(column, row, plane);
        for (int y = 0; y < size; y++) {
            Rows.copy(prediction, y * size, current.samples(plane), at, size);
            at += current.width(plane);
        }
    }

    private void predictInter(int column, int row, PhotoBlock block, int plane) {
        int size = size(plane);
        int x = column * size;
        int y = row * size;
        int at = current.index(plane, x, y);
        int stride = current.width(plane);
        int[] samples = current.samples(plane);
        if (!block.split) {
            compensation.predict(previous, plane, x, y, size, block.vx[0], block.vy[0], samples, at, stride);
            return;
        }
        int half = size >> 1;
        for (int k = 0; k < PhotoBlock.PARTS; k++) {
            int dx = (k & 1) * half;
            int dy = (k >> 1) * half;
            int to = at + dy * stride + dx;
            compensation.predict(previous, plane, x + dx, y + dy, half, block.vx[k], block.vy[k], samples, to, stride);
        }
    }

    private void reconstructIntra(int column, int row, PhotoBlock block, int plane) {
        if (!block.split || size(plane) == HALF) {
            predictIntra(column, row, plane, -1, block.modes[0]);
            addResiduals(column, row, block, plane);
            return;
        }
        for (int k = 0; k < PhotoBlock.PARTS; k++) {
            reconstructIntraPart(column, row, block, plane, k);
        }
    }

    /** Makes the samples of one quarter of a split intra block; the quarters after it are predicted from it then. */
    public void reconstructIntraPart(int column, int row, PhotoBlock block, int plane, int part) {
        predictIntra(column, row, plane, part, block.modes[part]);
        addResidual(column, row, block, plane, part, HALF);
        int cell = grid.index(2 * column + (part & 1), 2 * row + (part >> 1));
        grid.kind[cell] = BlockGrid.INTRA;
        grid.mode[cell] = (byte) block.modes[part];
    }

    /** Forgets the quarters of a block that was only tried. */
    public void forgetParts(int column, int row) {
        grid.setBlock(column, row, BlockGrid.PENDING, 0, 0);
    }

    private void predictIntra(int column, int row, int plane, int part, int mode) {
        int size = part < 0 ? size(plane) : HALF;
        int at = index(column, row, plane) + partOffset(plane, part);
        lookAround(column, row, plane, part).predict(mode, current.samples(plane), at, current.width(plane), size);
    }

    /**
     * Prepares intra prediction of a block, or of a quarter.
     *
     * @param part which quarter; -1 for all
     * @return what predicts it then, by any mode
     */
    public IntraPrediction lookAround(int column, int row, int plane, int part) {
        int size = part < 0 ? size(plane) : HALF;
        int cells = part < 0 ? 2 : 1;
        int x = 2 * column + (part < 0 ? 0 : part & 1);
        int y = 2 * row + (part < 0 ? 0 : part >> 1);
        boolean isLeftPart = part != 1 && part != 3;
        int available = (isLeftPart && isKnown(x - 1, y + cells) ? 1 : 0)
                | (isKnown(x - 1, y) ? 2 : 0)
                | (isKnown(x - 1, y - 1) ? 4 : 0)
                | (isKnown(x, y - 1) ? 8 : 0)
                | (part != 3 && isKnown(x + cells, y - 1) ? 16 : 0);
        int at = index(column, row, plane) + partOffset(plane, part);
        intraPrediction.look(current.samples(plane), at, current.width(plane), size, available);
        return intraPrediction;
    }

    /** Whether the samples of a cell are final but for deblocking. */
    private boolean isKnown(int x, int y) {
        return grid.isDecoded(grid.index(x, y));
    }

    private void addResiduals(int column, int row, PhotoBlock block, int plane) {
        int size = size(plane);
        if (block.large || size == HALF) {
            addResidual(column, row, block, plane, 0, size);
        } else {
            for (int k = 0; k < PhotoBlock.PARTS; k++) {
                addResidual(column, row, block, plane, k, HALF);
            }
        }
    }

    private void addResidual(int column, int row, PhotoBlock block, int plane, int part, int size) {
        int last = block.last[plane][part];
        if (last < 0) {
            return;
        }
        int step = PhotoQuantiser.step(plane == 0 ? block.quantiser : PhotoQuantiser.chroma(block.quantiser));
        int[] levels = block.levels[plane];
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
        int at = index(column, row, plane) + (size == size(plane) ? 0 : partOffset(plane, part));
        transform.addInverse(coefficients, size, columns, rows, current.samples(plane), at, current.width(plane));
    }

    /** Width and height of a block in a plane. */
    private int size(int plane) {
        return ChangeMap.BLOCK >> current.shift(plane);
    }

    /** Where a block begins. */
    private int index(int column, int row, int plane) {
        return current.index(plane, column * size(plane), row * size(plane));
    }

    private int partOffset(int plane, int part) {
        return part < 0 ? 0 : (part >> 1) * HALF * current.width(plane) + (part & 1) * HALF;
    }
}

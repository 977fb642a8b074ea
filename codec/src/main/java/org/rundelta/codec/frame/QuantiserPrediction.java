package org.rundelta.codec.frame;

/** Predicts quantisers of photographic blocks from those around (docs/bitstream.md, "Photographic blocks"). */
public final class QuantiserPrediction {
    /** How far those around may differ: not at all, by 1, by more. */
    static final int DISPARITIES = 3;

    private final BlockGrid grid;
    private int ofFrame;
    private int value;
    private int disparity;

    QuantiserPrediction(BlockGrid grid) {
        this.grid = grid;
    }

    /** Begins a frame with this quantiser. */
    void start(int frameQuantiser) {
        ofFrame = frameQuantiser;
    }

    /** Predicts from the blocks to the left and above, as far as they are photographic. */
    public int predict(int column, int row) {
        int left = grid.left(column, row);
        int above = grid.above(column, row);
        boolean hasLeft = grid.isDecodedPhoto(left);
        boolean hasAbove = grid.isDecodedPhoto(above);
        int l = hasLeft ? grid.quantiser[left] : ofFrame;
        int a = hasAbove ? grid.quantiser[above] : hasLeft ? l : ofFrame;
        value = hasLeft ? l + a + 1 >> 1 : a;
        disparity = hasLeft && hasAbove ? Math.min(Math.abs(l - a), DISPARITIES - 1) : 1;
        return value;
    }

    /** The one predicted last. */
    int value() {
        return value;
    }

    int disparity() {
        return disparity;
    }
}

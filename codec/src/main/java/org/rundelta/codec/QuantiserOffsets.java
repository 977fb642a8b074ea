package org.rundelta.codec;

import org.rundelta.codec.frame.ChangeMap;

/** What is added to the quantiser of a picture in each of its photographic blocks of 16x16 pixels. Immutable. */
public final class QuantiserOffsets {
    /** All blocks have the quantiser of the picture. */
    public static final QuantiserOffsets NONE = new QuantiserOffsets(0, 0, new byte[0]);

    private final int columns;
    private final int rows;
    private final byte[] offsets;

    /**
     * Offsets of a picture of so many columns and rows of blocks, those at the edges counted whole.
     *
     * @param offsets row by row
     */
    public QuantiserOffsets(int columns, int rows, byte[] offsets) {
        if (offsets.length != columns * rows) {
            throw new IllegalArgumentException(offsets.length + " offsets for " + columns + "x" + rows + " blocks");
        }
        this.columns = columns;
        this.rows = rows;
        this.offsets = offsets.clone();
    }

    /** Whether there are offsets for a picture of this size. */
    boolean fits(int width, int height) {
        return isNone() || (columns == ChangeMap.blocks(width) && rows == ChangeMap.blocks(height));
    }

    /** Whether this is {@link #NONE}. */
    public boolean isNone() {
        return offsets.length == 0;
    }

    /** The quantiser of a block in a picture of this quantiser, from 0 to {@value EncoderOptions#MAX_QUANTISER}. */
    public int quantiser(int ofPicture, int column, int row) {
        if (isNone()) {
            return ofPicture;
        }
        return Math.min(Math.max(ofPicture + offsets[row * columns + column], 0), EncoderOptions.MAX_QUANTISER);
    }
}

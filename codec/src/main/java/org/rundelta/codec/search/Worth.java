package org.rundelta.codec.search;

import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;

/**
 * What each block of a picture is worth to those after it: what it costs to code without reference, as much of it as they
 * take from it, and so on back from the last. Blocks worth much get a finer quantiser, since all that refer to them have
 * less left to code.
 */
public final class Worth {
    private static final int BLOCK = HalfPicture.BLOCK;

    private static final double STRENGTH = Double.parseDouble(System.getProperty("str", "2"));
    private static final double TYPICAL = Double.parseDouble(System.getProperty("typ", "0"));
    private static final double FLOOR = Double.parseDouble(System.getProperty("floor", "64"));

    private final int columns;
    private final int rows;
    private float[] later;
    private float[] earlier;

    /** For pictures of so many blocks. */
    public Worth(int columns, int rows) {
        this.columns = columns;
        this.rows = rows;
        later = new float[columns * rows];
        earlier = new float[columns * rows];
    }

    /** What is to be added to the quantisers of the first of some pictures. */
    public byte[] offsets(java.util.Deque<MotionField> fields) {
        Arrays.fill(later, 0);
        Iterator<MotionField> backwards = fields.descendingIterator();
        MotionField field = backwards.next();
        while (backwards.hasNext()) {
            Arrays.fill(earlier, 0);
            if (field.hasReference()) {
                handBack(field);
            }
            float[] swapped = later;
            later = earlier;
            earlier = swapped;
            field = backwards.next();
        }
        byte[] offsets = new byte[columns * rows];
        for (int i = 0; i < offsets.length; i++) {
            double ratio = 1 + later[i] / (field.intra[i] + FLOOR);
            offsets[i] = (byte) Math.round(TYPICAL - STRENGTH * StrictMath.log(ratio) / StrictMath.log(2));
        }
        return offsets;
    }

    private void handBack(MotionField field) {
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int i = row * columns + column;
                int intra = field.intra[i];
                float cost = intra + (float) FLOOR;
                float share = (later[i] + cost) * (cost - field.inter[i] - (float) FLOOR * field.inter[i] / Math.max(1, intra)) / cost;
                if (share > 0) {
                    spread(column * BLOCK + field.dx[i], row * BLOCK + field.dy[i], share);
                }
            }
        }
    }

    /** Gives the blocks that a square covers what it is worth. */
    private void spread(int x, int y, float share) {
        int column = Math.floorDiv(x, BLOCK);
        int row = Math.floorDiv(y, BLOCK);
        int right = x - column * BLOCK;
        int below = y - row * BLOCK;
        float unit = share / (BLOCK * BLOCK);
        add(column, row, unit * (BLOCK - right) * (BLOCK - below));
        add(column + 1, row, unit * right * (BLOCK - below));
        add(column, row + 1, unit * (BLOCK - right) * below);
        add(column + 1, row + 1, unit * right * below);
    }

    private void add(int column, int row, float share) {
        if (column >= 0 && column < columns && row >= 0 && row < rows) {
            earlier[row * columns + column] += share;
        }
    }
}

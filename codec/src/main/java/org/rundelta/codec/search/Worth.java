package org.rundelta.codec.search;

import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import org.rundelta.codec.frame.ChangeMap;

/**
 * What each block of a picture is worth to those after it: what they cost without reference, as much of it as they take
 * from this block, and so on back from the last. Blocks worth much get a finer quantiser, since all that refer to them have
 * less left to code.
 */
public final class Worth {
    private static final int BLOCK = ChangeMap.BLOCK;

    /** By how much the quantiser falls when what depends on a block doubles. */
    private static final double STRENGTH = 1.5;

    /** What blocks of film, which last some pictures, lose that way: so that the mean quantiser stays about the same. */
    private static final int TYPICAL = 3;

    /** What a block costs in any case. */
    private static final float FLOOR = 64;

    /** Weight of each of the eight blocks around one beside its own: even quantisers cost fewer bits. */
    private static final double AROUND = 0.25;

    private final int columns;
    private final int rows;
    /** Of the picture after the one in question, and of this: what its blocks are worth to those after it. */
    private float[] later;

    private float[] earlier;
    private final double[] exact;

    /** For pictures of so many blocks. */
    public Worth(int columns, int rows) {
        this.columns = columns;
        this.rows = rows;
        later = new float[columns * rows];
        earlier = new float[columns * rows];
        exact = new double[columns * rows];
    }

    /** What is to be added to the quantisers of the first of some successive pictures. */
    public byte[] offsets(Deque<MotionField> fields) {
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
        for (int i = 0; i < exact.length; i++) {
            float ratio = 1 + later[i] / (field.intra(i) + FLOOR);
            exact[i] = TYPICAL - STRENGTH * StrictMath.log(ratio) / StrictMath.log(2);
        }
        byte[] offsets = new byte[exact.length];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = (byte) Math.round(smooth(i % columns, i / columns));
        }
        return offsets;
    }

    private double smooth(int column, int row) {
        double sum = exact[row * columns + column] * (1 - AROUND);
        double weight = 1 - AROUND;
        for (int y = Math.max(row - 1, 0); y <= Math.min(row + 1, rows - 1); y++) {
            for (int x = Math.max(column - 1, 0); x <= Math.min(column + 1, columns - 1); x++) {
                sum += AROUND * exact[y * columns + x];
                weight += AROUND;
            }
        }
        return sum / weight;
    }

    /** Gives what the blocks of a picture are worth, and cost, to those that they come from. */
    private void handBack(MotionField field) {
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int i = row * columns + column;
                float share = (later[i] + field.pictures() * (field.intra(i) + FLOOR)) * field.taken(i);
                if ((field.dx(i) | field.dy(i)) == 0) {
                    earlier[i] += share;
                } else if (share > 0) {
                    spread(column * BLOCK + field.dx(i), row * BLOCK + field.dy(i), share);
                }
            }
        }
    }

    /** Divides it among the blocks that a square covers. */
    private void spread(int x, int y, float share) {
        int column = Math.floorDiv(x, BLOCK);
        int row = Math.floorDiv(y, BLOCK);
        int right = x - column * BLOCK;
        int below = y - row * BLOCK;
        float unit = share / (BLOCK * BLOCK);
        add(column, row, unit * ((BLOCK - right) * (BLOCK - below)));
        add(column + 1, row, unit * (right * (BLOCK - below)));
        add(column, row + 1, unit * ((BLOCK - right) * below));
        add(column + 1, row + 1, unit * (right * below));
    }

    private void add(int column, int row, float share) {
        if (share > 0 && column >= 0 && column < columns && row >= 0 && row < rows) {
            earlier[row * columns + column] += share;
        }
    }
}

package org.rundelta.codec.frame;

import org.rundelta.codec.entropy.BitCoder;
import org.rundelta.codec.entropy.BitModel;
import org.rundelta.codec.entropy.LengthModel;

/**
 * The quantised coefficients, or levels, of one transform (docs/bitstream.md, "Levels"): where the last one that is not
 * 0 stands, then from there to the first the magnitude of each, in contexts of those already known around it.
 */
public final class TransformBlock {
    /** Greatest magnitude of a level. */
    public static final int MAX_LEVEL = 32767;

    private static final int NEARBY_CLASSES = 6;
    private static final int PLACES = 5;
    private static final int UNARY = 12;

    private static final int LAST = 0;
    private static final int NONZERO = LAST + LengthModel.CONTEXTS;
    private static final int ABOVE_ONE = NONZERO + PLACES * NEARBY_CLASSES;
    private static final int UNARY_BITS = ABOVE_ONE + 2 * NEARBY_CLASSES;
    private static final int ESCAPE = UNARY_BITS + NEARBY_CLASSES * UNARY;

    /** Contexts of one kind of transform. */
    static final int CONTEXTS = ESCAPE + LengthModel.CONTEXTS;

    private static final int HALF = 1 << 15;

    private static final int BORDER = 2;
    private static final int STEP = Transform.MAX_SIZE + BORDER;

    /** By class of size: index in the block of each place of the scan. */
    private static final byte[][] SCAN_X = new byte[3][];

    private static final byte[][] SCAN_Y = new byte[3][];
    private static final byte[] NEARBY = new byte[5 * 4 + 1];

    static {
        for (int k = 0; k < 3; k++) {
            scan(k, 4 << k);
        }
        for (int sum = 0; sum < NEARBY.length; sum++) {
            NEARBY[sum] = (byte) (sum < 4 ? sum : sum < 6 ? 4 : 5);
        }
    }

    private final BitModel model;
    private final BitCoder coder;
    private final int base;

    /** Magnitudes of the block being coded, limited to 4, with a border of 0 right and below; 0 between blocks. */
    private final int[] magnitudes = new int[STEP * STEP];

    TransformBlock(BitModel model, BitCoder coder, int base) {
        this.model = model;
        this.coder = coder;
        this.base = base;
    }

    /** Diagonals from the lower left to the upper right, the lowest frequencies first. */
    private static void scan(int k, int size) {
        SCAN_X[k] = new byte[size * size];
        SCAN_Y[k] = new byte[size * size];
        int at = 0;
        for (int diagonal = 0; diagonal < 2 * size - 1; diagonal++) {
            for (int x = Math.max(0, diagonal - size + 1); x <= Math.min(diagonal, size - 1); x++) {
                SCAN_X[k][at] = (byte) x;
                SCAN_Y[k][at] = (byte) (diagonal - x);
                at++;
            }
        }
    }

    private static int sizeClass(int size) {
        return Integer.numberOfTrailingZeros(size) - 2;
    }

    private static int place(int x, int y, int size) {
        int diagonal = x + y;
        return diagonal < 2 ? diagonal : diagonal < 4 ? 2 : diagonal < (size == 16 ? 8 : 7) ? 3 : 4;
    }

    /** Index in the block, row by row, of a place of the scan. */
    public static int index(int place, int size) {
        int k = sizeClass(size);
        return SCAN_Y[k][place] * size + SCAN_X[k][place];
    }

    /** How many rows, and columns, are reached by a place of the scan and those before it. */
    static int extent(int place, int size) {
        int k = sizeClass(size);
        return Math.min(SCAN_X[k][place] + SCAN_Y[k][place] + 1, size);
    }

    /** Place in the scan of the last level that is not 0, or -1 if there is none. */
    public static int last(int[] levels, int at, int size) {
        int k = sizeClass(size);
        byte[] xs = SCAN_X[k];
        byte[] ys = SCAN_Y[k];
        for (int place = size * size - 1; place >= 0; place--) {
            if (levels[at + ys[place] * size + xs[place]] != 0) {
                return place;
            }
        }
        return -1;
    }

    /**
     * Codes levels of which one at least is not 0.
     *
     * @param kind which contexts
     * @param levels row by row from {@code at} on; when reading, all 0 before
     * @param lastWanted place in the scan of the last that is not 0; ignored when reading
     * @return that place
     */
    int code(int kind, int[] levels, int at, int size, int lastWanted) {
        int contexts = base + kind * CONTEXTS;
        int k = sizeClass(size);
        byte[] xs = SCAN_X[k];
        byte[] ys = SCAN_Y[k];
        int last = Math.min(LengthModel.code(coder, contexts + LAST, lastWanted), size * size - 1);
        for (int place = last; place >= 0; place--) {
            int x = xs[place];
            int y = ys[place];
            int i = y * STEP + x;
            int nearby = NEARBY[nearby(i)];
            int level = levels[at + y * size + x];
            int magnitude = Math.abs(level);
            if (place < last) {
                int context = contexts + NONZERO + place(x, y, size) * NEARBY_CLASSES + nearby;
                if (coder.bit(context, magnitude != 0 ? 1 : 0) == 0) {
                    continue;
                }
            }
            magnitude = codeMagnitude(contexts, nearby, x + y, magnitude);
            magnitudes[i] = Math.min(magnitude, 4);
            levels[at + y * size + x] = coder.bit16(HALF, level < 0 ? 1 : 0) != 0 ? -magnitude : magnitude;
        }
        forget(xs, ys, last);
        return last;
    }

    private int nearby(int i) {
        return magnitudes[i + 1]
                + magnitudes[i + STEP]
                + magnitudes[i + STEP + 1]
                + magnitudes[i + 2]
                + magnitudes[i + 2 * STEP];
    }

    private int codeMagnitude(int contexts, int nearby, int diagonal, int wanted) {
        int first = contexts + ABOVE_ONE + (diagonal == 0 ? NEARBY_CLASSES : 0) + nearby;
        if (coder.bit(first, wanted > 1 ? 1 : 0) == 0) {
            return 1;
        }
        int magnitude = 2;
        int unary = contexts + UNARY_BITS + nearby * UNARY - 2;
        while (magnitude < UNARY + 2) {
            if (coder.bit(unary + magnitude, wanted > magnitude ? 1 : 0) == 0) {
                return magnitude;
            }
            magnitude++;
        }
        return Math.min(magnitude + LengthModel.code(coder, contexts + ESCAPE, wanted - magnitude), MAX_LEVEL);
    }

    private void forget(byte[] xs, byte[] ys, int last) {
        for (int place = 0; place <= last; place++) {
            magnitudes[ys[place] * STEP + xs[place]] = 0;
        }
    }

    /** About how many bits, in units of {@link BitModel#COST_UNIT}, {@link #code} would take. */
    public int cost(int kind, int[] levels, int at, int size, int last) {
        int contexts = base + kind * CONTEXTS;
        int k = sizeClass(size);
        byte[] xs = SCAN_X[k];
        byte[] ys = SCAN_Y[k];
        int cost = LengthModel.cost(model, contexts + LAST, last);
        for (int place = last; place >= 0; place--) {
            int x = xs[place];
            int y = ys[place];
            int i = y * STEP + x;
            int nearby = NEARBY[nearby(i)];
            int magnitude = Math.abs(levels[at + y * size + x]);
            if (place < last) {
                int context = contexts + NONZERO + place(x, y, size) * NEARBY_CLASSES + nearby;
                cost += model.cost(context, magnitude != 0 ? 1 : 0);
            }
            if (magnitude != 0) {
                magnitudes[i] = Math.min(magnitude, 4);
                cost += BitModel.COST_UNIT + magnitudeCost(contexts, nearby, x + y, magnitude);
            }
        }
        forget(xs, ys, last);
        return cost;
    }

    private int magnitudeCost(int contexts, int nearby, int diagonal, int magnitude) {
        int first = contexts + ABOVE_ONE + (diagonal == 0 ? NEARBY_CLASSES : 0) + nearby;
        if (magnitude == 1) {
            return model.cost(first, 0);
        }
        int cost = model.cost(first, 1);
        int unary = contexts + UNARY_BITS + nearby * UNARY - 2;
        for (int m = 2; m < UNARY + 2; m++) {
            if (magnitude == m) {
                return cost + model.cost(unary + m, 0);
            }
            cost += model.cost(unary + m, 1);
        }
        return cost + LengthModel.cost(model, contexts + ESCAPE, magnitude - UNARY - 2);
    }
}

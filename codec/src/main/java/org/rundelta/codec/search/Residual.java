package org.rundelta.codec.search;

import java.util.Arrays;
import org.rundelta.codec.Effort;
import org.rundelta.codec.frame.ChangeMap;
import org.rundelta.codec.frame.Components;
import org.rundelta.codec.frame.PhotoBlock;
import org.rundelta.codec.frame.PhotoCosts;
import org.rundelta.codec.frame.PhotoQuantiser;
import org.rundelta.codec.frame.TransformBlock;

/** Turns what a prediction leaves over into levels, and says what they cost. */
final class Residual {
    /** What a bit weighs beside squared errors, for the quantiser 12. */
    private static final double LAMBDA = 0.6;

    /** By how much of 64 steps a magnitude is rounded up: less than half, since small levels cost more than they are worth. */
    private static final int ROUND_INTER = 16;

    private static final int ROUND_INTRA = 22;

    /** By so much more is rounded up where each level is then weighed. */
    private static final int ROUND_THOROUGH = 4;

    /** Noise spreads over all coefficients; so much more of it than one alone may have leaves no level. */
    private static final int ZERO_FACTOR = 3;

    /** What a bit weighs beside absolute errors: so many times the root of what it weighs beside squared ones. */
    private static final double ROOT_FACTOR = 1.5;

    /** With a squared error above so many squares of steps in 8x8 samples, levels are to be expected. */
    private static final int MOST_NOISE = 3;

    /** With one above so many in a whole block, skipping it is not worth a thought. */
    private static final int MOST_SKIPPED = 24;

    private static final int BLOCK = ChangeMap.BLOCK;
    private static final int HALF = BLOCK / 2;
    private static final int PARTS = 4;

    private final ForwardTransform transform = new ForwardTransform();
    private final int[] difference = new int[BLOCK * BLOCK];
    private final int[] coefficients = new int[BLOCK * BLOCK];
    private final int[] smallLevels = new int[BLOCK * BLOCK];
    private final int[] smallLast = new int[PARTS];
    private final int[] steps = new int[Components.PLANES];
    private final long[] lambdas = new long[PhotoQuantiser.MAX + 1];
    private PhotoCosts costs;
    private long lambda;
    private int lambdaOfErrors;
    private int bits;
    /** Squared error of the levels last chosen. */
    private long error;

    private final boolean thorough;
    private final int roundInter;
    private final int roundIntra;
    private final int leastParts;
    private final int zeroFactor;

    Residual(Effort effort) {
        thorough = effort != Effort.FAST;
        roundInter = thorough ? ROUND_INTER + ROUND_THOROUGH : ROUND_INTER;
        roundIntra = thorough ? ROUND_INTRA + ROUND_THOROUGH : ROUND_INTRA;
        leastParts = thorough ? 1 : 4;
        zeroFactor = thorough ? 1 : ZERO_FACTOR;
        for (int q = 0; q < lambdas.length; q++) {
            lambdas[q] = Math.round(256 * LAMBDA * StrictMath.pow(2, (q - 12) / 3.0));
        }
    }

    /** Makes ready for blocks with this quantiser. */
    void start(PhotoCosts ofBlocks, int quantiser) {
        costs = ofBlocks;
        steps[0] = PhotoQuantiser.step(quantiser);
        steps[1] = steps[2] = PhotoQuantiser.step(PhotoQuantiser.chroma(quantiser));
        lambda = lambdas[quantiser];
        lambdaOfErrors = (int) Math.round(ROOT_FACTOR * 16 * Math.sqrt(lambda / 256.0));
    }

    /** What bits, in 1/256, weigh as squared errors in 1/256. */
    long weigh(int cost) {
        return lambda * cost >> 8;
    }

    /** What a bit weighs as absolute errors, times 16. */
    int lambdaOfErrors() {
        return lambdaOfErrors;
    }

    /** Cost in bits of the levels last chosen by {@link #codeOne}. */
    int bits() {
        return bits;
    }

    /** Whether a block's luma, with this squared error, is too far from its prediction to be skipped. */
    boolean isFar(long squares) {
        return 256 * squares > MOST_SKIPPED * (long) steps[0] * steps[0];
    }

    /** Whether the difference is noise that no level would come of. */
    boolean isNegligible(int[] wanted, int[] predicted, int size, int plane) {
        int step = steps[plane];
        int dead = step * (64 - roundInter) >> 6;
        long most = (long) MOST_NOISE * step * step;
        for (int top = 0; top < size; top += HALF) {
            for (int left = 0; left < size; left += HALF) {
                subtract(wanted, predicted, top * size + left, size, HALF);
                long error = 256L * squares(difference, HALF * HALF);
                if (error > most) {
                    return false;
                }
                if (error >= (long) zeroFactor * dead * dead) {
                    transform.transform(difference, HALF, coefficients);
                    if (countAbove(coefficients, dead, HALF * HALF) != 0) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /**
     * Chooses the levels of a block with one prediction.
     *
     * @param fixed bits of all else, in 1/256
     * @return error and bits together
     */
    long code(int column, int row, int[][] wanted, int[][] predicted, PhotoBlock block, boolean halved, int fixed) {
        block.split = false;
        block.large = false;
        long smallError = 0;
        int smallBits = 0;
        for (int part = 0; part < PARTS; part++) {
            int at = (part >> 1) * HALF * BLOCK + (part & 1) * HALF;
            smallError += codeOne(wanted[0], predicted[0], at, BLOCK, HALF, block, 0, part);
            smallBits += bits;
        }
        boolean smallCoded = block.isCoded(0);
        long small = smallError + weigh(smallBits);
        int count = BLOCK * BLOCK;
        System.arraycopy(block.levels[0], 0, smallLevels, 0, count);
        System.arraycopy(block.last[0], 0, smallLast, 0, PARTS);
        long large = small;
        int codedParts = 0;
        for (int end : smallLast) {
            codedParts += end >= 0 ? 1 : 0;
        }
        if (codedParts >= leastParts) {
            large = codeOne(wanted[0], predicted[0], 0, BLOCK, BLOCK, block, 0, 0);
            large += weigh(bits);
        }
        block.last[0][1] = block.last[0][2] = block.last[0][3] = -1;
        long total;
        int totalBits = fixed;
        if (codedParts < leastParts || small < large) {
            System.arraycopy(smallLevels, 0, block.levels[0], 0, count);
            System.arraycopy(smallLast, 0, block.last[0], 0, PARTS);
            total = small;
            block.large = !smallCoded;
        } else {
            total = large;
            block.large = true;
        }
        for (int plane = 1; plane < Components.PLANES; plane++) {
            if (halved || block.large) {
                int size = halved ? HALF : BLOCK;
                total += codeOne(wanted[plane], predicted[plane], 0, size, size, block, plane, 0);
                totalBits += bits;
                block.last[plane][1] = block.last[plane][2] = block.last[plane][3] = -1;
            } else {
                for (int part = 0; part < PARTS; part++) {
                    int at = (part >> 1) * HALF * BLOCK + (part & 1) * HALF;
                    total += codeOne(wanted[plane], predicted[plane], at, BLOCK, HALF, block, plane, part);
                    totalBits += bits;
                }
            }
        }
        totalBits += costs.flags(column, row, block);
        return total + weigh(totalBits);
    }

    /** Chooses the levels of one transform; its squared error in 1/256. */
    long codeOne(int[] wanted, int[] predicted, int at, int stride, int size, PhotoBlock block, int plane, int part) {
        int count = size * size;
        subtract(wanted, predicted, at, stride, size);
        int step = steps[plane];
        boolean isIntra = block.kind == PhotoBlock.INTRA;
        int round = isIntra ? roundIntra : roundInter;
        long zeroError = 256L * squares(difference, count);
        int dead = step * (64 - round) >> 6;
        block.last[plane][part] = -1;
        bits = 0;
        if (zeroError < (long) zeroFactor * dead * dead) {
            Arrays.fill(block.levels[plane], part * count, part * count + count, 0);
            return zeroError;
        }
        transform.transform(difference, size, coefficients);
        int first = part * count;
        int[] levels = block.levels[plane];
        Arrays.fill(levels, first, first + count, 0);
        int above = countAbove(coefficients, dead, count);
        if (above == 0) {
            return zeroError;
        }
        int last = -1;
        int nonzero = 0;
        int bitsOfMagnitudes = 0;
        error = zeroError;
        int rounding = step * round >> 6;
        for (int place = 0; above > 0; place++) {
            int i = TransformBlock.index(place, size);
            int c = coefficients[i];
            int magnitude = Math.abs(c);
            if (magnitude + rounding >= step) {
                int level = Math.min((magnitude + rounding) / step, TransformBlock.MAX_LEVEL);
                levels[first + i] = c < 0 ? -level : level;
                last = place;
                nonzero++;
                bitsOfMagnitudes += LevelBits.magnitude(level);
                int left = magnitude - PhotoQuantiser.coefficient(level, step);
                error += left * (long) left - c * (long) c;
            }
            above -= magnitude >= dead ? 1 : 0;
        }
        if (last < 0) {
            return zeroError;
        }
        if (thorough) {
            bits = costs.levels(isIntra, plane, size, levels, first, last);
            last = drop(isIntra, plane, size, levels, first, last);
        } else {
            last = trim(size, levels, first, last, nonzero, bitsOfMagnitudes, step);
        }
        if (last < 0 || error + weigh(bits) >= zeroError) {
            Arrays.fill(levels, first, first + count, 0);
            bits = 0;
            return zeroError;
        }
        block.last[plane][part] = last;
        return error;
    }

    /**
     * As {@link #drop}, by an estimate of the bits, and only up to the first level that is worth them.
     *
     * @param bitsOfMagnitudes sum over the {@code nonzero} levels
     */
    private int trim(int size, int[] levels, int first, int last, int nonzero, int bitsOfMagnitudes, int step) {
        int end = last;
        int count = nonzero;
        int magnitudes = bitsOfMagnitudes;
        bits = LevelBits.estimate(end, count, magnitudes);
        while (end >= 0 && Math.abs(levels[first + TransformBlock.index(end, size)]) == 1) {
            int i = TransformBlock.index(end, size);
            int newEnd = previous(levels, first, size, end);
            int newBits = LevelBits.estimate(newEnd, count - 1, magnitudes - LevelBits.magnitude(1));
            long newError = error + errorOfDropping(i, step);
            if (newError + weigh(newBits) >= error + weigh(bits)) {
                break;
            }
            levels[first + i] = 0;
            error = newError;
            bits = newBits;
            end = newEnd;
            count--;
            magnitudes -= LevelBits.magnitude(1);
        }
        return end;
    }

    /** What it adds to the squared error if a level of 1 becomes 0. */
    private long errorOfDropping(int coefficient, int step) {
        int magnitude = Math.abs(coefficients[coefficient]);
        int was = magnitude - step;
        return magnitude * (long) magnitude - was * (long) was;
    }

    /**
     * Drops levels of 1, from the last one back, that are not worth their bits.
     *
     * @return where in the scan the last one then stands, or -1 if none is left
     */
    private int drop(boolean isIntra, int plane, int size, int[] levels, int first, int last) {
        int end = last;
        for (int place = last; place >= 0; place--) {
            int i = TransformBlock.index(place, size);
            int level = levels[first + i];
            if (Math.abs(level) != 1) {
                continue;
            }
            levels[first + i] = 0;
            int newEnd = place == end ? previous(levels, first, size, place) : end;
            int newBits = newEnd < 0 ? 0 : costs.levels(isIntra, plane, size, levels, first, newEnd);
            long newError = error + errorOfDropping(i, steps[plane]);
            if (newError + weigh(newBits) < error + weigh(bits)) {
                error = newError;
                bits = newBits;
                end = newEnd;
            } else {
                levels[first + i] = level;
            }
        }
        return end;
    }

    /** Place in the scan of the last level other than 0 before another; -1 if there is none. */
    private static int previous(int[] levels, int first, int size, int place) {
        int before = place - 1;
        while (before >= 0 && levels[first + TransformBlock.index(before, size)] == 0) {
            before--;
        }
        return before;
    }

    private void subtract(int[] wanted, int[] predicted, int at, int stride, int size) {
        if (size == stride) {
            for (int i = 0; i < size * size; i++) {
                difference[i] = wanted[i] - predicted[i];
            }
            return;
        }
        for (int y = 0; y < size; y++) {
            int from = at + y * stride;
            for (int x = 0; x < size; x++) {
                difference[y * size + x] = wanted[from + x] - predicted[from + x];
            }
        }
    }

    private static int squares(int[] values, int count) {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            sum += values[i] * values[i];
        }
        return sum;
    }

    /** How many values are of this magnitude or greater. */
    private static int countAbove(int[] values, int least, int count) {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            int magnitude = (values[i] ^ values[i] >> 31) - (values[i] >> 31);
            sum += least - 1 - magnitude >>> 31;
        }
        return sum;
    }
}

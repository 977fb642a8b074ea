package org.rundelta.codec.search;

import org.rundelta.codec.frame.ChangeMap;
import org.rundelta.codec.frame.Components;
import org.rundelta.codec.frame.MotionCompensation;
import org.rundelta.codec.frame.SampleFilter;

/**
 * Errors of a block of luma at fractions of a sample around one place: filters the surroundings once to halves, and takes
 * quarters as means of two of those, which is nearly what they are. All stands in arrays of the same stride, and samples
 * that are not of the block are masked, so that errors are sums along one plain loop.
 */
final class FractionSearch {
    private static final int BLOCK = ChangeMap.BLOCK;
    private static final int STRIDE = BLOCK + 4;
    private static final int MARGIN = 2;

    /** For what is half way between two samples: shorter than what a decoder does, and nearly as good to search by. */
    private static final int[] HALF = {-8, 40, 40, -8};

    /** Where the filter begins, so that its middle is half a sample before the block. */
    private static final int START = MARGIN - HALF.length / 2;

    private static final int COUNT = STRIDE * BLOCK - (STRIDE - BLOCK);

    private final SampleFilter filter = new SampleFilter();
    private final int[] whole = new int[SampleFilter.MAX];
    private final int[] exact = new int[SampleFilter.MAX];
    private final int[] across = new int[SampleFilter.MAX];
    private final int[] down = new int[SampleFilter.MAX];
    private final int[] both = new int[SampleFilter.MAX];
    private final int[] wanted = new int[COUNT];
    private final int[] mask = new int[COUNT];

    FractionSearch() {
        for (int i = 0; i < COUNT; i++) {
            mask[i] = i % STRIDE < BLOCK ? -1 : 0;
        }
    }

    /** Makes ready for a block of 16x16 samples, and the place (x, y) in a reference. */
    void start(int[] block, Components reference, int x, int y) {
        for (int k = 0; k < BLOCK; k++) {
            System.arraycopy(block, k * BLOCK, wanted, k * STRIDE, BLOCK);
        }
        MotionCompensation.gather(reference, 0, x - MARGIN, y - MARGIN, STRIDE, STRIDE, whole, 0, STRIDE);
        int taps = HALF.length - 1;
        filter.exact(whole, exact, HALF, 1, STRIDE * STRIDE - taps);
        MotionCompensation.limit(exact, across, STRIDE * STRIDE - taps);
        filter.limited(whole, down, HALF, STRIDE, STRIDE * (START + BLOCK + 1), MotionCompensation.GAIN_BITS);
        filter.limited(
                exact, both, HALF, STRIDE, STRIDE * (START + BLOCK + 1) - taps, 2 * MotionCompensation.GAIN_BITS);
    }

    /**
     * Sum of absolute errors at an offset in quarters of a sample.
     *
     * @param qx from -3 to 3, and likewise {@code qy}
     */
    int error(int qx, int qy) {
        if (((qx | qy) & 1) == 0) {
            return error(plane(qx >> 1, qy >> 1), index(qx >> 1, qy >> 1));
        }
        int x0 = qx >> 1;
        int y0 = qy >> 1;
        int x1 = qx + 1 >> 1;
        int y1 = qy + 1 >> 1;
        return error(plane(x0, y0), index(x0, y0), plane(x1, y1), index(x1, y1));
    }

    /** Which array has the samples at an offset in halves. */
    private int[] plane(int hx, int hy) {
        if ((hx & 1) == 0) {
            return (hy & 1) == 0 ? whole : down;
        }
        return (hy & 1) == 0 ? across : both;
    }

    private static int index(int hx, int hy) {
        int column = (hx & 1) == 0 ? MARGIN + (hx >> 1) : START + (hx + 1 >> 1);
        int row = (hy & 1) == 0 ? MARGIN + (hy >> 1) : START + (hy + 1 >> 1);
        return row * STRIDE + column;
    }

    private int error(int[] a, int at) {
        int sum = 0;
        for (int i = 0; i < COUNT; i++) {
            sum += Math.abs(a[at + i] - wanted[i] & mask[i]);
        }
        return sum;
    }

    private int error(int[] a, int aAt, int[] b, int bAt) {
        int sum = 0;
        for (int i = 0; i < COUNT; i++) {
            sum += Math.abs((a[aAt + i] + b[bAt + i] + 1 >> 1) - wanted[i] & mask[i]);
        }
        return sum;
    }
}

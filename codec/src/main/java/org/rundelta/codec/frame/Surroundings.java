package org.rundelta.codec.frame;

/**
 * Hashes of the neighbours of a pixel (docs/bitstream.md, "Candidates"). Those in the rows above are known long before the
 * pixel's turn, and they alone say where in the colour tables its entries are, give or take a few. So these places are
 * read early, for several pixels at once: the waits for memory, which would be most of the time of a look-up, overlap.
 */
final class Surroundings {
    /** Pixels looked ahead at together; a power of two. */
    private static final int AHEAD = 8;

    private static final int SPREAD = 0x6C8E9CF5;
    private static final int W = 0x165667B1;
    private static final int N = 0x2F0B4C47;
    private static final int NW = 0x1B56C4E9;
    private static final int NE = 0x7FEB352D;
    private static final int NEE = 0x45D9F3B3;
    private static final int NN = 0x119DE1F3;
    private static final int NNE = 0x2545F491;
    private static final int NNW = 0x5851F42D;
    private static final int WW = 0x3C6EF375;

    private final ColourTable large;
    private final ColourTable small;

    /** Sums of the pixels before {@link #end}, each at the lowest bits of its index. */
    private final int[] sums = new int[AHEAD];

    private int end;

    /** Made of all that was read early, or the compiler would leave out the reading. */
    @SuppressWarnings("UnusedVariable")
    private int touched;

    /** Looks ahead in these tables. */
    Surroundings(ColourTable large, ColourTable small) {
        this.large = large;
        this.small = small;
    }

    /** Begins a row of pixels. */
    void startRow() {
        end = 0;
    }

    /**
     * The sum of the seven neighbours in the rows above.
     *
     * @param i where the pixel stands in {@code pixels}, in a row always further right than the time before
     */
    int above(int[] pixels, int i, int stride) {
        if (i >= end) {
            lookAhead(pixels, i, stride);
        }
        return sums[i & AHEAD - 1];
    }

    private void lookAhead(int[] pixels, int i, int stride) {
        int read = 0;
        int up = i - stride;
        int upper = up - stride;
        for (int k = 0; k < AHEAD; k++) {
            int n = pixels[up + k];
            int nw = pixels[up + k - 1];
            int ne = pixels[up + k + 1];
            int sum = n * N
                    + nw * NW
                    + ne * NE
                    + pixels[up + k + 2] * NEE
                    + pixels[upper + k] * NN
                    + pixels[upper + k + 1] * NNE
                    + pixels[upper + k - 1] * NNW;
            sums[i + k & AHEAD - 1] = sum;
            if (n != nw) {
                read += small.first(corner(n, nw));
            }
            if (n != nw || n != ne) {
                read += large.first(mix(sum));
            }
        }
        end = i + AHEAD;
        touched = read;
    }

    /** The sum of the nine neighbours, those above given as their sum. */
    static int nine(int above, int w, int ww) {
        return above + w * W + ww * WW;
    }

    /** The hash of N and NW. */
    static int corner(int n, int nw) {
        return mix(n * N + nw * NW);
    }

    /** The hash of W, N and NW. */
    static int three(int w, int n, int nw) {
        return mix(w * W + n * N + nw * NW);
    }

    /** The hash that a sum gives, its upper bits the best. */
    static int mix(int sum) {
        return (sum ^ sum >>> 15) * SPREAD;
    }
}

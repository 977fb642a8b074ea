package org.rundelta.codec.frame;

/**
 * Pixels that moved unlike their block (docs/bitstream.md, "Other vectors"): where a block has a part of something that
 * moved and a part of something that did not, its one vector explains only one of them. The other vectors of the frame
 * are tried on the neighbours, which costs no bits.
 */
final class OtherVectors {
    /** The candidates named first are those of most blocks; more of them gain under 0.1 %. */
    private static final int TRIED = 4;

    /** Levels of trust, by how many of five neighbours agree that the pixel moved so; the first is "not at all". */
    static final int LEVELS = 4;

    private static final int[] LEVEL = {0, 1, 2, 2, 3, 3};

    private final int width;

    // Of the frame
    private final int[] dx = new int[TRIED];
    private final int[] dy = new int[TRIED];
    private int count;
    /** Rows of the previous picture, from the first to before the end. */
    private int firstRow;

    private int endRow;
    private int stride;
    /** From a pixel's index in the current plane to that of the same pixel in the previous one. */
    private int rowOffset;

    // Of the row: vectors that lead from its columns {@code from} to before {@code to} into the picture
    private int countInRow;
    private final int[] offsets = new int[TRIED];
    private final int[] from = new int[TRIED];
    private final int[] to = new int[TRIED];

    // Of the pixel
    private int agreement;

    OtherVectors(int width) {
        this.width = width;
    }

    /** Begins a picture that refers to none. */
    void startIntra() {
        count = 0;
        countInRow = 0;
    }

    /** Begins a picture that refers to the previous one. */
    void startDelta(MotionCandidates candidates, Plane previous, int rowOffset) {
        firstRow = previous.firstRow();
        endRow = previous.height();
        stride = previous.stride();
        this.rowOffset = rowOffset;
        count = candidates.size() == 1 ? 0 : Math.min(candidates.size(), TRIED);
        for (int k = 0; k < count; k++) {
            dx[k] = candidates.dx(k);
            dy[k] = candidates.dy(k);
        }
    }

    /** Begins a row of pixels. */
    void startRow(int y) {
        countInRow = 0;
        for (int k = 0; k < count; k++) {
            boolean isInside = y + dy[k] >= firstRow && y + dy[k] < endRow;
            if (isInside && Math.abs(dx[k]) < width) {
                offsets[countInRow] = rowOffset + dy[k] * stride + dx[k];
                from[countInRow] = Math.max(0, -dx[k]);
                to[countInRow] = Math.min(width, width - dx[k]);
                countInRow++;
            }
        }
    }

    /**
     * Tries the vectors on a pixel's neighbours.
     *
     * @param i where the pixel stands in {@code pixels}
     * @param x its column
     * @param before the pixels of the previous picture
     * @param p where in them the pixel stands that its block's own vector leads to
     * @return the colour of the pixel that the best vector leads to, or {@link ColourCandidates#NO_COLOUR}
     */
    int find(int[] pixels, int i, int stride, int x, int[] before, int p) {
        int most = 0;
        int best = 0;
        for (int k = 0; k < countInRow; k++) {
            int q = i + offsets[k];
            if (q != p
                    && x >= from[k]
                    && x < to[k]
                    && pixels[i - 1] == before[q - 1]
                    && pixels[i - stride] == before[q - stride]) {
                int agreeing = agreeing(pixels, i, stride, before, q);
                if (agreeing > most) {
                    most = agreeing;
                    best = q;
                }
            }
        }
        agreement = most;
        return most == 0 ? ColourCandidates.NO_COLOUR : before[best];
    }

    /** How many of five neighbours are those of the other pixel. */
    private static int agreeing(int[] pixels, int i, int stride, int[] before, int q) {
        return (pixels[i - stride - 1] == before[q - stride - 1] ? 1 : 0)
                + (pixels[i - stride + 1] == before[q - stride + 1] ? 1 : 0)
                + (pixels[i - 2] == before[q - 2] ? 1 : 0)
                + (pixels[i - 2 * stride] == before[q - 2 * stride] ? 1 : 0)
                + (pixels[i - stride + 2] == before[q - stride + 2] ? 1 : 0);
    }

    /** How far the colour found is to be trusted, from 0, not at all, to {@link #LEVELS} - 1. */
    int level() {
        return LEVEL[agreement];
    }
}

package org.rundelta.codec.frame;

import java.util.Arrays;
import org.rundelta.codec.ChromaFormat;

/**
 * Luma and colour differences of a picture, kept beside its colours where there may be photographic blocks: these are
 * predicted from here. Planes are as large as the blocks, so that every block is whole; in one that the edge of the
 * picture cuts, samples outside repeat the nearest inside.
 */
public final class Components {
    /** Luma, blue difference, red difference. */
    public static final int PLANES = 3;

    private final int width;
    private final int height;
    private final int firstRow;
    private final int chromaShift;
    private final int[][] samples;

    // Of one row of pixels, while it is converted.
    private final int[] lumaRow;
    private final int[] redRow;
    private final int[] greenRow;
    private final int[] blueRow;
    private final int[] colourRow;
    private final int[] redSums;
    private final int[] greenSums;
    private final int[] blueSums;

    /** Components of a picture of this size in pixels. */
    Components(int width, int height, ChromaFormat format) {
        this.width = align(width);
        this.height = align(height);
        firstRow = 0;
        chromaShift = format.shift();
        lumaRow = new int[this.width];
        redRow = new int[this.width];
        greenRow = new int[this.width];
        blueRow = new int[this.width];
        colourRow = new int[this.width];
        redSums = new int[this.width];
        greenSums = new int[this.width];
        blueSums = new int[this.width];
        int luma = this.width * this.height;
        int differences = luma >> 2 * chromaShift;
        samples = new int[][] {Rows.of(luma), Rows.of(differences), Rows.of(differences)};
    }

    private Components(Components whole, int top) {
        width = whole.width;
        height = whole.height - top;
        firstRow = -top;
        chromaShift = whole.chromaShift;
        samples = whole.samples;
        lumaRow = whole.lumaRow;
        redRow = whole.redRow;
        greenRow = whole.greenRow;
        blueRow = whole.blueRow;
        colourRow = whole.colourRow;
        redSums = whole.redSums;
        greenSums = whole.greenSums;
        blueSums = whole.blueSums;
    }

    /** Others of the same chroma format. */
    public Components empty(int columns, int rows) {
        return new Components(columns, rows, chromaShift != 0 ? ChromaFormat.YUV420 : ChromaFormat.YUV444);
    }

    private static int align(int size) {
        return (size + ChangeMap.BLOCK - 1) / ChangeMap.BLOCK * ChangeMap.BLOCK;
    }

    /** The same samples, with rows that are numbered from the given one of luma, a multiple of 16. */
    Components from(int top) {
        return new Components(this, top);
    }

    /** Binary logarithm of the luma samples to one of this plane, in each direction. */
    public int shift(int plane) {
        return plane == 0 ? 0 : chromaShift;
    }

    /** Samples of a row. */
    public int width(int plane) {
        return width >> shift(plane);
    }

    /** Rows from row 0 on. */
    public int height(int plane) {
        return height >> shift(plane);
    }

    /** Number of the first row: 0, or less if rows are numbered from a later one. */
    public int firstRow(int plane) {
        return firstRow >> shift(plane);
    }

    /** The samples of a plane, 0 to 255, row by row. */
    public int[] samples(int plane) {
        return samples[plane];
    }

    /** Where in {@link #samples} the sample (x, y) stands. */
    public int index(int plane, int x, int y) {
        return (y - firstRow(plane)) * width(plane) + x;
    }

    /** Takes as many rows, from row 0 on, as both have. */
    void copyRows(Components other) {
        for (int plane = 0; plane < PLANES; plane++) {
            int count = Math.min(height(plane), other.height(plane)) * width(plane);
            Rows.copy(other.samples[plane], other.index(plane, 0, 0), samples[plane], index(plane, 0, 0), count);
        }
    }

    /** Takes a block from the same place of other components. */
    void copyBlock(Components other, int column, int row) {
        for (int plane = 0; plane < PLANES; plane++) {
            int size = ChangeMap.BLOCK >> shift(plane);
            int from = other.index(plane, column * size, row * size);
            int to = index(plane, column * size, row * size);
            for (int y = 0; y < size; y++) {
                Rows.copy(other.samples[plane], from, samples[plane], to, size);
                from += width(plane);
                to += width(plane);
            }
        }
    }

    /** Converts all rows from the first on; the first of both has the same number. */
    void convert(Plane colours) {
        for (int row = firstRow / ChangeMap.BLOCK; row * ChangeMap.BLOCK < height; row++) {
            convert(colours, 0, width / ChangeMap.BLOCK, row);
        }
    }

    /** Converts a stretch of blocks, from {@code column} to before {@code end}. */
    public void convert(Plane colours, int column, int end, int row) {
        int left = column * ChangeMap.BLOCK;
        int top = row * ChangeMap.BLOCK;
        int count = (end - column) * ChangeMap.BLOCK;
        int columns = Math.min(count, colours.width() - left);
        int rows = Math.min(ChangeMap.BLOCK, colours.height() - top);
        for (int y = 0; y < ChangeMap.BLOCK; y += 1 << chromaShift) {
            takeRow(colours, left, top + Math.min(y, rows - 1), columns, count);
            YCbCr.luma(redRow, greenRow, blueRow, lumaRow, count);
            Rows.copy(lumaRow, 0, samples[0], index(0, left, top + y), count);
            if (chromaShift != 0) {
                addPairs(count);
                takeRow(colours, left, top + Math.min(y + 1, rows - 1), columns, count);
                YCbCr.luma(redRow, greenRow, blueRow, lumaRow, count);
                Rows.copy(lumaRow, 0, samples[0], index(0, left, top + y + 1), count);
                addPairs(count);
                for (int x = 0; x < count >> 1; x++) {
                    redRow[x] = redSums[x];
                    greenRow[x] = greenSums[x];
                    blueRow[x] = blueSums[x];
                    redSums[x] = greenSums[x] = blueSums[x] = 0;
                }
            }
            int at = index(1, left >> chromaShift, top + y >> chromaShift);
            int bits = 2 * chromaShift;
            YCbCr.blueDifferences(redRow, greenRow, blueRow, lumaRow, count >> chromaShift, bits);
            Rows.copy(lumaRow, 0, samples[1], at, count >> chromaShift);
            YCbCr.redDifferences(redRow, greenRow, blueRow, lumaRow, count >> chromaShift, bits);
            Rows.copy(lumaRow, 0, samples[2], at, count >> chromaShift);
        }
    }

    /** Takes channels apart; outside the picture the last pixel goes on. */
    private void takeRow(Plane colours, int left, int row, int columns, int count) {
        Rows.copy(colours.pixels(), colours.index(left, row), lumaRow, 0, columns);
        Arrays.fill(lumaRow, columns, count, lumaRow[columns - 1]);
        for (int x = 0; x < count; x++) {
            redRow[x] = lumaRow[x] >> 16;
        }
        for (int x = 0; x < count; x++) {
            greenRow[x] = lumaRow[x] >> 8 & 0xFF;
        }
        for (int x = 0; x < count; x++) {
            blueRow[x] = lumaRow[x] & 0xFF;
        }
    }

    private void addPairs(int count) {
        for (int x = 0; x < count >> 1; x++) {
            redSums[x] += redRow[2 * x] + redRow[2 * x + 1];
            greenSums[x] += greenRow[2 * x] + greenRow[2 * x + 1];
            blueSums[x] += blueRow[2 * x] + blueRow[2 * x + 1];
        }
    }

    /** Gives a stretch of blocks, from {@code column} to before {@code end}, their colours. */
    void toColours(Plane colours, int column, int end, int row) {
        int left = column * ChangeMap.BLOCK;
        int top = row * ChangeMap.BLOCK;
        int columns = Math.min(end * ChangeMap.BLOCK, colours.width()) - left;
        int rows = Math.min(ChangeMap.BLOCK, colours.height() - top);
        for (int y = 0; y < rows; y++) {
            if ((y & (1 << chromaShift) - 1) == 0) {
                spreadChroma(index(1, left >> chromaShift, top + y >> chromaShift), columns);
            }
            Rows.copy(samples[0], index(0, left, top + y), lumaRow, 0, columns);
            YCbCr.colours(lumaRow, redRow, greenRow, blueRow, colourRow, columns);
            Rows.copy(colourRow, 0, colours.pixels(), colours.index(left, top + y), columns);
        }
    }

    /** What the colour differences add to red, green and blue, for each pixel of a row. */
    private void spreadChroma(int at, int columns) {
        int count = columns + (1 << chromaShift) - 1 >> chromaShift;
        Rows.copy(samples[1], at, blueRow, 0, count);
        Rows.copy(samples[2], at, redRow, 0, count);
        YCbCr.additions(redRow, greenRow, blueRow, count);
        if (chromaShift != 0) {
            for (int x = count - 1; x >= 0; x--) {
                redRow[2 * x] = redRow[2 * x + 1] = redRow[x];
                greenRow[2 * x] = greenRow[2 * x + 1] = greenRow[x];
                blueRow[2 * x] = blueRow[2 * x + 1] = blueRow[x];
            }
        }
    }
}

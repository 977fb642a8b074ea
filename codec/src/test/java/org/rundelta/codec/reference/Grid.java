package org.rundelta.codec.reference;

/** A number for each pixel of a picture; outside the picture, reading gives 0. */
final class Grid {
    private final int width;
    private final int height;
    private final int[][] rows;

    Grid(int width, int height) {
        this.width = width;
        this.height = height;
        this.rows = new int[height][width];
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    boolean contains(int x, int y) {
        return x >= 0 && x < width && y >= 0 && y < height;
    }

    int at(int x, int y) {
        return contains(x, y) ? rows[y][x] : 0;
    }

    /** A copy of the rows from {@code top} to before {@code bottom}. */
    Grid rows(int top, int bottom) {
        Grid part = new Grid(width, bottom - top);
        for (int y = top; y < bottom; y++) {
            part.rows[y - top] = rows[y].clone();
        }
        return part;
    }

    /** Puts a grid of the same width into the rows from {@code top} on. */
    void paste(Grid part, int top) {
        for (int y = 0; y < part.height; y++) {
            rows[top + y] = part.rows[y].clone();
        }
    }

    void set(int x, int y, int value) {
        rows[y][x] = value;
    }
}

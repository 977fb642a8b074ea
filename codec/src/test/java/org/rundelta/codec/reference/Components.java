package org.rundelta.codec.reference;

/** Planes Y, Cb and Cr of a picture or a band; docs/bitstream.md, "Components". */
final class Components {
    private final int format;
    private final Grid[] planes = new Grid[3];

    /** @param format 1 for 4:2:0, 2 for 4:4:4 */
    Components(int width, int height, int format) {
        this.format = format;
        int columns = (width + 15) / 16 * 16;
        int rows = (height + 15) / 16 * 16;
        for (int plane = 0; plane < 3; plane++) {
            planes[plane] = new Grid(columns / scale(plane), rows / scale(plane));
        }
    }

    /** Those that the colours of a whole picture have; null with chroma format 0. */
    static Components of(Grid colours, int format) {
        if (format == 0) {
            return null;
        }
        Components components = new Components(colours.width(), colours.height(), format);
        for (int row = 0; 16 * row < colours.height(); row++) {
            for (int column = 0; 16 * column < colours.width(); column++) {
                components.make(colours, column, row);
            }
        }
        return components;
    }

    /** Pixels to a sample, in each direction. */
    int scale(int plane) {
        return plane > 0 && format == 1 ? 2 : 1;
    }

    Grid plane(int plane) {
        return planes[plane];
    }

    /** The sample at (x, y), or the nearest inside. */
    int near(int plane, int x, int y) {
        Grid grid = planes[plane];
        return grid.at(Math.min(Math.max(x, 0), grid.width() - 1), Math.min(Math.max(y, 0), grid.height() - 1));
    }

    /** Puts those of a band in their place. */
    void paste(Components band, int top) {
        for (int plane = 0; plane < 3; plane++) {
            planes[plane].paste(band.planes[plane], top / scale(plane));
        }
    }

    /** Takes the rows of a band from those of the whole picture. */
    void take(Components whole, int top) {
        for (int plane = 0; plane < 3; plane++) {
            int from = top / scale(plane);
            planes[plane].paste(whole.planes[plane].rows(from, from + planes[plane].height()), 0);
        }
    }

    void makeCopied(ChangeMap map, Grid colours, Components before, int top) {
        for (int row = 0; row < map.rows(); row++) {
            for (int column = 0; column < map.columns(); column++) {
                if (map.kind(column, row) == ChangeMap.COPIED) {
                    if (map.vector(16 * column, 16 * row).equals(Vector.ZERO)) {
                        copy(before, column, row, top);
                    } else {
                        make(colours, column, row);
                    }
                }
            }
        }
    }

    void makeGraphic(ChangeMap map, Grid colours) {
        for (int row = 0; row < map.rows(); row++) {
            for (int column = 0; column < map.columns(); column++) {
                if (map.kind(column, row) == ChangeMap.GRAPHIC) {
                    make(colours, column, row);
                }
            }
        }
    }

    private void copy(Components before, int column, int row, int top) {
        for (int plane = 0; plane < 3; plane++) {
            int size = 16 / scale(plane);
            for (int y = row * size; y < (row + 1) * size; y++) {
                for (int x = column * size; x < (column + 1) * size; x++) {
                    planes[plane].set(x, y, before.planes[plane].at(x, y + top / scale(plane)));
                }
            }
        }
    }

    private void make(Grid colours, int column, int row) {
        for (int y = 16 * row; y < 16 * row + 16; y++) {
            for (int x = 16 * column; x < 16 * column + 16; x++) {
                int r = channel(colours, x, y, 16);
                int g = channel(colours, x, y, 8);
                int b = channel(colours, x, y, 0);
                planes[0].set(x, y, (13933 * r + 46871 * g + 4732 * b + 32768) >> 16);
            }
        }
        int size = 16 / scale(1);
        for (int y = row * size; y < (row + 1) * size; y++) {
            for (int x = column * size; x < (column + 1) * size; x++) {
                makeChroma(colours, x, y);
            }
        }
    }

    private void makeChroma(Grid colours, int x, int y) {
        int scale = scale(1);
        int n = scale == 2 ? 2 : 0;
        int r = 0;
        int g = 0;
        int b = 0;
        for (int j = 0; j < scale; j++) {
            for (int i = 0; i < scale; i++) {
                r += channel(colours, scale * x + i, scale * y + j, 16);
                g += channel(colours, scale * x + i, scale * y + j, 8);
                b += channel(colours, scale * x + i, scale * y + j, 0);
            }
        }
        int half = 1 << 15 + n;
        planes[1].set(x, y, Math.min(((32768 * b - 7509 * r - 25259 * g + half) >> (16 + n)) + 128, 255));
        planes[2].set(x, y, Math.min(((32768 * r - 29763 * g - 3005 * b + half) >> (16 + n)) + 128, 255));
    }

    /** Of the pixel, or the one that is repeated there. */
    private static int channel(Grid colours, int x, int y, int shift) {
        int colour = colours.at(Math.min(x, colours.width() - 1), Math.min(y, colours.height() - 1));
        return colour >> shift & 0xFF;
    }

    void colourPhotos(ChangeMap map, Grid colours) {
        for (int y = 0; y < colours.height(); y++) {
            for (int x = 0; x < colours.width(); x++) {
                if (map.kind(x / 16, y / 16) == ChangeMap.PHOTOGRAPHIC) {
                    colours.set(x, y, colour(x, y));
                }
            }
        }
    }

    private int colour(int x, int y) {
        int luma = planes[0].at(x, y);
        int u = planes[1].at(x / scale(1), y / scale(1)) - 128;
        int v = planes[2].at(x / scale(1), y / scale(1)) - 128;
        int r = clamp(luma + ((103206 * v + 32768) >> 16));
        int g = clamp(luma - ((12276 * u + 30679 * v + 32768) >> 16));
        int b = clamp(luma + ((121609 * u + 32768) >> 16));
        return r << 16 | g << 8 | b;
    }

    static int clamp(int v) {
        return Math.min(Math.max(v, 0), 255);
    }
}

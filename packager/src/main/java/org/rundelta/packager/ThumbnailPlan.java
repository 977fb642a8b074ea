package org.rundelta.packager;

import org.rundelta.dash.ThumbnailGrid;
import org.rundelta.mp4.PixelAspect;
import org.rundelta.packager.OutputSize.PictureSize;

/**
 * Which thumbnails a title gets: one for every stretch of time, up to its end, several in a tile.
 *
 * @param interval seconds that a thumbnail stands for
 * @param count of thumbnails, at least 1
 * @param size of each
 * @param grid of a tile; the last tile may be filled in part only
 */
record ThumbnailPlan(int interval, int count, PictureSize size, ThumbnailGrid grid) {
    /** Ticks per second of all that a manifest says of them. */
    static final long TIMESCALE = 1000;

    private static final int[] USUAL_INTERVALS = {1, 2, 5};
    private static final int LONGEST_INTERVAL = 10;

    /** As finely as a pointer can be placed on a seek bar; a longer title takes more. */
    private static final int ENOUGH = 100;

    private static final int LONGER_SIDE = 320;
    private static final int MAX_COLUMNS = 5;
    private static final int MAX_ROWS = 5;

    /**
     * The plan for a title.
     *
     * @param wanted seconds from one thumbnail to the next, or 0
     * @param durationMs milliseconds that the title lasts, at least 1
     * @param source size of its pictures
     * @param aspect of their pixels; those of thumbnails are square
     */
    static ThumbnailPlan of(int wanted, long durationMs, PictureSize source, PixelAspect aspect) {
        int interval = wanted == 0 ? interval(durationMs) : wanted;
        int count = count(durationMs, interval);
        int rows = Math.min(MAX_ROWS, (count + MAX_COLUMNS - 1) / MAX_COLUMNS);
        int columns = Math.min(MAX_COLUMNS, (count + rows - 1) / rows);
        return new ThumbnailPlan(interval, count, size(source, aspect, LONGER_SIDE), new ThumbnailGrid(columns, rows));
    }

    private static int interval(long durationMs) {
        for (int interval : USUAL_INTERVALS) {
            if (count(durationMs, interval) <= ENOUGH) {
                return interval;
            }
        }
        return LONGEST_INTERVAL;
    }

    private static int count(long durationMs, int interval) {
        long ms = interval * TIMESCALE;
        return Math.toIntExact((durationMs + ms - 1) / ms);
    }

    /** The size of a picture with square pixels that is no larger than the source. */
    static PictureSize size(PictureSize source, PixelAspect aspect, int longerSide) {
        double width = (double) source.width() * aspect.horizontal() / aspect.vertical();
        double scale = Math.min(1, longerSide / Math.max(width, source.height()));
        return new PictureSize(
                Math.max(1, (int) Math.round(scale * width)), Math.max(1, (int) Math.round(scale * source.height())));
    }

    /** How many thumbnails a tile can hold. */
    int tileSize() {
        return grid.columns() * grid.rows();
    }

    int tiles() {
        return (count + tileSize() - 1) / tileSize();
    }

    /** Ticks that a tile stands for. */
    long tileDuration() {
        return TIMESCALE * interval * tileSize();
    }

    int tileWidth() {
        return grid.columns() * size.width();
    }

    int tileHeight() {
        return grid.rows() * size.height();
    }
}

package org.rundelta.hls;

import java.time.Duration;

/**
 * How pictures lie in one image, row by row (Image Media Playlist specification, 0.4).
 *
 * @param resolution of each
 * @param columns how many side by side
 * @param rows how many such rows
 * @param duration how long each stands for what is played
 */
public record Tiles(Resolution resolution, int columns, int rows, Duration duration) {
    /** @throws IllegalArgumentException if a value is missing or out of range */
    public Tiles {
        Check.that(resolution != null, "RESOLUTION of EXT-X-TILES is missing");
        Check.that(columns >= 1 && rows >= 1, "LAYOUT " + columns + "x" + rows + " has no picture");
        Check.that(duration != null && !duration.isNegative(), "DURATION of EXT-X-TILES is missing or negative");
    }
}

package org.rundelta.compare;

import java.util.List;

/**
 * What all codecs made of one clip.
 *
 * @param input name of the clip
 * @param width of its pictures, in pixels
 * @param height of its pictures, in pixels
 * @param frames compared
 * @param seconds that they last
 * @param keyframeInterval frames from one keyframe to the next, as it was asked for
 * @param rows of the codecs that worked, fewest bytes first
 * @param skipped the others
 */
public record ClipComparison(
        String input,
        int width,
        int height,
        int frames,
        double seconds,
        int keyframeInterval,
        List<ComparisonRow> rows,
        List<Skipped> skipped) {
    /**
     * A codec that could not take part.
     *
     * @param codec its name
     * @param reason why
     */
    public record Skipped(String codec, String reason) {}

    public ClipComparison {
        rows = List.copyOf(rows);
        skipped = List.copyOf(skipped);
    }
}

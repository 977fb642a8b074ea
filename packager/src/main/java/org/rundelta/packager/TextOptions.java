package org.rundelta.packager;

import java.util.List;

/**
 * Which text a title gets.
 *
 * @param tracks possibly none
 */
public record TextOptions(List<TextChoice> tracks, TextFormat format) {
    /** No text. */
    public static final TextOptions NONE = new TextOptions(List.of(), TextFormat.VTT);

    public TextOptions {
        tracks = List.copyOf(tracks);
    }
}

package org.rundelta.packager;

import java.nio.file.Path;

/**
 * Text that a title is to have.
 *
 * @param file of WebVTT, SRT or TTML
 * @param description of it; a role that is not given is {@code subtitle}
 */
public record TextChoice(Path file, TrackDescription description) {
    private static final TrackDescription SUBTITLE = new TrackDescription(null, "subtitle", null);

    public TextChoice {
        description = description.orElse(SUBTITLE);
    }
}

package org.rundelta.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * All text of a track.
 *
 * @param header WebVTT up to the first cue: the line {@code WEBVTT}, and the blocks of styles and regions, each after an
 *     empty line
 * @param cues in order of their start, those that start together in the order of the file
 */
public record CueSheet(String header, List<Cue> cues) {
    /** What a file without styles and regions begins with. */
    public static final String PLAIN_HEADER = "WEBVTT";

    public CueSheet {
        List<Cue> sorted = new ArrayList<>(cues);
        sorted.sort(Comparator.comparing(Cue::start));
        cues = List.copyOf(sorted);
    }

    /** What is shown before a time: cues that begin later are left out, those that are shown then end. */
    public CueSheet until(Duration end) {
        return new CueSheet(
                header,
                cues.stream()
                        .filter(cue -> cue.start().compareTo(end) < 0)
                        .map(cue -> cue.until(end))
                        .toList());
    }
}

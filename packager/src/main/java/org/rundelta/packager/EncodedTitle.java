package org.rundelta.packager;

import java.util.List;
import java.util.stream.Stream;

/**
 * A title encoded into segment files.
 *
 * @param video one rendition a rung, in the order of the ladder
 * @param primerBytes in the configuration records of all rungs together
 * @param audio one rendition for each track and codec, the codecs of a track side by side
 * @param time what the video encoders have taken
 */
record EncodedTitle(List<Rendition> video, long primerBytes, List<Rendition> audio, CodecTime time) {
    /** Video and audio. */
    List<Rendition> all() {
        return Stream.concat(video.stream(), audio.stream()).toList();
    }

    /** Milliseconds, rounded up, after which the longest rendition ends. */
    long durationMs() {
        return all().stream().mapToLong(Rendition::endMs).max().orElseThrow();
    }
}

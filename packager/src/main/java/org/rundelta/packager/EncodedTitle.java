package org.rundelta.packager;

import java.util.List;
import java.util.stream.Stream;

/**
 * A title encoded into segment files.
 *
 * @param video one rendition a rung, in the order of the ladder
 * @param trickPlay keyframes of it, small, one rendition for each codec; possibly none
 * @param primerBytes in the configuration records of all rungs together
 * @param audio one rendition for each track and codec, the codecs of a track side by side
 * @param text that is in segments, one rendition for each track
 * @param time what the video encoders have taken
 */
record EncodedTitle(
        List<Rendition> video,
        List<Rendition> trickPlay,
        long primerBytes,
        List<Rendition> audio,
        List<Rendition> text,
        CodecTime time) {
    /** Video, what is for trick play, audio and text. */
    List<Rendition> all() {
        return Stream.of(video, trickPlay, audio, text).flatMap(List::stream).toList();
    }

    EncodedTitle withText(List<Rendition> segments) {
        return new EncodedTitle(video, trickPlay, primerBytes, audio, segments, time);
    }

    /** Milliseconds, rounded up, after which the longest rendition ends. */
    long durationMs() {
        return all().stream().mapToLong(Rendition::endMs).max().orElseThrow();
    }
}

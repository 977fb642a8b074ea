package org.rundelta.packager;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.rundelta.packager.OutputSize.PictureSize;

/** Something with video, and perhaps audio, that is to be encoded. May be used by several threads at once. */
public interface MediaInput {
    /** What messages call it: a path, or {@code -} for standard input. */
    String name();

    /** Whether it can be opened more than once, as files can and standard input cannot. */
    boolean isRepeatable();

    /**
     * What tells it from other inputs, and from itself after a change, in one line; empty if that is not known, as of what
     * is not a file.
     *
     * @throws IOException if it is missing or unreadable
     */
    default Optional<String> identity() throws IOException {
        return Optional.empty();
    }

    /** The same for use on other machines, on which its name means the same; empty if only this process can read it. */
    default Optional<PortableInput> portable() {
        return Optional.empty();
    }

    /**
     * Where decoding can begin; reads the input through.
     *
     * @throws IOException if it is missing, damaged, has no video or is not repeatable
     */
    SourceIndex index() throws IOException;

    /**
     * Opens its video.
     *
     * @param index lets {@link FrameSource#skipTo} jump; empty to read from the beginning only
     * @throws IOException if it is missing, unreadable or has no video
     */
    FrameSource openVideo(Optional<SourceIndex> index) throws IOException;

    /**
     * Its audio tracks in their order; none if it has none, or none can be read beside its video.
     *
     * @throws IOException if it is missing or unreadable
     */
    List<AudioTrack> audioTracks() throws IOException;

    /**
     * Says that a track will be opened, as often as it will be: what is read only once keeps no other audio when its video is
     * opened.
     *
     * @param track one of {@link #audioTracks}
     * @throws IOException if it is missing or unreadable
     */
    default void expectAudio(AudioTrack track) throws IOException {}

    /** Has those give up soon who wait for more of it, where that is possible; may be called by any thread. */
    default void breakOff() {}

    /**
     * Encodes one of its audio tracks.
     *
     * @param track one of {@link #audioTracks}, expected before the video was opened
     * @param atLeast how long it has to be; silence makes up for what is missing
     * @throws IOException if it is missing or unreadable, or cannot be encoded so
     */
    AudioSource openAudio(AudioTrack track, AudioFormat format, Duration atLeast) throws IOException;

    /**
     * Opens its video as it is coded; inputs may have none.
     *
     * @throws IOException if it is missing, unreadable, has no video or none that can be in MP4
     */
    default CodedSource openCoded() throws IOException {
        throw new IOException(name() + ": its video is not coded; encode it");
    }

    /**
     * A scaler for its pictures.
     *
     * @throws IOException if there is no scaling from the one size to the other
     */
    PictureScaler openScaler(PictureSize from, PictureSize to) throws IOException;

    /**
     * An encoder for one segment of its pictures in a standard codec; inputs may have none.
     *
     * @throws IOException if there is no such encoder, or it refuses the settings
     */
    default SegmentEncoder openEncoder(SegmentEncoder.Settings settings) throws IOException {
        throw new IOException(name() + ": no encoder of " + settings.codec() + " comes with this input");
    }
}

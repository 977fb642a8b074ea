package org.rundelta.ffmpeg;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.rundelta.packager.AudioCodec;
import org.rundelta.packager.AudioFormat;
import org.rundelta.packager.AudioSource;
import org.rundelta.packager.AudioTrack;
import org.rundelta.packager.CodedSource;
import org.rundelta.packager.FrameSource;
import org.rundelta.packager.InputIdentity;
import org.rundelta.packager.OutputSize.PictureSize;
import org.rundelta.packager.PictureScaler;
import org.rundelta.packager.PortableInput;
import org.rundelta.packager.RundeltaSource;
import org.rundelta.packager.SegmentEncoder;
import org.rundelta.packager.SourceIndex;

/**
 * Anything that FFmpeg reads, see {@link FfmpegSource}, and files of our own codec, of which it reads the sound alone.
 *
 * @param name for messages
 * @param place where it is: a path, a pattern, a URL, or {@code -} for standard input
 */
public record FfmpegInput(String name, String place) implements PortableInput {
    /** What is called as the place where it is. */
    public FfmpegInput(String place) {
        this(place, place);
    }

    @Override
    public boolean isRepeatable() {
        return !place.equals(InputLocation.STANDARD_INPUT);
    }

    @Override
    public Optional<String> identity() throws IOException {
        Optional<Path> files = InputLocation.of(place).files();
        return files.isEmpty() ? Optional.empty() : Optional.of(InputIdentity.of(files.get()));
    }

    @Override
    public Optional<PortableInput> portable() {
        if (!isRepeatable()) {
            return Optional.empty();
        }
        return Optional.of(
                place.contains("://")
                        ? this
                        : new FfmpegInput(Path.of(place).toAbsolutePath().toString()));
    }

    @Override
    public SourceIndex index() throws IOException {
        Optional<Path> own = InputLocation.of(place).rundeltaFile();
        if (own.isPresent()) {
            try (RundeltaSource source = RundeltaSource.open(own.get())) {
                return source.index();
            }
        }
        return FfmpegSource.index(place);
    }

    @Override
    public FrameSource openVideo(Optional<SourceIndex> index) throws IOException {
        Optional<Path> own = InputLocation.of(place).rundeltaFile();
        return own.isPresent() ? RundeltaSource.open(own.get()) : FfmpegSource.open(place, index, 1);
    }

    @Override
    public List<AudioTrack> audioTracks() throws IOException {
        if (!isRepeatable()) {
            return List.of();
        }
        try (OpenedInput input = OpenedInput.open(InputLocation.of(place))) {
            return AudioTracks.of(input);
        }
    }

    @Override
    public AudioSource openAudio(AudioTrack track, AudioFormat format, Duration atLeast) throws IOException {
        if (format.codec() == AudioCodec.COPY) {
            return FfmpegAudioCopy.open(place, track.number());
        }
        return FfmpegAudioEncoder.open(place, track.number(), format, atLeast);
    }

    @Override
    public CodedSource openCoded() throws IOException {
        return FfmpegVideoCopy.open(place);
    }

    @Override
    public PictureScaler openScaler(PictureSize from, PictureSize to) throws IOException {
        return new FfmpegScaler(from.width(), from.height(), to.width(), to.height());
    }

    @Override
    public SegmentEncoder openEncoder(SegmentEncoder.Settings settings) throws IOException {
        return new FfmpegSegmentEncoder(settings);
    }
}

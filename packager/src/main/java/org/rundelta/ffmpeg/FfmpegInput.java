package org.rundelta.ffmpeg;

import java.io.IOException;
import java.util.Optional;
import org.rundelta.packager.AudioSource;
import org.rundelta.packager.FrameSource;
import org.rundelta.packager.MediaInput;
import org.rundelta.packager.OutputSize.PictureSize;
import org.rundelta.packager.PictureScaler;
import org.rundelta.packager.SourceIndex;

/**
 * Anything that FFmpeg reads, see {@link FfmpegSource}.
 *
 * @param name a path, a pattern, or {@code -} for standard input
 */
public record FfmpegInput(String name) implements MediaInput {
    @Override
    public boolean isRepeatable() {
        return !name.equals(InputLocation.STANDARD_INPUT);
    }

    @Override
    public SourceIndex index() throws IOException {
        return FfmpegSource.index(name);
    }

    @Override
    public FrameSource openVideo(Optional<SourceIndex> index) throws IOException {
        return FfmpegSource.open(name, index, 1);
    }

    @Override
    public Optional<AudioSource> openAudio() throws IOException {
        return FfmpegAudioEncoder.open(name).map(AudioSource.class::cast);
    }

    @Override
    public PictureScaler openScaler(PictureSize from, PictureSize to) throws IOException {
        return new FfmpegScaler(from.width(), from.height(), to.width(), to.height());
    }
}

package org.rundelta.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rundelta.codec.Picture;
import org.rundelta.packager.AudioFormat;
import org.rundelta.packager.AudioSource;
import org.rundelta.packager.AudioTrack;
import org.rundelta.packager.Frame;
import org.rundelta.packager.FrameSource;
import org.rundelta.packager.MediaInput;
import org.rundelta.packager.OutputSize.PictureSize;
import org.rundelta.packager.PictureScaler;
import org.rundelta.packager.SourceIndex;
import org.rundelta.packager.VideoInfo;

class ClipTest {
    private static final int SIZE = 64;
    private static final int FRAMES_PER_SECOND = 25;

    @Test
    void picturesAreCopiesOfTheFirstFrames() throws Exception {
        Clip clip = Clip.read(new Counting(SIZE, 10), 4);
        assertThat(clip.frames()).isEqualTo(4);
        assertThat(clip.pictures()).extracting(picture -> picture.pixels()[0]).containsExactly(0, 1, 2, 3);
        assertThat(clip.seconds()).isEqualTo(4.0 / FRAMES_PER_SECOND);
        assertThat(clip.pixels()).isEqualTo(4L * SIZE * SIZE);
    }

    @Test
    void timeIsFramesAtTheAverageRate() {
        VideoInfo video = new VideoInfo(SIZE, SIZE, FRAMES_PER_SECOND, FRAMES_PER_SECOND, 1, 0, 8, false);
        Picture picture = new Picture(SIZE, SIZE);
        Clip clip = new Clip("two frames in four ticks", video, List.of(picture, picture), 4);
        assertThat(clip.frames(Duration.ofSeconds(2))).isEqualTo(FRAMES_PER_SECOND);
        assertThat(clip.frames(Duration.ofMillis(1))).isEqualTo(1);
    }

    @Test
    void whatDoesNotFitIsRefusedBeforeItIsRead() {
        int large = Picture.MAX_SIZE;
        assertThatThrownBy(() -> Clip.read(new Counting(large, 1000), Integer.MAX_VALUE))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("counting: 1000 frames of 16384x16384 take 1024000 MiB")
                .hasMessageContaining("give --frames");
    }

    /** Frames whose first pixel is their number. */
    private record Counting(int size, int frames) implements MediaInput {
        @Override
        public String name() {
            return "counting";
        }

        @Override
        public FrameSource openVideo(Optional<SourceIndex> index) {
            VideoInfo video = new VideoInfo(size, size, FRAMES_PER_SECOND, FRAMES_PER_SECOND, 1, frames, 8, false);
            return new Source(video, frames);
        }

        @Override
        public boolean isRepeatable() {
            return true;
        }

        @Override
        public SourceIndex index() {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<AudioTrack> audioTracks() {
            return List.of();
        }

        @Override
        public AudioSource openAudio(AudioTrack track, AudioFormat format, Duration atLeast) {
            throw new UnsupportedOperationException();
        }

        @Override
        public PictureScaler openScaler(PictureSize from, PictureSize to) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class Source implements FrameSource {
        private final VideoInfo video;
        private final int frames;
        private Picture picture;
        private int next;

        Source(VideoInfo video, int frames) {
            this.video = video;
            this.frames = frames;
        }

        @Override
        public VideoInfo video() {
            return video;
        }

        @Override
        public Frame next() {
            if (next == frames) {
                return null;
            }
            picture = picture == null ? new Picture(video.width(), video.height()) : picture;
            picture.pixels()[0] = next;
            return new Frame(picture, next++, 1);
        }

        @Override
        public void skipTo(long time) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}

package org.rundelta.ladder;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.rundelta.codec.Picture;
import org.rundelta.ffmpeg.FfmpegScaler;
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

/**
 * Twenty-five frames a second, like film: waves of many lengths that drift and bend, before them sand that drifts, with the noise of a sensor; or like a
 * terminal: lines of letters of which one is added every fifth frame.
 *
 * @param isFilm or a terminal
 * @param frames how many
 */
record DrawnInput(boolean isFilm, int frames) implements MediaInput {
    static final int WIDTH = 320;
    static final int HEIGHT = 256;
    private static final int CELL = 8;

    @Override
    public String name() {
        return "drawn";
    }

    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public SourceIndex index() {
        return new SourceIndex(new long[] {0}, frames, false);
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
    public PictureScaler openScaler(PictureSize from, PictureSize to) throws IOException {
        return new FfmpegScaler(from.width(), from.height(), to.width(), to.height());
    }

    private Picture picture(int number) {
        Picture picture = new Picture(WIDTH, HEIGHT);
        Random noise = new Random(number);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                picture.pixels()[y * WIDTH + x] = isFilm ? film(x, y, number, noise) : terminal(x, y, number / 5);
            }
        }
        return picture;
    }

    private static int film(int x, int y, int time, Random noise) {
        double level = 128;
        for (int octave = 1; octave <= 5; octave++) {
            double size = 120.0 / (1 << octave);
            level += 60.0
                    / octave
                    * Math.sin((x + 1.7 * time + 9 * Math.sin(y / 30.0 + time / 9.0)) / size + octave)
                    * Math.sin((y + 0.6 * time) / size);
        }
        int grain = new Random((x + 2L * time) * 1031 + y).nextInt(33) - 16;
        int grey = (int) Math.max(0, Math.min(255, level + grain + 2 * noise.nextGaussian()));
        return grey << 16 | (grey * 7 / 8) << 8 | grey * 3 / 4;
    }

    private static int terminal(int x, int y, int scrolled) {
        int line = y / CELL + scrolled;
        int hash = new Random(line * 64L + x / CELL).nextInt();
        boolean isInk = x / CELL < 10 + line % 20 && (hash >> (x % CELL * 3 + y % CELL) % 31 & 1) == 1;
        return isInk ? 0xD0D0D0 : 0x101418;
    }

    @Override
    public FrameSource openVideo(Optional<SourceIndex> index) {
        return new FrameSource() {
            private int next;

            @Override
            public VideoInfo video() {
                return new VideoInfo(WIDTH, HEIGHT, 25, 25, 1, frames, 8, isFilm);
            }

            @Override
            public Frame next() {
                return next == frames ? null : new Frame(picture(next), next++, 1);
            }

            @Override
            public void skipTo(long time) {
                next = (int) Math.min(frames, time);
            }

            @Override
            public void close() {}
        };
    }
}

package org.rundelta.packager;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.rundelta.codec.Picture;
import org.rundelta.packager.OutputSize.PictureSize;

/** A photograph that moves and changes, with text on the left that stands still and is drawn anew twice a second. */
record MovingPhoto(SyntheticInput times, boolean isStill) implements MediaInput {
    private static final int TEXT_WIDTH = 32;
    private static final int PAPER = 0xFDF6E3;
    private static final int INK = 0x073642;
    private static final int FRAMES_PER_TEXT = 12;

    /** So many frames of this size, 25 a second. */
    static MovingPhoto of(PictureSize size, int frames) {
        return new MovingPhoto(SyntheticInput.constant(size, 25, 1, frames), false);
    }

    MovingPhoto notRepeatable() {
        return new MovingPhoto(times.notRepeatable(), isStill);
    }

    /** The first of its pictures all the time. */
    MovingPhoto still() {
        return new MovingPhoto(times, true);
    }

    Picture picture(int frame) {
        int index = isStill ? 0 : frame;
        Picture picture = new Picture(times.size().width(), times.size().height());
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                picture.pixels()[y * picture.stride() + x] =
                        x < TEXT_WIDTH ? text(x, y, index / FRAMES_PER_TEXT) : photo(x, y, index);
            }
        }
        return picture;
    }

    private static int text(int x, int y, int page) {
        boolean isInk = x % 6 < 5 && y % 9 < 7 && (hash(x % 6, y % 9, hash(x / 6, y / 9, page) % 20) & 1) != 0;
        return isInk ? INK : PAPER;
    }

    private static int photo(int x, int y, int index) {
        double u = (x + 1.3 * index) / 17;
        double v = (y + 0.4 * index) / 11;
        double shade = Math.sin(u) * Math.cos(v) + 0.5 * Math.sin(2.7 * u + 1.9 * v + index / 9.0);
        int light = (int) (128 + 60 * shade) + hash(x, y, index) % 7;
        return light << 16 | (light * 3 / 4 + 30) << 8 | 255 - light;
    }

    private static int hash(int x, int y, int z) {
        int hash = (x * 0x1B873593 ^ y) * 0x45D9F3B ^ z * 0x27D4EB2D;
        hash = (hash ^ hash >>> 15) * 0x2C1B3C6D;
        return (hash ^ hash >>> 13) & 0xFFFF;
    }

    @Override
    public String name() {
        return "moving photograph";
    }

    @Override
    public boolean isRepeatable() {
        return times.isRepeatable();
    }

    @Override
    public SourceIndex index() {
        return times.index();
    }

    @Override
    public FrameSource openVideo(Optional<SourceIndex> index) {
        FrameSource source = times.openVideo(index);
        return new FrameSource() {
            @Override
            public VideoInfo video() {
                return source.video();
            }

            @Override
            public Frame next() throws IOException {
                Frame frame = source.next();
                return frame == null ? null : new Frame(picture((int) frame.time()), frame.time(), frame.duration());
            }

            @Override
            public void skipTo(long time) throws IOException {
                source.skipTo(time);
            }

            @Override
            public void close() throws IOException {
                source.close();
            }
        };
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
        return times.openScaler(from, to);
    }
}

package org.rundelta.packager;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.rundelta.codec.Picture;
import org.rundelta.mp4.AudioSampleEntry;
import org.rundelta.mp4.Sample;
import org.rundelta.packager.OutputSize.PictureSize;

/**
 * An input made of numbers: frames at any times, each a function of its index, so that tests know every pixel.
 *
 * @param times when each frame begins, in ticks, from 0
 * @param end when the last frame ends
 * @param seekable whether each fifth frame counts as a keyframe
 * @param audio samples of 1024 each, 0 for none
 */
record SyntheticInput(
        PictureSize size, long timescale, long[] times, long end, boolean repeatable, boolean seekable, int audio)
        implements MediaInput {
    private static final int KEYFRAME_INTERVAL = 5;
    private static final int SAMPLE_RATE = 48_000;
    private static final int SAMPLES = 1024;

    /** Frames of equal length. */
    static SyntheticInput constant(PictureSize size, long timescale, long ticks, int frames) {
        long[] times = new long[frames];
        for (int i = 0; i < frames; i++) {
            times[i] = i * ticks;
        }
        return new SyntheticInput(size, timescale, times, frames * ticks, true, true, 0);
    }

    /** Frames at these times. */
    static SyntheticInput at(long timescale, long end, long... times) {
        return new SyntheticInput(new PictureSize(40, 24), timescale, times, end, true, true, 0);
    }

    SyntheticInput withAudio(int samples) {
        return new SyntheticInput(size, timescale, times, end, repeatable, seekable, samples);
    }

    SyntheticInput notSeekable() {
        return new SyntheticInput(size, timescale, times, end, repeatable, false, audio);
    }

    SyntheticInput notRepeatable() {
        return new SyntheticInput(size, timescale, times, end, false, false, 0);
    }

    int frames() {
        return times.length;
    }

    long duration(int index) {
        return (index + 1 < times.length ? times[index + 1] : end) - times[index];
    }

    /** A few rectangles that move, and some noise in one corner. */
    Picture picture(int index) {
        Picture picture = new Picture(size.width(), size.height());
        Random noise = new Random(index / 3);
        for (int y = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++) {
                boolean noisy = x < 6 && y < 6;
                int shade = ((x + index) / 8 + y / 8) % 3 * 0x404040;
                picture.pixels()[y * picture.stride() + x] = noisy ? noise.nextInt(0x1000000) : shade + index % 7;
            }
        }
        return picture;
    }

    @Override
    public String name() {
        return "synthetic";
    }

    @Override
    public boolean isRepeatable() {
        return repeatable;
    }

    @Override
    public SourceIndex index() {
        List<Long> keyframes = new ArrayList<>(List.of(0L));
        for (int i = KEYFRAME_INTERVAL; seekable && i < times.length; i += KEYFRAME_INTERVAL) {
            keyframes.add(times[i]);
        }
        return new SourceIndex(keyframes.stream().mapToLong(Long::longValue).toArray(), end, seekable);
    }

    @Override
    public FrameSource openVideo(Optional<SourceIndex> index) {
        return new FrameSource() {
            private int next;

            @Override
            public VideoInfo video() {
                return new VideoInfo(size.width(), size.height(), timescale, 0, 1, end, 8, false);
            }

            @Override
            public Frame next() {
                return next == times.length ? null : new Frame(picture(next), times[next], duration(next++));
            }

            @Override
            public void skipTo(long time) {
                next = 0;
                while (next < times.length && times[next] < time) {
                    next++;
                }
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public List<AudioTrack> audioTracks() {
        TrackDescription german = new TrackDescription(new LanguageTag("de"), null, null);
        return audio == 0 ? List.of() : List.of(new AudioTrack(1, true, german));
    }

    @Override
    public AudioSource openAudio(AudioTrack track, AudioFormat format, Duration atLeast) {
        return new Tone();
    }

    @Override
    public PictureScaler openScaler(PictureSize from, PictureSize to) {
        Picture scaled = new Picture(to.width(), to.height());
        return new PictureScaler() {
            @Override
            public Picture scale(Picture picture) {
                for (int y = 0; y < to.height(); y++) {
                    for (int x = 0; x < to.width(); x++) {
                        int source = y * from.height() / to.height() * picture.stride() + x * from.width() / to.width();
                        scaled.pixels()[y * scaled.stride() + x] = picture.pixels()[source];
                    }
                }
                return scaled;
            }

            @Override
            public void close() {}
        };
    }

    /** Samples of AAC that only their container will look at. */
    private final class Tone implements AudioSource {
        private int next;

        @Override
        public AudioSampleEntry entry(int bitrate) {
            return AudioSampleEntry.aac(1, SAMPLE_RATE, new byte[] {0x11, (byte) 0x88}, bitrate);
        }

        @Override
        public int priming() {
            return SAMPLES;
        }

        @Override
        public Sample next() {
            return next == audio
                    ? null
                    : new Sample(
                            new byte[] {(byte) next, (byte) (next >> 8), 3}, (long) SAMPLES * next++, SAMPLES, true);
        }

        @Override
        public void close() {}
    }
}

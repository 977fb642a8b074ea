package org.rundelta.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.rundelta.codec.Picture;
import org.rundelta.ffmpeg.FfmpegSink;
import org.rundelta.packager.Frame;
import org.rundelta.packager.FrameSink;
import org.rundelta.packager.FrameSource;
import org.rundelta.packager.VideoInfo;

/** A small screen on which coloured boxes appear; every third frame repeats the one before. Times are milliseconds. */
final class DrawnVideo implements FrameSource {
    private static final int TIMESCALE = 1000;

    private final long[] times;
    private final RandomGenerator random;
    private final Picture picture;
    private int next;

    /**
     * @param times of the frames, and at last the end
     * @param seed of what is drawn
     */
    private DrawnVideo(int width, int height, long[] times, long seed) {
        this.times = times;
        this.random = new SplittableRandom(seed);
        this.picture = new Picture(width, height);
    }

    /** A video of 25 frames a second, the same each time. */
    static DrawnVideo constantRate(int width, int height, int frames) {
        long[] times = new long[frames + 1];
        Arrays.setAll(times, i -> i * 40L);
        return new DrawnVideo(width, height, times, 1);
    }

    /** A video whose frames last from 1 ms to a second, the same pixels as {@link #constantRate}. */
    static DrawnVideo variableRate(int width, int height, int frames) {
        RandomGenerator durations = new SplittableRandom(2);
        long[] times = new long[frames + 1];
        for (int i = 0; i < frames; i++) {
            times[i + 1] = times[i] + durations.nextLong(1, 1000);
        }
        return new DrawnVideo(width, height, times, 1);
    }

    /** Other pixels at the same times. */
    DrawnVideo seeded(long seed) {
        return new DrawnVideo(picture.width(), picture.height(), times, seed);
    }

    /** Writes what is left of the video to a file; its name says in which format. */
    Path store(Path file) throws IOException {
        try (FrameSink sink = FfmpegSink.open(file, video())) {
            for (Frame frame = next(); frame != null; frame = next()) {
                sink.write(frame.picture(), frame.time(), frame.duration());
            }
            sink.finish();
        }
        return file;
    }

    @Override
    public VideoInfo video() {
        int frames = times.length - 1;
        return new VideoInfo(
                picture.width(),
                picture.height(),
                TIMESCALE,
                frames * TIMESCALE,
                (int) times[frames],
                times[frames],
                8,
                false);
    }

    @Override
    public Frame next() {
        if (next == times.length - 1) {
            return null;
        }
        if (next % 3 != 2) {
            draw();
        }
        long time = times[next++];
        return new Frame(picture, time, times[next] - time);
    }

    private void draw() {
        int colour = random.nextInt();
        int left = random.nextInt(picture.width());
        int top = random.nextInt(picture.height());
        boolean noisy = random.nextBoolean();
        for (int y = top; y < Math.min(top + 24, picture.height()); y++) {
            for (int x = left; x < Math.min(left + 40, picture.width()); x++) {
                picture.pixels()[y * picture.stride() + x] = (noisy ? random.nextInt() : colour) & 0xFFFFFF;
            }
        }
    }

    @Override
    public void skipTo(long time) {
        throw new UnsupportedOperationException("read it from the beginning");
    }

    @Override
    public void close() {
        // nothing is held
    }
}

package org.rundelta.ffmpeg;

import java.io.IOException;
import java.util.Locale;
import org.rundelta.packager.VideoInfo;

/** Frame times in the time base of an output: as they are, or as the numbers of frames of a constant rate. */
final class FrameTicks {
    private final VideoInfo video;
    private final boolean constantRate;
    private long count;

    private FrameTicks(VideoInfo video, boolean constantRate) {
        this.video = video;
        this.constantRate = constantRate;
    }

    /** Times stay as they are. */
    static FrameTicks exact(VideoInfo video) {
        if (video.timescale() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a timescale of " + video.timescale() + " is over " + Integer.MAX_VALUE);
        }
        return new FrameTicks(video, false);
    }

    /** Frames are numbered, and one that is half a frame or more off its place in the constant rate is refused. */
    static FrameTicks constantRate(VideoInfo video) throws IOException {
        if (video.frameRateNumerator() == 0) {
            throw new IOException(
                    "this format needs a constant frame rate, and that of the source is unknown; use .mkv");
        }
        return new FrameTicks(video, true);
    }

    /** Seconds of one tick, numerator. */
    int numerator() {
        return constantRate ? video.frameRateDenominator() : 1;
    }

    /** Seconds of one tick, denominator. */
    int denominator() {
        return constantRate ? video.frameRateNumerator() : (int) video.timescale();
    }

    /** The next frame's timestamp. */
    long timestamp(long time) throws IOException {
        if (!constantRate) {
            return time;
        }
        double seconds = (double) time / video.timescale();
        double place = seconds * video.frameRateNumerator() / video.frameRateDenominator();
        if (Math.abs(place - count) >= 0.5) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "this format has a constant frame rate, %.3f a second, which the frame at %.3f s does not keep; use .mkv",
                    (double) video.frameRateNumerator() / video.frameRateDenominator(),
                    seconds));
        }
        return count++;
    }

    long duration(long duration) {
        return constantRate ? 1 : duration;
    }
}

package org.rundelta.cli;

import java.util.Locale;
import org.rundelta.packager.RundeltaSource;
import org.rundelta.packager.VideoInfo;

/**
 * What {@code decode} did.
 *
 * @param frames decoded
 * @param cpuSeconds of the whole command
 * @param wallSeconds of the whole command
 * @param mpixelPerSecond of the decoder alone: millions of pixels per second of its thread's processor time
 */
record DecodeReport(long frames, double cpuSeconds, double wallSeconds, double mpixelPerSecond) {

    static DecodeReport of(RundeltaSource source) {
        ProcessTimes times = ProcessTimes.now();
        return new DecodeReport(
                source.frames(),
                times.cpuSeconds(),
                times.wallSeconds(),
                source.time().megapixelsPerSecond());
    }

    String text(VideoInfo video) {
        return String.format(
                Locale.ROOT,
                "%d frames of %dx%d, %.3f s, decoded in %.2f s (processor time %.2f s); the decoder alone: %.0f Mpixel/s",
                frames,
                video.width(),
                video.height(),
                (double) video.duration() / video.timescale(),
                wallSeconds,
                cpuSeconds,
                mpixelPerSecond);
    }
}

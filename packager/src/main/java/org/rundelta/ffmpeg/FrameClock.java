package org.rundelta.ffmpeg;

import static org.bytedeco.ffmpeg.global.avformat.av_guess_frame_rate;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * Turns FFmpeg's timestamps into ticks since the first frame that never stand still or go back.
 *
 * <p>The timescale is the denominator of the track's time base, and a timestamp is multiplied by the numerator, so that
 * no time is rounded. A format without timestamps
 * has its frames counted at its frame rate. Elsewhere, in this order:
 *
 * <ul>
 *   <li>a timestamp after that of the frame before is taken as it is;
 *   <li>one more than a second back is a jump of the clock: it and all that follow are moved so that the frame comes one
 *       nominal frame duration after the one before;
 *   <li>a missing one, or one that stands still or goes back a little, becomes the time before plus the nominal frame
 *       duration.
 * </ul>
 */
final class FrameClock {
    private static final int DEFAULT_RATE = 25;

    private final long timescale;
    private final long numerator;
    private final boolean counting;
    private final long nominal;
    private final int rateNumerator;
    private final int rateDenominator;
    private boolean started;
    private long origin;
    private long last;

    /**
     * A clock for one track.
     *
     * @param withoutTimestamps whether the format has none
     * @param base seconds of one unit of the timestamps
     * @param rate average frames per second, 0/0 or 0/1 if unknown
     */
    FrameClock(boolean withoutTimestamps, AVRational base, AVRational rate) {
        rateNumerator = rate.den() > 0 ? Math.max(0, rate.num()) : 0;
        rateDenominator = Math.max(1, rate.den());
        counting = withoutTimestamps && rateNumerator > 0;
        numerator = counting ? rateDenominator : base.num();
        timescale = counting ? rateNumerator : base.den();
        nominal = rateNumerator == 0
                ? Math.max(1, timescale / DEFAULT_RATE)
                : Math.max(1, Math.round((double) timescale * rateDenominator / rateNumerator));
    }

    static FrameClock of(Demuxer demuxer) {
        AVRational rate = av_guess_frame_rate(demuxer.context(), demuxer.stream(), null);
        return new FrameClock(demuxer.withoutTimestamps(), demuxer.stream().time_base(), rate);
    }

    long timescale() {
        return timescale;
    }

    /** Average frames per second, numerator; 0 if unknown. */
    int rateNumerator() {
        return rateNumerator;
    }

    int rateDenominator() {
        return rateDenominator;
    }

    /** Whether frames are counted because the format has no timestamps. */
    boolean counting() {
        return counting;
    }

    /** Ticks of the first frame as FFmpeg has them. */
    long origin() {
        return origin;
    }

    /** Time of the frame before, in ticks since the first one. */
    long last() {
        return last;
    }

    /** A duration in ticks: what FFmpeg says, or if that is nothing, one frame at the average rate. */
    long duration(long units) {
        long duration = counting ? 0 : ticks(units);
        return duration > 0 ? duration : nominal;
    }

    /** FFmpeg's duration or timestamp in ticks, without the origin taken off. */
    long ticks(long units) {
        return units * numerator;
    }

    /** The reverse of {@link #ticks} with the origin put on, in units of the track's time base. */
    long timestamp(long time) {
        return (time + origin) / numerator;
    }

    /** Goes on after a seek with a frame whose timestamp needs no repair. */
    void resume(long timestamp) {
        last = ticks(timestamp) - origin;
    }

    /**
     * Goes on to the next frame, whose time {@link #last} then is.
     *
     * @param timestamp in units of the track's time base, or {@code AV_NOPTS_VALUE}
     */
    void next(long timestamp) {
        boolean unknown = counting || timestamp == AV_NOPTS_VALUE;
        if (!started) {
            started = true;
            origin = unknown ? 0 : ticks(timestamp);
            last = 0;
            return;
        }
        long expected = last + nominal;
        long time = unknown ? expected : ticks(timestamp) - origin;
        if (time <= last - timescale) {
            origin += time - expected;
            time = expected;
        }
        last = time > last ? time : expected;
    }
}

package org.rundelta.ffmpeg;

import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BACKWARD;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;

import java.io.Closeable;
import java.io.IOException;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** The decoded frames of an input's best video track, each with its time, from the beginning or from a keyframe. */
final class TimedDecoder implements Closeable {
    private final Demuxer demuxer;
    private final FrameDecoder decoder;
    private final FrameClock clock;

    /** @param demuxer closed together with this, also if this fails */
    TimedDecoder(Demuxer demuxer, int threads) throws IOException {
        this.demuxer = demuxer;
        clock = FrameClock.of(demuxer);
        try {
            decoder = new FrameDecoder(demuxer, threads);
        } catch (IOException e) {
            demuxer.close();
            throw e;
        }
    }

    /**
     * Decodes the next frame.
     *
     * @return false after the last
     */
    boolean next(AVFrame frame) throws IOException {
        if (!decoder.next(frame)) {
            return false;
        }
        clock.next(frame.best_effort_timestamp());
        return true;
    }

    /**
     * Goes on with the first keyframe after the place that FFmpeg finds for {@code seekPoint}, so that the next frame
     * is one of the index's seek points.
     *
     * @param seekPoint ticks
     * @return whether {@code frame} now holds that keyframe; if not, the decoder is at an undefined place
     */
    boolean seek(long seekPoint, AVFrame frame) throws IOException {
        long timestamp = clock.timestamp(seekPoint);
        if (av_seek_frame(demuxer.context(), demuxer.stream().index(), timestamp, AVSEEK_FLAG_BACKWARD) < 0) {
            return false;
        }
        if (!decoder.resumeAtKeyframe(frame)) {
            return false;
        }
        clock.resume(frame.best_effort_timestamp());
        return true;
    }

    /** Time of the frame decoded last, in ticks since the first one. */
    long time() {
        return clock.last();
    }

    /** What the frame decoded last lasts when none follows: what the container says, else the average. */
    long lastDuration(AVFrame frame) {
        return clock.duration(frame.duration());
    }

    FrameClock clock() {
        return clock;
    }

    Demuxer demuxer() {
        return demuxer;
    }

    @Override
    public void close() {
        decoder.close();
        demuxer.close();
    }
}

package org.rundelta.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import java.io.IOException;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.rundelta.packager.Frame;
import org.rundelta.packager.FrameSource;
import org.rundelta.packager.VideoInfo;

/** The best video track of anything that FFmpeg reads. */
public final class FfmpegSource implements FrameSource {
    private final Demuxer demuxer;
    private final FrameDecoder decoder;
    private final FrameClock clock;
    private final PictureConverter converter;
    private final VideoInfo video;
    private AVFrame current = av_frame_alloc();
    private AVFrame ahead = av_frame_alloc();
    private boolean atEnd;
    private long currentTime;

    private FfmpegSource(Demuxer demuxer, int threads) throws IOException {
        this.demuxer = demuxer;
        decoder = new FrameDecoder(demuxer, threads);
        clock = new FrameClock(demuxer);
        if (!decoder.next(current)) {
            throw new IOException(demuxer.input() + ": not a single frame can be decoded; the file may be damaged");
        }
        currentTime = clock.next(current.best_effort_timestamp());
        converter = new PictureConverter(current.width(), current.height());
        video = new VideoInfo(
                current.width(),
                current.height(),
                clock.timescale(),
                clock.rateNumerator(),
                clock.rateDenominator(),
                Math.max(0, clock.ticks(demuxer.stream().duration())),
                av_pix_fmt_desc_get(current.format()).comp(0).depth());
    }

    /** Opens an input that is decoded by one thread. */
    public static FfmpegSource open(String input) throws IOException {
        Demuxer demuxer = Demuxer.open(input, AVMEDIA_TYPE_VIDEO);
        if (demuxer == null) {
            throw new IOException(input + ": no video track; give a file with video");
        }
        return new FfmpegSource(demuxer, 1);
    }

    @Override
    public VideoInfo video() {
        return video;
    }

    @Override
    public Frame next() throws IOException {
        if (atEnd) {
            return null;
        }
        long time = currentTime;
        long duration = step();
        return new Frame(converter.convert(ahead), time, duration);
    }

    /** Goes to the next frame, leaving the one before in {@code ahead}, and gives its duration. */
    private long step() throws IOException {
        AVFrame shown = current;
        current = ahead;
        ahead = shown;
        long time = currentTime;
        atEnd = !decoder.next(current);
        if (atEnd) {
            long duration = clock.ticks(shown.duration());
            return duration > 0 ? duration : clock.nominal();
        }
        currentTime = clock.next(current.best_effort_timestamp());
        return currentTime - time;
    }

    @Override
    public void skipTo(long time) throws IOException {
        while (!atEnd && currentTime < time) {
            step();
        }
    }

    @Override
    public void close() throws IOException {
        converter.close();
        decoder.close();
        demuxer.close();
        av_frame_free(current);
        av_frame_free(ahead);
    }
}

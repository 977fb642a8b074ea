package org.rundelta.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import java.io.Closeable;
import java.io.IOException;
import java.util.Locale;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * Decodes the one track of a {@link Demuxer}. What cannot be decoded before the first frame is passed over, as in a
 * recording that starts between two keyframes; after it, damage of a video ends in an exception that names the time, so
 * that no frame goes missing unnoticed. Damaged audio is passed over, and its listener has to fill the gap.
 */
final class FrameDecoder implements Closeable {
    /** What the decoder has to give: a frame, nothing without another packet, or nothing any more. */
    enum Step {
        FRAME,
        HUNGRY,
        END
    }

    private final Demuxer demuxer;
    private final AVCodecContext context;
    private final AVPacket packet = av_packet_alloc();
    private boolean draining;
    private final boolean video;
    private boolean lenient = true;
    private boolean awaitingKeyframe;
    private long packetTime = AV_NOPTS_VALUE;
    private long resumeTime = AV_NOPTS_VALUE;

    FrameDecoder(Demuxer demuxer, int threads) throws IOException {
        this.demuxer = demuxer;
        this.video = demuxer.stream().codecpar().codec_type() == AVMEDIA_TYPE_VIDEO;
        this.context = openCodec(demuxer, threads);
    }

    private static AVCodecContext openCodec(Demuxer demuxer, int threads) throws IOException {
        int codecId = demuxer.stream().codecpar().codec_id();
        AVCodec codec = avcodec_find_decoder(codecId);
        if (codec == null) {
            throw new IOException(demuxer.input() + ": no decoder for "
                    + avcodec_get_name(codecId).getString() + "; convert it to another codec first");
        }
        AVCodecContext context = avcodec_alloc_context3(codec);
        avcodec_parameters_to_context(context, demuxer.stream().codecpar());
        context.pkt_timebase(demuxer.stream().time_base());
        context.thread_count(threads);
        int opened = avcodec_open2(context, codec, (AVDictionary) null);
        if (opened < 0) {
            avcodec_free_context(context);
            throw new IOException(demuxer.input() + ": the decoder does not accept it (" + FfmpegLog.reason(opened)
                    + "); the file may be damaged");
        }
        return context;
    }

    /**
     * Decodes the next frame in presentation order into {@code frame}.
     *
     * @return false after the last frame
     */
    boolean next(AVFrame frame) throws IOException {
        Step step = receive(frame);
        while (step == Step.HUNGRY) {
            feed();
            step = receive(frame);
        }
        return step == Step.FRAME;
    }

    /** As {@link #next}, as far as that goes without another packet. */
    Step receive(AVFrame frame) throws IOException {
        while (true) {
            int result = avcodec_receive_frame(context, frame);
            if (result == 0 && frame.decode_error_flags() != 0) {
                fail("damaged data");
            } else if (result == 0) {
                lenient = false;
                return Step.FRAME;
            } else if (result == AVERROR_EOF) {
                return Step.END;
            } else if (result == AVERROR_EAGAIN()) {
                return Step.HUNGRY;
            } else {
                fail(FfmpegLog.reason(result));
            }
        }
    }

    /** Gives the decoder the next packet. */
    void feed() throws IOException {
        if (draining || !read()) {
            draining = true;
            avcodec_send_packet(context, null);
            return;
        }
        boolean corrupt = (packet.flags() & AV_PKT_FLAG_CORRUPT) != 0;
        int result = avcodec_send_packet(context, packet);
        av_packet_unref(packet);
        if (corrupt) {
            fail("damaged data");
        } else if (result < 0) {
            fail(FfmpegLog.reason(result));
        }
    }

    private boolean read() throws IOException {
        try {
            boolean read = demuxer.read(packet);
            while (read && awaitingKeyframe && (packet.flags() & AV_PKT_FLAG_KEY) == 0) {
                av_packet_unref(packet);
                read = demuxer.read(packet);
            }
            if (read) {
                packetTime = packet.pts() == AV_NOPTS_VALUE ? packet.dts() : packet.pts();
                resumeTime = awaitingKeyframe ? packetTime : resumeTime;
                awaitingKeyframe = false;
            }
            return read;
        } catch (IOException e) {
            throw new IOException(
                    place() + "reading failed (" + e.getMessage() + "); the file is damaged or cut short", e);
        }
    }

    private void fail(String reason) throws IOException {
        if (video && !lenient) {
            throw new IOException(
                    place() + "decoding failed (" + reason + "); repair the file or cut it before that time");
        }
    }

    private String place() {
        if (packetTime == AV_NOPTS_VALUE) {
            return demuxer.input() + ": ";
        }
        AVRational base = demuxer.stream().time_base();
        long start = demuxer.stream().start_time();
        double seconds = (double) (packetTime - (start == AV_NOPTS_VALUE ? 0 : start)) * base.num() / base.den();
        return String.format(Locale.ROOT, "%s: at %.3f s ", demuxer.input(), seconds);
    }

    /**
     * After a seek, forgets everything and decodes the next keyframe. Frames that follow it in the file but are shown
     * before it lack what they refer to and are passed over.
     *
     * @return whether {@code frame} is that keyframe
     */
    boolean resumeAtKeyframe(AVFrame frame) throws IOException {
        avcodec_flush_buffers(context);
        draining = false;
        awaitingKeyframe = true;
        resumeTime = AV_NOPTS_VALUE;
        do {
            lenient = true;
            if (!next(frame)) {
                return false;
            }
        } while (frame.best_effort_timestamp() < resumeTime);
        return frame.best_effort_timestamp() == resumeTime;
    }

    @Override
    public void close() {
        av_packet_free(packet);
        avcodec_free_context(context);
    }
}

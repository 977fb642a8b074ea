package org.rundelta.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_FRAME_DURATION;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_iterate;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.io.Closeable;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.rundelta.codec.Picture;
import org.rundelta.packager.VideoInfo;

/** One of FFmpeg's video encoders, from pictures to packets. */
final class PictureEncoder implements Closeable {
    private final FrameMaker frames;
    private final AVCodecContext context;
    private final AVPacket packet = av_packet_alloc();
    private boolean isFlushed;

    /**
     * An encoder for an output format.
     *
     * @param tickNumerator seconds of one tick of the timestamps, numerator
     * @param tickDenominator and denominator
     */
    PictureEncoder(OutputFormat format, VideoInfo video, int tickNumerator, int tickDenominator) throws IOException {
        frames = new FrameMaker(format, video.width(), video.height());
        try {
            context = open(format, video, tickNumerator, tickDenominator);
        } catch (IOException e) {
            frames.close();
            av_packet_free(packet);
            throw e;
        }
    }

    private AVCodecContext open(OutputFormat format, VideoInfo video, int tickNumerator, int tickDenominator)
            throws IOException {
        OutputFormat.Encoder chosen = format.encoders().stream()
                .filter(candidate -> avcodec_find_encoder_by_name(candidate.name()) != null)
                .findFirst()
                .orElseThrow(() -> new IOException("this build of FFmpeg has none of the encoders it takes: "
                        + format.encoders().stream()
                                .map(OutputFormat.Encoder::name)
                                .toList()));
        AVCodec codec = avcodec_find_encoder_by_name(chosen.name());
        AVCodecContext encoder = avcodec_alloc_context3(codec);
        encoder.width(frames.width());
        encoder.height(frames.height());
        encoder.pix_fmt(format.pixelFormat());
        encoder.colorspace(format.matrix());
        encoder.color_range(format.range());
        if (format.matrix() == AVCOL_SPC_BT709) {
            encoder.color_primaries(AVCOL_PRI_BT709);
            encoder.color_trc(AVCOL_TRC_BT709);
        }
        encoder.time_base(new AVRational().num(tickNumerator).den(tickDenominator));
        if (video.frameRateNumerator() > 0) {
            encoder.framerate(new AVRational().num(video.frameRateNumerator()).den(video.frameRateDenominator()));
        }
        // Without the durations the last frame would have none and fall outside the edit list of an MP4.
        encoder.flags(
                encoder.flags() | AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT | AV_CODEC_FLAG_FRAME_DURATION);
        AVDictionary options = new AVDictionary(null);
        chosen.options().forEach((key, value) -> av_dict_set(options, key, value, 0));
        FfmpegLog.clear();
        int opened = avcodec_open2(encoder, codec, options);
        AVDictionaryEntry unknown = av_dict_iterate(options, null);
        String option = unknown == null ? null : unknown.key().getString();
        av_dict_free(options);
        if (option != null) {
            avcodec_free_context(encoder);
            throw new IOException("the encoder " + chosen.name() + " does not know the option " + option);
        }
        if (opened < 0) {
            avcodec_free_context(encoder);
            throw new IOException("pictures of " + video.width() + "x" + video.height() + " are refused by the encoder "
                    + chosen.name() + " (" + FfmpegLog.reason(opened) + ")");
        }
        return encoder;
    }

    AVCodecContext context() {
        return context;
    }

    /** Encodes a picture; packets come out when the encoder sees fit. */
    void encode(Picture picture, long timestamp, long duration, PacketWriter writer) throws IOException {
        send(frame(picture, timestamp, duration), writer);
    }

    /** The picture in the encoder's format, for {@link #send}; the next call overwrites it. */
    AVFrame frame(Picture picture, long timestamp, long duration) throws IOException {
        return frames.frame(picture, timestamp, duration);
    }

    /** Gets everything out that is still inside. */
    void flush(PacketWriter writer) throws IOException {
        isFlushed = true;
        send(null, writer);
    }

    /** Encodes a frame; packets come out when the encoder sees fit. */
    void send(AVFrame frame, PacketWriter writer) throws IOException {
        FfmpegLog.clear();
        check(avcodec_send_frame(context, frame));
        while (true) {
            int result = avcodec_receive_packet(context, packet);
            if (result == AVERROR_EAGAIN() || result == AVERROR_EOF) {
                return;
            }
            check(result);
            writer.write(packet);
            av_packet_unref(packet);
        }
    }

    private void check(int result) throws IOException {
        if (result < 0) {
            throw new IOException(
                    "the encoder " + context.codec().name().getString() + " failed (" + FfmpegLog.reason(result) + ")");
        }
    }

    @Override
    public void close() {
        if (!isFlushed) {
            // After an interruption SVT-AV1 would complain that nobody told it of the end.
            avcodec_send_frame(context, null);
        }
        frames.close();
        av_packet_free(packet);
        avcodec_free_context(context);
    }
}

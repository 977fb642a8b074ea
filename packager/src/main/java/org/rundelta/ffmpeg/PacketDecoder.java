package org.rundelta.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.io.Closeable;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.rundelta.compare.CodedClip;

/** FFmpeg's own decoder for packets in memory, on one thread. */
final class PacketDecoder implements Closeable {
    private final AVCodecContext context;
    private final AVPacket packet = av_packet_alloc();
    private final AVFrame frame = av_frame_alloc();

    PacketDecoder(AVCodecParameters parameters) throws IOException {
        context = open(parameters);
    }

    private static AVCodecContext open(AVCodecParameters parameters) throws IOException {
        String name = avcodec_get_name(parameters.codec_id()).getString();
        AVCodec codec = avcodec_find_decoder(parameters.codec_id());
        if (codec == null) {
            throw new IOException("this build of FFmpeg has no decoder for " + name);
        }
        AVCodecContext context = avcodec_alloc_context3(codec);
        avcodec_parameters_to_context(context, parameters);
        context.thread_count(1);
        FfmpegLog.clear();
        int opened = avcodec_open2(context, codec, (AVDictionary) null);
        if (opened < 0) {
            avcodec_free_context(context);
            throw new IOException("the decoder of " + name + " cannot be used (" + FfmpegLog.reason(opened) + ")");
        }
        return context;
    }

    /** The packet as FFmpeg wants it; the next call overwrites it. */
    AVPacket packet(CodedClip.Packet coded) throws IOException {
        av_packet_unref(packet);
        if (av_new_packet(packet, coded.data().length) < 0) {
            throw new IOException("no memory for a packet of " + coded.data().length + " bytes");
        }
        packet.data().put(coded.data());
        packet.pts(coded.frame()).dts(coded.decodeTime());
        packet.flags(coded.keyframe() ? AV_PKT_FLAG_KEY : 0);
        return packet;
    }

    /** Decodes a packet, or with null whatever is still inside; frames come out in presentation order. */
    void send(AVPacket filled, FrameViewer viewer) throws IOException {
        FfmpegLog.clear();
        check(avcodec_send_packet(context, filled));
        while (true) {
            int result = avcodec_receive_frame(context, frame);
            if (result == AVERROR_EAGAIN() || result == AVERROR_EOF) {
                return;
            }
            check(result);
            viewer.show(frame);
        }
    }

    private static void check(int result) throws IOException {
        if (result < 0) {
            throw new IOException("decoding failed (" + FfmpegLog.reason(result) + ")");
        }
    }

    @Override
    public void close() {
        av_packet_free(packet);
        av_frame_free(frame);
        avcodec_free_context(context);
    }
}

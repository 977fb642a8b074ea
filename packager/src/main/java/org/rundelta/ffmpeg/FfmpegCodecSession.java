package org.rundelta.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.rundelta.codec.Picture;
import org.rundelta.compare.Clip;
import org.rundelta.compare.CodecSession;
import org.rundelta.compare.CodedClip;
import org.rundelta.compare.CpuClock;

/** One of FFmpeg's codecs at work on one clip. The clock stands while pixels are converted and packets copied. */
final class FfmpegCodecSession implements CodecSession {
    private static final int DEFAULT_RATE = 30;

    private final Clip clip;
    private final OutputFormat format;
    private final AVCodecParameters parameters = avcodec_parameters_alloc();

    FfmpegCodecSession(Clip clip, OutputFormat format) {
        this.clip = clip;
        this.format = format;
    }

    @Override
    public CodedClip encode(CpuClock clock) throws IOException, InterruptedException {
        List<CodedClip.Packet> packets = new ArrayList<>();
        PacketWriter writer = packet -> {
            clock.stop();
            packets.add(packet(packet));
            clock.start();
        };
        try (PictureEncoder encoder = openEncoder()) {
            for (int i = 0; i < clip.frames(); i++) {
                checkInterrupted();
                AVFrame frame = encoder.frame(clip.pictures().get(i), i, 1);
                clock.start();
                encoder.send(frame, writer);
                clock.stop();
            }
            clock.start();
            encoder.flush(writer);
            clock.stop();
            avcodec_parameters_from_context(parameters, encoder.context());
        }
        return new CodedClip(packets, 0);
    }

    private PictureEncoder openEncoder() throws IOException {
        int rate = clip.video().frameRateNumerator();
        return rate == 0
                ? new PictureEncoder(format, clip.video(), 1, DEFAULT_RATE)
                : new PictureEncoder(format, clip.video(), clip.video().frameRateDenominator(), rate);
    }

    private static CodedClip.Packet packet(AVPacket packet) {
        byte[] data = new byte[packet.size()];
        packet.data().get(data);
        return new CodedClip.Packet(data, packet.pts(), packet.dts(), (packet.flags() & AV_PKT_FLAG_KEY) != 0);
    }

    @Override
    public void decode(CodedClip coded, CpuClock clock, Consumer<Picture> viewer)
            throws IOException, InterruptedException {
        try (PacketDecoder decoder = new PacketDecoder(parameters);
                FrameViewer frames = new FrameViewer(clock, viewer)) {
            for (CodedClip.Packet packet : coded.packets()) {
                checkInterrupted();
                AVPacket filled = decoder.packet(packet);
                clock.start();
                decoder.send(filled, frames);
                clock.stop();
            }
            clock.start();
            decoder.send(null, frames);
            clock.stop();
        }
    }

    /** Codecs in native code do not notice by themselves. */
    private static void checkInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    @Override
    public void close() {
        avcodec_parameters_free(parameters);
    }
}

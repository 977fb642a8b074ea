package org.rundelta.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_BITEXACT;
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
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_from_string;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.FloatPointer;
import org.rundelta.mp4.Sample;
import org.rundelta.packager.AudioSource;

/**
 * The best audio track of an input as AAC-LC, in step with its video: a track whose {@code mediaStart} is
 * {@link #priming()} plays its first presented sample together with the first video frame. Channels are kept up to 5.1,
 * more are mixed down to that; the sample rate is kept where AAC has it, else it becomes 48 kHz. Used by one thread;
 * memory does not grow with the length.
 */
public final class FfmpegAudioEncoder implements AudioSource {
    private static final int BITRATE_PER_CHANNEL = 64_000;
    private static final int FALLBACK_RATE = 48_000;

    /** ISO/IEC 14496-3, table 1.18, without the explicit rates. */
    private static final Set<Integer> RATES =
            Set.of(96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350);

    /** By the number of channels, from one: those of ISO/IEC 14496-3, table 1.19. */
    private static final List<String> LAYOUTS = List.of("mono", "stereo", "3.0", "4.0", "5.0", "5.1");

    private final String language;
    private final AVChannelLayout layout;
    private final AVCodecContext context;
    private final AudioSamples source;
    private final AVFrame frame = av_frame_alloc();
    private final AVPacket packet = av_packet_alloc();
    private final float[][] samples;
    private long sent;
    private long encoded;

    private FfmpegAudioEncoder(Demuxer demuxer, double startSeconds) throws IOException {
        AVStream stream = demuxer.stream();
        language = language(stream);
        int channels = Math.max(
                1, Math.min(LAYOUTS.size(), stream.codecpar().ch_layout().nb_channels()));
        layout = new AVChannelLayout();
        av_channel_layout_from_string(layout, LAYOUTS.get(channels - 1));
        int sourceRate = stream.codecpar().sample_rate();
        context = openCodec(layout, RATES.contains(sourceRate) ? sourceRate : FALLBACK_RATE);
        samples = new float[channels][context.frame_size()];
        try {
            source = new AudioSamples(demuxer, startSeconds, context.sample_rate(), layout);
        } catch (IOException e) {
            free();
            throw e;
        }
    }

    /**
     * Opens the audio of an input.
     *
     * @return empty if the input has no audio, or is standard input, which is read once and for its video
     * @throws IOException if the input is missing, unreadable or has no video to be in step with
     */
    public static Optional<FfmpegAudioEncoder> open(String input) throws IOException {
        if (input.equals(InputLocation.STANDARD_INPUT)) {
            return Optional.empty();
        }
        double startSeconds;
        try (FfmpegSource video = FfmpegSource.open(input)) {
            startSeconds = video.startSeconds();
        }
        Optional<Demuxer> demuxer = Demuxer.open(input, AVMEDIA_TYPE_AUDIO);
        if (demuxer.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new FfmpegAudioEncoder(demuxer.get(), startSeconds));
        } catch (IOException e) {
            demuxer.get().close();
            throw e;
        }
    }

    private static String language(AVStream stream) {
        AVDictionaryEntry entry = av_dict_get(stream.metadata(), "language", null, 0);
        String value = entry == null ? "" : entry.value().getString();
        return value.matches("[a-z]{3}") ? value : "und";
    }

    private static AVCodecContext openCodec(AVChannelLayout layout, int rate) throws IOException {
        AVCodec codec = avcodec_find_encoder_by_name("aac");
        AVCodecContext encoder = avcodec_alloc_context3(codec);
        encoder.sample_fmt(AV_SAMPLE_FMT_FLTP);
        encoder.sample_rate(rate);
        encoder.time_base(new AVRational().num(1).den(rate));
        av_channel_layout_copy(encoder.ch_layout(), layout);
        encoder.bit_rate((long) BITRATE_PER_CHANNEL * layout.nb_channels());
        encoder.flags(encoder.flags() | AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT);
        FfmpegLog.clear();
        int opened = avcodec_open2(encoder, codec, (AVDictionary) null);
        if (opened < 0) {
            avcodec_free_context(encoder);
            throw new IOException("the AAC encoder cannot be opened (" + FfmpegLog.reason(opened)
                    + "); leave the audio out or convert it first");
        }
        return encoder;
    }

    @Override
    public byte[] audioSpecificConfig() {
        byte[] config = new byte[context.extradata_size()];
        context.extradata().get(config);
        return config;
    }

    @Override
    public int sampleRate() {
        return context.sample_rate();
    }

    @Override
    public int channels() {
        return layout.nb_channels();
    }

    @Override
    public String language() {
        return language;
    }

    @Override
    public int priming() {
        return context.initial_padding();
    }

    @Override
    public Sample next() throws IOException {
        while (true) {
            int result = avcodec_receive_packet(context, packet);
            if (result == AVERROR_EOF) {
                return null;
            }
            if (result == AVERROR_EAGAIN()) {
                result = feed();
            } else if (result >= 0) {
                return sample();
            }
            if (result < 0) {
                throw new IOException("encoding the audio failed (" + FfmpegLog.reason(result) + ")");
            }
        }
    }

    private Sample sample() {
        byte[] data = new byte[packet.size()];
        packet.data().get(data);
        av_packet_unref(packet);
        long time = encoded;
        encoded += context.frame_size();
        return new Sample(data, time, context.frame_size(), true);
    }

    private int feed() throws IOException {
        int count = source.read(samples, context.frame_size());
        FfmpegLog.clear();
        if (count == 0) {
            return avcodec_send_frame(context, null);
        }
        av_frame_unref(frame);
        frame.format(AV_SAMPLE_FMT_FLTP).sample_rate(context.sample_rate()).nb_samples(count);
        av_channel_layout_copy(frame.ch_layout(), layout);
        int result = av_frame_get_buffer(frame, 0);
        if (result < 0) {
            return result;
        }
        for (int channel = 0; channel < samples.length; channel++) {
            new FloatPointer(frame.data(channel)).put(samples[channel], 0, count);
        }
        frame.pts(sent);
        sent += count;
        return avcodec_send_frame(context, frame);
    }

    @Override
    public void close() {
        source.close();
        free();
    }

    private void free() {
        av_frame_free(frame);
        av_packet_free(packet);
        avcodec_free_context(context);
    }
}

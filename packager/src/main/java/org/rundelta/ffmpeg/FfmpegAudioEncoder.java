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
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.AV_TIME_BASE;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_from_string;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.FloatPointer;
import org.rundelta.mp4.AudioSampleEntry;
import org.rundelta.mp4.Sample;
import org.rundelta.packager.AudioCodec;
import org.rundelta.packager.AudioFormat;
import org.rundelta.packager.AudioSource;

/**
 * An audio track of an input, encoded, in step with its video: a track whose {@code mediaStart} is {@link #priming()}
 * plays its first presented sample together with the first video frame, or, where there is no video, at the start of the
 * input. Channels are kept up to 5.1, more are mixed down to that; the sample rate is kept where the codec has it, else it
 * becomes 48 kHz. Used by one thread; memory does not grow with the length.
 */
public final class FfmpegAudioEncoder implements AudioSource {
    /**
     * What FFmpeg wants of a codec.
     *
     * @param encoder its name
     * @param sampleFormat that the encoder takes
     * @param rates that the codec has
     * @param layouts by the number of channels, from one
     */
    private record Settings(String encoder, int sampleFormat, Set<Integer> rates, List<String> layouts) {}

    private static final int FALLBACK_RATE = 48_000;

    /** Rates: ISO/IEC 14496-3, table 1.18, without the explicit ones. Layouts: table 1.19; RFC 7845, 5.1.1.2. */
    private static final Map<AudioCodec, Settings> SETTINGS = Map.of(
            AudioCodec.AAC,
            new Settings(
                    "aac",
                    AV_SAMPLE_FMT_FLTP,
                    Set.of(96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350),
                    List.of("mono", "stereo", "3.0", "4.0", "5.0", "5.1")),
            AudioCodec.OPUS,
            new Settings(
                    "libopus",
                    AV_SAMPLE_FMT_FLT,
                    Set.of(FALLBACK_RATE),
                    List.of("mono", "stereo", "3.0", "quad", "5.0", "5.1")));

    private final AudioCodec codec;
    private final AVChannelLayout layout;
    private final AVCodecContext context;
    private final AudioSamples source;
    private final AVFrame frame = av_frame_alloc();
    private final AVPacket packet = av_packet_alloc();
    private final float[][] samples;
    private long sent;
    private long encoded;

    /**
     * Encodes the track of a demuxer.
     *
     * @param demuxer closed together with this, but not if this fails
     * @param startSeconds when the first presented sample is played, on the clock that the input's tracks share
     * @param atLeast how long it has to be; silence makes up for what is missing
     */
    FfmpegAudioEncoder(Demuxer demuxer, double startSeconds, AudioFormat format, Duration atLeast) throws IOException {
        codec = format.codec();
        Settings settings = SETTINGS.get(codec);
        AVStream stream = demuxer.stream();
        int channels = Math.max(
                1,
                Math.min(
                        settings.layouts().size(), stream.codecpar().ch_layout().nb_channels()));
        layout = new AVChannelLayout();
        av_channel_layout_from_string(layout, settings.layouts().get(channels - 1));
        int sourceRate = stream.codecpar().sample_rate();
        int rate = settings.rates().contains(sourceRate) ? sourceRate : FALLBACK_RATE;
        context = openCodec(settings, layout, rate, format.bitrate(channels));
        samples = new float[channels][context.frame_size()];
        try {
            long atLeastSamples = (long) Math.ceil(atLeast.toNanos() / 1e9 * rate);
            source = new AudioSamples(demuxer, startSeconds, rate, layout, atLeastSamples);
        } catch (IOException e) {
            free();
            throw e;
        }
    }

    /**
     * Opens an audio track of an input.
     *
     * @param number of the track, from 1
     * @param atLeast how long it has to be; silence makes up for what is missing
     * @throws IOException if the input is missing or unreadable, has no such track, or this build of FFmpeg cannot encode
     *     it so
     */
    public static FfmpegAudioEncoder open(String input, int number, AudioFormat format, Duration atLeast)
            throws IOException {
        Demuxer demuxer = Demuxer.openAudio(input, number)
                .orElseThrow(() -> new IOException(input + ": no audio track " + number + "; choose another"));
        try {
            return new FfmpegAudioEncoder(demuxer, startSeconds(input, demuxer), format, atLeast);
        } catch (IOException e) {
            demuxer.close();
            throw e;
        }
    }

    private static double startSeconds(String input, Demuxer audio) throws IOException {
        Optional<Demuxer> video = Demuxer.open(input, AVMEDIA_TYPE_VIDEO);
        if (video.isEmpty()) {
            long start = audio.context().start_time();
            return start == AV_NOPTS_VALUE ? 0 : (double) start / AV_TIME_BASE;
        }
        try (Demuxer demuxer = video.get()) {
            if (InputLocation.of(input).rundeltaFile().isPresent()) {
                return demuxer.startSeconds();
            }
        }
        try (FfmpegSource source = FfmpegSource.open(input)) {
            return source.startSeconds();
        }
    }

    private static AVCodecContext openCodec(Settings settings, AVChannelLayout layout, int rate, long bitrate)
            throws IOException {
        AVCodec codec = avcodec_find_encoder_by_name(settings.encoder());
        if (codec == null) {
            throw new IOException(
                    "this build of FFmpeg has no audio encoder " + settings.encoder() + "; choose another audio codec");
        }
        AVCodecContext encoder = avcodec_alloc_context3(codec);
        encoder.sample_fmt(settings.sampleFormat());
        encoder.sample_rate(rate);
        encoder.time_base(new AVRational().num(1).den(rate));
        av_channel_layout_copy(encoder.ch_layout(), layout);
        encoder.bit_rate(bitrate);
        encoder.flags(encoder.flags() | AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT);
        FfmpegLog.clear();
        int opened = avcodec_open2(encoder, codec, (AVDictionary) null);
        if (opened < 0) {
            avcodec_free_context(encoder);
            throw new IOException("the audio cannot be encoded (" + FfmpegLog.reason(opened)
                    + "); choose another bitrate or codec, or leave the audio out");
        }
        return encoder;
    }

    @Override
    public AudioSampleEntry entry(int bitrate) {
        byte[] config = new byte[context.extradata_size()];
        context.extradata().get(config);
        int channels = layout.nb_channels();
        return codec == AudioCodec.OPUS
                ? AudioSampleEntry.opus(channels, config)
                : AudioSampleEntry.aac(channels, context.sample_rate(), config, bitrate);
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
        frame.format(context.sample_fmt()).sample_rate(context.sample_rate()).nb_samples(count);
        av_channel_layout_copy(frame.ch_layout(), layout);
        int result = av_frame_get_buffer(frame, 0);
        if (result < 0) {
            return result;
        }
        fill(count);
        frame.pts(sent);
        sent += count;
        return avcodec_send_frame(context, frame);
    }

    private void fill(int count) {
        if (context.sample_fmt() == AV_SAMPLE_FMT_FLT) {
            float[] interleaved = new float[count * samples.length];
            for (int i = 0; i < interleaved.length; i++) {
                interleaved[i] = samples[i % samples.length][i / samples.length];
            }
            new FloatPointer(frame.data(0)).put(interleaved, 0, interleaved.length);
            return;
        }
        for (int channel = 0; channel < samples.length; channel++) {
            new FloatPointer(frame.data(channel)).put(samples[channel], 0, count);
        }
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

package org.rundelta.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_OPUS;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_TIME_BASE;

import java.io.IOException;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.rundelta.mp4.AudioSampleEntry;
import org.rundelta.mp4.Sample;
import org.rundelta.packager.AudioSource;

/**
 * An audio track of an MP4, Matroska or WebM file as it is, in step with its video. Times are counted in audio samples, for
 * those of Matroska are rounded to milliseconds; where they are further apart than that, there is a gap.
 */
final class FfmpegAudioCopy implements AudioSource {
    /** Opus is always decoded at this rate. */
    private static final int OPUS_RATE = 48_000;

    /** Decoders want so much before what is heard, Opus most (RFC 7845, 4.6): a part of a second. */
    private static final int PREROLL_PARTS = 12;

    /** Times nearer to what was counted than this part of a second are taken for rounded. */
    private static final int ROUNDING_PARTS = 100;

    private final Demuxer demuxer;
    private final AVCodecParameters parameters;
    private final int rate;
    private final long origin;
    private final AVPacket packet = av_packet_alloc();
    private final long start;
    /** Read, but not handed on, since its duration depends on the next; null at the end. */
    private Sample ahead;

    private FfmpegAudioCopy(Demuxer demuxer, double startSeconds) throws IOException {
        this.demuxer = demuxer;
        parameters = demuxer.stream().codecpar();
        if (parameters.codec_id() != AV_CODEC_ID_AAC && parameters.codec_id() != AV_CODEC_ID_OPUS) {
            throw new IOException(demuxer.input() + ": audio codec "
                    + avcodec_get_name(parameters.codec_id()).getString()
                    + " cannot be taken as it is; give --audio-codec aac");
        }
        FfmpegVideoCopy.requireFormat(demuxer);
        rate = parameters.codec_id() == AV_CODEC_ID_OPUS ? OPUS_RATE : parameters.sample_rate();
        origin = Math.round(startSeconds * rate);
        long time = Long.MIN_VALUE;
        while (time < origin - rate / PREROLL_PARTS && read()) {
            time = time();
        }
        boolean isPriming = parameters.initial_padding() > 0
                && Math.abs(origin - time - parameters.initial_padding()) < rate / ROUNDING_PARTS;
        start = isPriming ? parameters.initial_padding() : Math.max(0, origin - time);
        ahead = packet.data() == null ? null : sample(Math.max(0, time - origin));
    }

    /** Opens an audio track, from 1. */
    static FfmpegAudioCopy open(String input, int number) throws IOException {
        Demuxer demuxer = Demuxer.openAudio(input, number)
                .orElseThrow(() -> new IOException(input + ": no audio track " + number + "; choose another"));
        try {
            return new FfmpegAudioCopy(demuxer, startSeconds(input, demuxer));
        } catch (IOException e) {
            demuxer.close();
            throw e;
        }
    }

    /** When the video's first frame is shown, or without video, when the audio begins. */
    private static double startSeconds(String input, Demuxer audio) throws IOException {
        Optional<Demuxer> opened = Demuxer.open(input, AVMEDIA_TYPE_VIDEO);
        if (opened.isEmpty()) {
            long start = audio.context().start_time();
            return start == AV_NOPTS_VALUE ? 0 : (double) start / AV_TIME_BASE;
        }
        try (Demuxer video = opened.get()) {
            long start = video.stream().start_time();
            AVRational base = video.stream().time_base();
            return start == AV_NOPTS_VALUE ? 0 : (double) start * base.num() / base.den();
        }
    }

    private boolean read() throws IOException {
        av_packet_unref(packet);
        try {
            return demuxer.read(packet);
        } catch (IOException e) {
            throw new IOException(demuxer.input() + ": its audio cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /** Of the packet, in audio samples. */
    private long time() {
        return inSamples(packet.pts());
    }

    private long inSamples(long units) {
        AVRational base = demuxer.stream().time_base();
        return Math.round((double) units * base.num() * rate / base.den());
    }

    private Sample sample(long time) {
        byte[] data = new byte[packet.size()];
        packet.data().get(data);
        long duration = parameters.frame_size() > 0 ? parameters.frame_size() : inSamples(packet.duration());
        return new Sample(data, time, duration, true);
    }

    @Override
    public AudioSampleEntry entry(int bitrate) {
        byte[] config = new byte[parameters.extradata_size()];
        if (config.length > 0) {
            parameters.extradata().get(config);
        }
        int channels = Math.max(1, parameters.ch_layout().nb_channels());
        return parameters.codec_id() == AV_CODEC_ID_OPUS
                ? AudioSampleEntry.opus(channels, config)
                : AudioSampleEntry.aac(channels, rate, config, bitrate);
    }

    @Override
    public int priming() {
        return Math.toIntExact(start);
    }

    @Override
    public Sample next() throws IOException {
        Sample sample = ahead;
        if (sample == null) {
            return null;
        }
        long end = sample.decodeTime() + sample.duration();
        if (!read()) {
            ahead = null;
            return sample;
        }
        long next = time() - origin + start;
        if (packet.pts() == AV_NOPTS_VALUE || next - end < rate / ROUNDING_PARTS) {
            next = end;
        }
        ahead = sample(next);
        return new Sample(sample.data(), sample.decodeTime(), next - sample.decodeTime(), true);
    }

    @Override
    public void close() {
        av_packet_free(packet);
        demuxer.close();
    }
}

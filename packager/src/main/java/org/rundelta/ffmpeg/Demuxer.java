package org.rundelta.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_NOTIMESTAMPS;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avformat.avio_feof;
import static org.bytedeco.ffmpeg.global.avformat.avio_tell;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.PointerPointer;

/** An open input, of which one track is read packet by packet. */
final class Demuxer implements Closeable {
    private final String input;
    private final AVFormatContext context;
    private final AVStream stream;
    /** What the format complained of if the end was reached already when the input was opened; else null. */
    private final String earlyComplaint;

    private long packetEnd;

    private Demuxer(String input, AVFormatContext context, AVStream stream, String earlyComplaint) {
        this.input = input;
        this.context = context;
        this.stream = stream;
        this.earlyComplaint = earlyComplaint;
    }

    /**
     * Opens the best track of one kind; cover art does not count as video.
     *
     * @param mediaType {@code AVMEDIA_TYPE_VIDEO} or {@code AVMEDIA_TYPE_AUDIO}
     * @return empty if the input has no such track
     */
    static Optional<Demuxer> open(String input, int mediaType) throws IOException {
        return open(InputLocation.of(input), mediaType);
    }

    /** The same of an input that is known to be there. */
    static Optional<Demuxer> open(InputLocation location, int mediaType) throws IOException {
        return open(location, context -> bestStream(context, mediaType));
    }

    /**
     * Opens an audio track.
     *
     * @param number from 1, among the audio tracks
     * @return empty if the input has no such track
     */
    static Optional<Demuxer> openAudio(String input, int number) throws IOException {
        return open(InputLocation.of(input), context -> audioStream(context, number));
    }

    private static Optional<Demuxer> open(InputLocation location, Function<AVFormatContext, AVStream> choice)
            throws IOException {
        FfmpegLibraries.load();
        AVFormatContext context = openContext(location);
        String earlyComplaint = complaintAtEnd(context);
        AVStream stream = choice.apply(context);
        if (stream == null) {
            avformat_close_input(context);
            return Optional.empty();
        }
        discardOthers(context, stream);
        return Optional.of(new Demuxer(location.input(), context, stream, earlyComplaint));
    }

    /** A short input is read to its end to see what is in it, so a missing part is told of then and not later. */
    private static String complaintAtEnd(AVFormatContext context) {
        boolean atEnd = context.pb() != null && avio_feof(context.pb()) != 0;
        boolean complained = FfmpegLog.complained(context.iformat().name().getString());
        return atEnd && complained ? FfmpegLog.reason(AVERROR_EOF) : null;
    }

    private static AVFormatContext openContext(InputLocation location) throws IOException {
        AVFormatContext context = new AVFormatContext(null);
        AVDictionary options = new AVDictionary(null);
        try {
            location.options().forEach((key, value) -> av_dict_set(options, key, value, 0));
            FfmpegLog.clear();
            AVInputFormat format = location.format() == null ? null : av_find_input_format(location.format());
            int opened = avformat_open_input(context, location.url(), format, options);
            if (opened < 0) {
                String cure =
                        format == null ? "give a video file that FFmpeg can read" : "is it there, and may you see it?";
                throw new IOException(
                        location.input() + ": cannot be opened (" + FfmpegLog.reason(opened) + "); " + cure);
            }
        } finally {
            av_dict_free(options);
        }
        int found = avformat_find_stream_info(context, (PointerPointer<?>) null);
        if (found < 0) {
            avformat_close_input(context);
            throw new IOException(location.input() + ": no video or audio found (" + FfmpegLog.reason(found)
                    + "); the file may be damaged");
        }
        return context;
    }

    private static AVStream bestStream(AVFormatContext context, int mediaType) {
        int best = av_find_best_stream(context, mediaType, -1, -1, (PointerPointer<?>) null, 0);
        if (best < 0) {
            return null;
        }
        AVStream stream = context.streams(best);
        boolean coverArt = mediaType == AVMEDIA_TYPE_VIDEO && (stream.disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0;
        return coverArt ? null : stream;
    }

    private static AVStream audioStream(AVFormatContext context, int number) {
        int audio = 0;
        for (int i = 0; i < context.nb_streams(); i++) {
            AVStream stream = context.streams(i);
            if (stream.codecpar().codec_type() == AVMEDIA_TYPE_AUDIO && ++audio == number) {
                return stream;
            }
        }
        return null;
    }

    private static void discardOthers(AVFormatContext context, AVStream stream) {
        for (int i = 0; i < context.nb_streams(); i++) {
            if (i != stream.index()) {
                context.streams(i).discard(AVDISCARD_ALL);
            }
        }
    }

    /** What the user called the input. */
    String input() {
        return input;
    }

    AVFormatContext context() {
        return context;
    }

    AVStream stream() {
        return stream;
    }

    /** When the track begins, on the clock that the input's tracks share; 0 if the format does not say. */
    double startSeconds() {
        long start = stream.start_time();
        return start == AV_NOPTS_VALUE
                ? 0
                : (double) start * stream.time_base().num() / stream.time_base().den();
    }

    /** Whether the format stores no times at all, so that frames have to be counted. */
    boolean withoutTimestamps() {
        return (context.iformat().flags() & AVFMT_NOTIMESTAMPS) != 0;
    }

    /**
     * Reads the next packet of the track.
     *
     * @return false at the end of the input
     * @throws IOException if the input is damaged, or cut short in a way that shows; without the name of the input
     */
    boolean read(AVPacket packet) throws IOException {
        FfmpegLog.clear();
        while (true) {
            int result = av_read_frame(context, packet);
            if (result == AVERROR_EOF && endsInsideFrame()) {
                throw new IOException("it ends inside a frame");
            }
            if (result == AVERROR_EOF && earlyComplaint != null) {
                throw new IOException(earlyComplaint);
            }
            if (result == AVERROR_EOF && !FfmpegLog.complained()) {
                return false;
            }
            if (result < 0) {
                throw new IOException(FfmpegLog.reason(result));
            }
            if (packet.stream_index() == stream.index()) {
                packetEnd = packet.pos() + packet.size();
                return true;
            }
            av_packet_unref(packet);
        }
    }

    /** FFmpeg silently drops what is left of a frame at the end of a y4m stream. */
    private boolean endsInsideFrame() {
        return context.iformat().name().getString().equals("yuv4mpegpipe") && avio_tell(context.pb()) != packetEnd;
    }

    @Override
    public void close() {
        avformat_close_input(context);
    }
}

package org.rundelta.ffmpeg;

import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avformat.avio_feof;
import static org.bytedeco.ffmpeg.global.avformat.avio_tell;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.io.Closeable;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.PointerPointer;

/** An input that FFmpeg has opened, with all its tracks. */
final class OpenedInput implements Closeable {
    private final String name;
    private final AVFormatContext context;
    /** What the format complained of if the end was reached already when the input was opened; else null. */
    private final String earlyComplaint;

    private long packetEnd;

    private OpenedInput(String name, AVFormatContext context, String earlyComplaint) {
        this.name = name;
        this.context = context;
        this.earlyComplaint = earlyComplaint;
    }

    static OpenedInput open(InputLocation location) throws IOException {
        return open(location, null);
    }

    /**
     * Opens an input.
     *
     * @param interrupt is asked whether to give up what waits for the network, and must outlive the input; null for never
     */
    static OpenedInput open(InputLocation location, AVIOInterruptCB.Callback_Pointer interrupt) throws IOException {
        FfmpegLibraries.load();
        AVFormatContext context = openContext(location, interrupt);
        return new OpenedInput(location.input(), context, complaintAtEnd(context));
    }

    /** A short input is read to its end to see what is in it, so a missing part is told of then and not later. */
    private static String complaintAtEnd(AVFormatContext context) {
        boolean atEnd = context.pb() != null && avio_feof(context.pb()) != 0;
        boolean complained = FfmpegLog.complained(context.iformat().name().getString());
        return atEnd && complained ? FfmpegLog.reason(AVERROR_EOF) : null;
    }

    private static AVFormatContext openContext(InputLocation location, AVIOInterruptCB.Callback_Pointer interrupt)
            throws IOException {
        AVFormatContext context = avformat_alloc_context();
        context.interrupt_callback().callback(interrupt);
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

    /** What the user called it. */
    String name() {
        return name;
    }

    AVFormatContext context() {
        return context;
    }

    /** The best track of one kind, {@code AVMEDIA_TYPE_VIDEO} or {@code AVMEDIA_TYPE_AUDIO}; null if there is none. */
    AVStream best(int mediaType) {
        int best = av_find_best_stream(context, mediaType, -1, -1, (PointerPointer<?>) null, 0);
        if (best < 0) {
            return null;
        }
        AVStream stream = context.streams(best);
        boolean coverArt = mediaType == AVMEDIA_TYPE_VIDEO && (stream.disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0;
        return coverArt ? null : stream;
    }

    /** An audio track, counted from 1 among the audio tracks; null if there is none. */
    AVStream audio(int number) {
        int audio = 0;
        for (int i = 0; i < context.nb_streams(); i++) {
            AVStream stream = context.streams(i);
            if (stream.codecpar().codec_type() == AVMEDIA_TYPE_AUDIO && ++audio == number) {
                return stream;
            }
        }
        return null;
    }

    /** Has a track's packets passed over by {@link #read}, or not ({@code AVDISCARD_ALL}, {@code AVDISCARD_DEFAULT}). */
    void discard(int track, int discard) {
        context.streams(track).discard(discard);
    }

    /**
     * Reads the next packet of any track. What FFmpeg complained of on this thread, since that was cleared, makes an end an
     * early one.
     *
     * @return false at the end of the input
     * @throws IOException if the input is damaged, or cut short in a way that shows; without the name of the input
     */
    boolean read(AVPacket packet) throws IOException {
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
        packetEnd = packet.pos() + packet.size();
        return true;
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

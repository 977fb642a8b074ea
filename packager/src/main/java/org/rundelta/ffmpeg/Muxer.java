package org.rundelta.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** A file that FFmpeg writes, with one video track. */
final class Muxer implements Closeable {
    private final AVFormatContext context = new AVFormatContext(null);
    private final AVIOContext file = new AVIOContext(null);
    private final AVStream stream;
    private final AVRational encoderBase;
    private boolean closed;

    /** Creates the file and writes its header. */
    Muxer(Path path, OutputFormat format, AVCodecContext encoder) throws IOException {
        encoderBase = new AVRational()
                .num(encoder.time_base().num())
                .den(encoder.time_base().den());
        FfmpegLog.clear();
        AVOutputFormat guessed = null;
        check(avformat_alloc_output_context2(context, guessed, format.muxer(), null));
        stream = avformat_new_stream(context, null);
        stream.time_base(encoderBase);
        try {
            check(avcodec_parameters_from_context(stream.codecpar(), encoder));
            // The frame rate is an average and would end up as every frame's duration in Matroska; y4m needs it.
            if (format.equals(OutputFormat.Y4M)) {
                stream.avg_frame_rate(encoder.framerate());
            }
            context.flags(context.flags() | AVFormatContext.AVFMT_FLAG_BITEXACT);
            check(avio_open(file, "file:" + path, AVIO_FLAG_WRITE));
            context.pb(file);
            check(avformat_write_header(context, (AVDictionary) null));
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** Writes a packet whose times are in the encoder's time base. */
    void write(AVPacket packet) throws IOException {
        packet.stream_index(stream.index());
        av_packet_rescale_ts(packet, encoderBase, stream.time_base());
        FfmpegLog.clear();
        check(av_interleaved_write_frame(context, packet));
        check(file.error());
    }

    /** Completes the file. */
    void finish() throws IOException {
        FfmpegLog.clear();
        check(av_write_trailer(context));
        check(avio_closep(file));
    }

    private static void check(int result) throws IOException {
        if (result < 0) {
            throw new IOException("writing failed (" + FfmpegLog.reason(result)
                    + "); check the folder, its permissions and free space");
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            avio_closep(file);
            avformat_free_context(context);
        }
    }
}

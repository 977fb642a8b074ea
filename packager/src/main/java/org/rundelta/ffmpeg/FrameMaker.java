package org.rundelta.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR0;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BITEXACT;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INP;
import static org.bytedeco.ffmpeg.global.swscale.sws_free_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import java.io.Closeable;
import java.io.IOException;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.rundelta.codec.Picture;

/**
 * Pictures to frames for an encoder. Where the format wants even sizes, an odd picture is continued to the right and
 * downwards by its last column and row.
 */
final class FrameMaker implements Closeable {
    private static final int UNITY = 1 << 16;
    private static final int ALIGNMENT = 64;

    private final OutputFormat format;
    private final AVFrame rgb;
    private final AVFrame converted;
    private final SwsContext converter;
    private final int[] row;

    /** For pictures of one size, in pixels. */
    FrameMaker(OutputFormat format, int width, int height) throws IOException {
        this.format = format;
        int step = format.sizeStep();
        int roundedWidth = (width + step - 1) / step * step;
        int roundedHeight = (height + step - 1) / step * step;
        row = new int[roundedWidth];
        rgb = frame(AV_PIX_FMT_BGR0, roundedWidth, roundedHeight);
        converted = frame(format.pixelFormat(), roundedWidth, roundedHeight);
        converter = converter();
        if (converter == null || rgb.data(0) == null || converted.data(0) == null) {
            close();
            throw new IOException("no memory for pictures of " + width + "x" + height);
        }
    }

    private static AVFrame frame(int pixelFormat, int width, int height) {
        AVFrame frame = av_frame_alloc();
        frame.format(pixelFormat).width(width).height(height);
        av_frame_get_buffer(frame, ALIGNMENT);
        return frame;
    }

    private SwsContext converter() {
        SwsContext context = sws_getContext(
                rgb.width(),
                rgb.height(),
                rgb.format(),
                rgb.width(),
                rgb.height(),
                format.pixelFormat(),
                SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INP | SWS_BITEXACT,
                null,
                null,
                (DoublePointer) null);
        if (context != null) {
            IntPointer matrix = sws_getCoefficients(format.matrix());
            int fullRange = format.range() == AVCOL_RANGE_JPEG ? 1 : 0;
            sws_setColorspaceDetails(context, matrix, 1, matrix, fullRange, 0, UNITY, UNITY);
        }
        return context;
    }

    /** Width of the frames. */
    int width() {
        return rgb.width();
    }

    /** Height of the frames. */
    int height() {
        return rgb.height();
    }

    /** The picture as a frame, which the next call overwrites unless the encoder holds on to it. */
    AVFrame frame(Picture picture, long timestamp, long duration) throws IOException {
        if (av_frame_make_writable(rgb) < 0 || av_frame_make_writable(converted) < 0) {
            throw new IOException("no memory for pictures of " + rgb.width() + "x" + rgb.height());
        }
        fill(picture);
        AVFrame frame = rgb;
        if (format.pixelFormat() != AV_PIX_FMT_BGR0) {
            sws_scale(converter, rgb.data(), rgb.linesize(), 0, rgb.height(), converted.data(), converted.linesize());
            frame = converted;
        }
        frame.pts(timestamp);
        frame.duration(duration);
        frame.colorspace(format.matrix());
        frame.color_range(format.range());
        return frame;
    }

    private void fill(Picture picture) {
        IntPointer target = new IntPointer(rgb.data(0));
        int stride = rgb.linesize(0) / Integer.BYTES;
        for (int y = 0; y < rgb.height(); y++) {
            int source = Math.min(y, picture.height() - 1) * picture.stride();
            System.arraycopy(picture.pixels(), source, row, 0, picture.width());
            for (int x = picture.width(); x < row.length; x++) {
                row[x] = row[x - 1];
            }
            target.position((long) y * stride).put(row, 0, row.length);
        }
    }

    @Override
    public void close() {
        if (converter != null) {
            sws_free_context(converter);
        }
        av_frame_free(rgb);
        av_frame_free(converted);
    }
}

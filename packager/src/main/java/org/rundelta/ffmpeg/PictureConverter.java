package org.rundelta.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR0;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_RGB;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BITEXACT;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INP;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INT;
import static org.bytedeco.ffmpeg.global.swscale.SWS_POINT;
import static org.bytedeco.ffmpeg.global.swscale.sws_free_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import java.io.Closeable;
import java.io.IOException;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.rundelta.codec.Picture;

/**
 * Decoded frames of any pixel format to pictures of one size. RGB comes out bit for bit. YUV goes through the matrix and
 * range that the frame is tagged with; untagged, it is taken as FFmpeg takes it: BT.601, limited range. Alpha is
 * dropped: the colour stored beneath it shows.
 */
final class PictureConverter implements Closeable {
    private static final int FLAGS =
            SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT | SWS_FULL_CHR_H_INP | SWS_BITEXACT;
    private static final int UNITY = 1 << 16;
    private static final int ALIGNMENT = 64;
    private static final int DISPLAY_MATRIX_SIZE = 9;

    private final AVFrame rgb = av_frame_alloc();
    private final IntPointer rgbPixels;
    private final int[] pixels;
    private final Picture stored;
    private final Picture upright;
    private final Orientation orientation;
    private SwsContext scaler;

    /** Converts to the size and orientation of the given frame. */
    PictureConverter(AVFrame first) throws IOException {
        int width = first.width();
        int height = first.height();
        rgb.format(AV_PIX_FMT_BGR0).width(width).height(height);
        if (av_frame_get_buffer(rgb, ALIGNMENT) < 0) {
            av_frame_free(rgb);
            throw new IOException("no memory for a picture of " + width + "x" + height);
        }
        int stride = rgb.linesize(0) / Integer.BYTES;
        pixels = new int[stride * (height - 1) + width];
        rgbPixels = new IntPointer(rgb.data(0));
        stored = new Picture(width, height, stride, pixels);
        orientation = orientation(first);
        upright = orientation.equals(Orientation.UPRIGHT)
                ? stored
                : new Picture(orientation.width(width, height), orientation.height(width, height));
    }

    private static Orientation orientation(AVFrame frame) {
        AVFrameSideData matrix = av_frame_get_side_data(frame, AV_FRAME_DATA_DISPLAYMATRIX);
        if (matrix == null || matrix.size() < DISPLAY_MATRIX_SIZE * Integer.BYTES) {
            return Orientation.UPRIGHT;
        }
        int[] values = new int[DISPLAY_MATRIX_SIZE];
        new IntPointer(matrix.data()).get(values);
        return Orientation.of(values);
    }

    /** Width of the pictures. */
    int width() {
        return upright.width();
    }

    /** Height of the pictures. */
    int height() {
        return upright.height();
    }

    /** The frame as a picture, which the next call overwrites. */
    Picture convert(AVFrame frame) throws IOException {
        scaler = sws_getCachedContext(
                scaler,
                frame.width(),
                frame.height(),
                frame.format(),
                rgb.width(),
                rgb.height(),
                rgb.format(),
                flags(frame),
                null,
                null,
                (DoublePointer) null);
        if (scaler == null) {
            throw new IOException("pictures of " + frame.width() + "x" + frame.height()
                    + " in this pixel format cannot be converted to RGB");
        }
        IntPointer matrix = sws_getCoefficients(frame.colorspace());
        int fullRange = frame.color_range() == AVCOL_RANGE_JPEG ? 1 : 0;
        sws_setColorspaceDetails(scaler, matrix, fullRange, matrix, 1, 0, UNITY, UNITY);
        sws_scale(scaler, frame.data(), frame.linesize(), 0, frame.height(), rgb.data(), rgb.linesize());
        rgbPixels.get(pixels);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] &= 0xFFFFFF;
        }
        if (upright != stored) {
            orientation.turn(stored, upright);
        }
        return upright;
    }

    /** Shuffling the bytes of 8-bit RGB is exact anyway, and much faster when FFmpeg may do it in its own way. */
    private int flags(AVFrame frame) {
        AVPixFmtDescriptor format = av_pix_fmt_desc_get(frame.format());
        boolean shuffle = (format.flags() & AV_PIX_FMT_FLAG_RGB) != 0
                && format.comp(0).depth() == Byte.SIZE
                && frame.width() == rgb.width()
                && frame.height() == rgb.height();
        return shuffle ? SWS_POINT : FLAGS;
    }

    @Override
    public void close() {
        if (scaler != null) {
            sws_free_context(scaler);
        }
        av_frame_free(rgb);
    }
}

package org.rundelta.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR0;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BITEXACT;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INP;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INT;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
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
 * Decoded frames of any pixel format to pictures of one size. RGB comes out bit for bit. YUV goes through the matrix and
 * range that the frame is tagged with; untagged, it is taken as FFmpeg takes it: BT.601, limited range. Alpha is
 * dropped: the colour stored beneath it shows.
 */
final class PictureConverter implements Closeable {
    private static final int FLAGS =
            SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT | SWS_FULL_CHR_H_INP | SWS_BITEXACT;
    private static final int UNITY = 1 << 16;
    private static final int ALIGNMENT = 64;

    private final AVFrame rgb = av_frame_alloc();
    private final IntPointer rgbPixels;
    private final int[] pixels;
    private final Picture picture;
    private SwsContext scaler;

    PictureConverter(int width, int height) throws IOException {
        rgb.format(AV_PIX_FMT_BGR0).width(width).height(height);
        if (av_frame_get_buffer(rgb, ALIGNMENT) < 0) {
            av_frame_free(rgb);
            throw new IOException("no memory for a picture of " + width + "x" + height);
        }
        int stride = rgb.linesize(0) / Integer.BYTES;
        pixels = new int[stride * (height - 1) + width];
        rgbPixels = new IntPointer(rgb.data(0));
        picture = new Picture(width, height, stride, pixels);
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
                FLAGS,
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
        return picture;
    }

    @Override
    public void close() {
        sws_freeContext(scaler);
        av_frame_free(rgb);
    }
}

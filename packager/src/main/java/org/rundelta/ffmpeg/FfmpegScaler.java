package org.rundelta.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY8;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BITEXACT;
import static org.bytedeco.ffmpeg.global.swscale.sws_free_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import java.io.IOException;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.rundelta.codec.Picture;
import org.rundelta.packager.PictureScaler;

/**
 * Scales with FFmpeg. Down it takes the mean of the area that a pixel covers: text stays legible, flat surfaces stay flat
 * and no halo is put around letters, which bicubic and Lanczos do, and which makes the result a third larger when coded
 * without loss. Up it is bicubic.
 *
 * <p>Each channel is scaled as a picture of its own: FFmpeg scales packed RGB by way of YUV, several times slower.
 */
public final class FfmpegScaler implements PictureScaler {
    private static final int ALIGNMENT = 64;

    private final AVFrame from;
    private final AVFrame to;
    private final byte[] fromPlane;
    private final byte[] toPlane;
    private final SwsContext context;
    private final Picture scaled;

    /**
     * A scaler from one size to another, in pixels.
     *
     * @throws IOException if FFmpeg cannot be loaded or has no memory for it
     */
    public FfmpegScaler(int fromWidth, int fromHeight, int toWidth, int toHeight) throws IOException {
        FfmpegLibraries.load();
        scaled = new Picture(toWidth, toHeight);
        from = channel(fromWidth, fromHeight);
        to = channel(toWidth, toHeight);
        fromPlane = new byte[from.linesize(0) * fromHeight];
        toPlane = new byte[to.linesize(0) * toHeight];
        int kernel = toWidth <= fromWidth && toHeight <= fromHeight ? SWS_AREA : SWS_BICUBIC;
        context = sws_getContext(
                fromWidth,
                fromHeight,
                AV_PIX_FMT_GRAY8,
                toWidth,
                toHeight,
                AV_PIX_FMT_GRAY8,
                kernel | SWS_ACCURATE_RND | SWS_BITEXACT,
                null,
                null,
                (DoublePointer) null);
        if (context == null || from.data(0) == null || to.data(0) == null) {
            close();
            throw new IOException("pictures of " + fromWidth + "x" + fromHeight + " cannot be scaled to " + toWidth
                    + "x" + toHeight + "; choose a size closer to the source's");
        }
    }

    private static AVFrame channel(int width, int height) {
        AVFrame frame = av_frame_alloc();
        frame.format(AV_PIX_FMT_GRAY8).width(width).height(height);
        av_frame_get_buffer(frame, ALIGNMENT);
        return frame;
    }

    @Override
    public Picture scale(Picture picture) {
        if (picture.width() != from.width() || picture.height() != from.height()) {
            throw new IllegalArgumentException("a picture of " + picture.width() + "x" + picture.height()
                    + " came to a scaler for " + from.width() + "x" + from.height());
        }
        Arrays.fill(scaled.pixels(), 0);
        for (int shift = 0; shift <= 16; shift += 8) {
            takeChannel(picture, shift);
            sws_scale(context, from.data(), from.linesize(), 0, from.height(), to.data(), to.linesize());
            putChannel(shift);
        }
        return scaled;
    }

    private void takeChannel(Picture picture, int shift) {
        int[] pixels = picture.pixels();
        for (int y = 0; y < picture.height(); y++) {
            int source = y * picture.stride();
            int target = y * from.linesize(0);
            for (int x = 0; x < picture.width(); x++) {
                fromPlane[target + x] = (byte) (pixels[source + x] >> shift);
            }
        }
        new BytePointer(from.data(0)).put(fromPlane, 0, fromPlane.length);
    }

    private void putChannel(int shift) {
        int[] pixels = scaled.pixels();
        new BytePointer(to.data(0)).get(toPlane, 0, toPlane.length);
        for (int y = 0; y < scaled.height(); y++) {
            int source = y * to.linesize(0);
            int target = y * scaled.stride();
            for (int x = 0; x < scaled.width(); x++) {
                pixels[target + x] |= (toPlane[source + x] & 0xFF) << shift;
            }
        }
    }

    @Override
    public void close() {
        if (context != null) {
            sws_free_context(context);
        }
        av_frame_free(from);
        av_frame_free(to);
    }
}

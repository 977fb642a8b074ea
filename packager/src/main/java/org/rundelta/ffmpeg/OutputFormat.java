package org.rundelta.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR0;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV444P;

import java.util.List;
import java.util.Map;

/**
 * A kind of output.
 *
 * @param ending of the file's name
 * @param muxer FFmpeg's name of the container
 * @param encoders those that will do, best first
 * @param pixelFormat as {@code AVPixelFormat} numbers it
 * @param matrix of RGB to YUV, as {@code AVColorSpace} numbers it
 */
record OutputFormat(String ending, String muxer, List<Encoder> encoders, int pixelFormat, int matrix) {
    /**
     * One of FFmpeg's encoders.
     *
     * @param name as FFmpeg calls it
     * @param options for it
     */
    record Encoder(String name, Map<String, String> options) {}

    /** FFV1 in RGB: lossless. */
    static final OutputFormat MKV = new OutputFormat(
            ".mkv", "matroska", List.of(new Encoder("ffv1", Map.of("slicecrc", "1"))), AV_PIX_FMT_BGR0, AVCOL_SPC_RGB);

    /**
     * H.264 for players everywhere, near the limit of visible loss. The second encoder is that of builds without x264. It fails
     * with a picture that takes more than eight bits a pixel, as noise does with a finer quantiser, or without CABAC.
     */
    static final OutputFormat MP4 = new OutputFormat(
            ".mp4",
            "mp4",
            List.of(
                    new Encoder("libx264", Map.of("crf", "18")),
                    new Encoder(
                            "libopenh264",
                            Map.of("rc_mode", "quality", "b", "20M", "qmin", "18", "qmax", "24", "coder", "cabac"))),
            AV_PIX_FMT_YUV420P,
            AVCOL_SPC_BT709);

    /** Uncompressed; its readers expect BT.601, for which the format has no tag. */
    static final OutputFormat Y4M = new OutputFormat(
            ".y4m",
            "yuv4mpegpipe",
            List.of(new Encoder("rawvideo", Map.of())),
            AV_PIX_FMT_YUV444P,
            AVCOL_SPC_SMPTE170M);

    /** One file per frame, in a folder. */
    static final OutputFormat PNG =
            new OutputFormat(".png", "image2", List.of(new Encoder("png", Map.of())), AV_PIX_FMT_RGB24, AVCOL_SPC_RGB);

    /** Full for RGB, limited for YUV, as {@code AVColorRange} numbers it. */
    int range() {
        return matrix == AVCOL_SPC_RGB ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
    }

    /** What width and height have to be multiples of. */
    int sizeStep() {
        return pixelFormat == AV_PIX_FMT_YUV420P ? 2 : 1;
    }
}

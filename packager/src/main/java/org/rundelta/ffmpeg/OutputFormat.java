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

/** The kinds of output, by the ending of the name. */
enum OutputFormat {
    /** FFV1 in RGB: lossless. */
    MKV("matroska", List.of("ffv1"), Map.of("slicecrc", "1"), AV_PIX_FMT_BGR0, AVCOL_SPC_RGB),
    /** H.264 for players everywhere, near the limit of visible loss; the second encoder is that of builds without x264. */
    MP4(
            "mp4",
            List.of("libx264", "libopenh264"),
            Map.of("crf", "18", "rc_mode", "quality", "qmax", "24"),
            AV_PIX_FMT_YUV420P,
            AVCOL_SPC_BT709),
    /** Uncompressed; its readers expect BT.601, for which the format has no tag. */
    Y4M("yuv4mpegpipe", List.of("rawvideo"), Map.of(), AV_PIX_FMT_YUV444P, AVCOL_SPC_SMPTE170M),
    /** One file per frame, in a folder. */
    PNG("image2", List.of("png"), Map.of(), AV_PIX_FMT_RGB24, AVCOL_SPC_RGB);

    private final String muxer;
    private final List<String> encoders;
    private final Map<String, String> options;
    private final int pixelFormat;
    private final int matrix;

    OutputFormat(String muxer, List<String> encoders, Map<String, String> options, int pixelFormat, int matrix) {
        this.muxer = muxer;
        this.encoders = encoders;
        this.options = options;
        this.pixelFormat = pixelFormat;
        this.matrix = matrix;
    }

    /** FFmpeg's name of the container. */
    String muxer() {
        return muxer;
    }

    /** FFmpeg's names of the encoders that will do, best first. */
    List<String> encoders() {
        return encoders;
    }

    /** For all the encoders; one that does not know an option passes over it. */
    Map<String, String> options() {
        return options;
    }

    int pixelFormat() {
        return pixelFormat;
    }

    /** Of RGB to YUV, as {@code AVColorSpace} numbers it. */
    int matrix() {
        return matrix;
    }

    /** Full for RGB, limited for YUV, as {@code AVColorRange} numbers it. */
    int range() {
        return matrix == AVCOL_SPC_RGB ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
    }

    /** What width and height have to be multiples of. */
    int sizeStep() {
        return pixelFormat == AV_PIX_FMT_YUV420P ? 2 : 1;
    }
}

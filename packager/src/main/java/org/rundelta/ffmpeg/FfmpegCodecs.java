package org.rundelta.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR0;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GBRP;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.rundelta.compare.ComparedCodec;

/**
 * The table of FFmpeg's codecs that keep RGB exact. To add one is to add a line. Flashsv2 is none of them, although it
 * takes RGB: it halves the depth of colour.
 */
public final class FfmpegCodecs {
    private static final String X265 = "lossless=1:pools=none:frame-threads=1:log-level=none";

    private static final List<ComparedCodec> ALL = List.of(
            new FfmpegCodec("qtrle", "qtrle", AV_PIX_FMT_RGB24, Map.of()),
            // ZMBV takes its keyframe interval from keyint_min.
            new FfmpegCodec("zmbv", "zmbv", AV_PIX_FMT_BGR0, Map.of("keyint_min", FfmpegCodec.KEYFRAME_INTERVAL)),
            new FfmpegCodec(
                    "zmbv-wide",
                    "zmbv",
                    AV_PIX_FMT_BGR0,
                    Map.of("keyint_min", FfmpegCodec.KEYFRAME_INTERVAL, "me_range", "127")),
            new FfmpegCodec("flashsv", "flashsv", AV_PIX_FMT_BGR24, Map.of()),
            new FfmpegCodec(
                    "ffv1",
                    "ffv1",
                    AV_PIX_FMT_BGR0,
                    Map.of("level", "3", "coder", "1", "context", "1", "slices", "4", "slicecrc", "0")),
            new FfmpegCodec("utvideo", "utvideo", AV_PIX_FMT_GBRP, Map.of("pred", "median")),
            new FfmpegCodec("huffyuv", "huffyuv", AV_PIX_FMT_RGB24, Map.of()),
            new FfmpegCodec("ffvhuff", "ffvhuff", AV_PIX_FMT_GBRP, Map.of("pred", "median", "context", "1")),
            new FfmpegCodec("magicyuv", "magicyuv", AV_PIX_FMT_GBRP, Map.of("pred", "median")),
            new FfmpegCodec("png", "png", AV_PIX_FMT_RGB24, Map.of("pred", "mixed")),
            new FfmpegCodec("qoi", "qoi", AV_PIX_FMT_RGB24, Map.of()),
            x264("ultrafast"),
            x264("medium"),
            x264("veryslow"),
            new FfmpegCodec("x265", "libx265", AV_PIX_FMT_GBRP, Map.of("preset", "medium", "x265-params", X265)),
            new FfmpegCodec(
                    "vp9",
                    "libvpx-vp9",
                    AV_PIX_FMT_GBRP,
                    Map.of("lossless", "1", "tune-content", "screen", "cpu-used", "4", "row-mt", "0")),
            av1("av1", "6"),
            av1("av1-slow", "2"));

    private FfmpegCodecs() {}

    private static FfmpegCodec x264(String preset) {
        return new FfmpegCodec("x264rgb-" + preset, "libx264rgb", AV_PIX_FMT_BGR0, Map.of("qp", "0", "preset", preset));
    }

    /**
     * Lossless AV1 with the tools for screens. Up to {@code cpu-used} 2 it copies within a keyframe, which can make one
     * full of text several times smaller.
     */
    private static FfmpegCodec av1(String name, String cpuUsed) {
        Map<String, String> options =
                Map.of("cpu-used", cpuUsed, "crf", "0", "row-mt", "0", "aom-params", "lossless=1:tune-content=screen");
        return new FfmpegCodec(name, "libaom-av1", AV_PIX_FMT_GBRP, options);
    }

    /**
     * All of them, whether this build of FFmpeg has them or not.
     *
     * @throws IOException if FFmpeg itself cannot be loaded
     */
    public static List<ComparedCodec> all() throws IOException {
        FfmpegLibraries.load();
        return ALL;
    }
}

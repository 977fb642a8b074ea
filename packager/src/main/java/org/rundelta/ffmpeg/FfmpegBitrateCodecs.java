package org.rundelta.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV444P;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rundelta.compare.ComparedCodec;

/** The table of FFmpeg's codecs that encode to a bitrate, in one pass on one thread. To add one is to add a line. */
public final class FfmpegBitrateCodecs {
    private static final List<String> X264_PRESETS = List.of("ultrafast", "veryfast", "medium");

    private FfmpegBitrateCodecs() {}

    /**
     * All of them, whether this build of FFmpeg has them or not.
     *
     * @param bitrate average, in bits/s
     * @throws IOException if FFmpeg itself cannot be loaded
     */
    public static List<ComparedCodec> all(long bitrate) throws IOException {
        FfmpegLibraries.load();
        List<ComparedCodec> codecs = new ArrayList<>();
        for (String preset : X264_PRESETS) {
            codecs.add(codec("x264-" + preset, "libx264", AV_PIX_FMT_YUV420P, bitrate, Map.of("preset", preset)));
        }
        for (String preset : X264_PRESETS) {
            codecs.add(codec("x264-444-" + preset, "libx264", AV_PIX_FMT_YUV444P, bitrate, Map.of("preset", preset)));
        }
        codecs.add(codec("openh264", "libopenh264", AV_PIX_FMT_YUV420P, bitrate, Map.of("rc_mode", "bitrate")));
        codecs.add(codec("vp9", "libvpx-vp9", AV_PIX_FMT_YUV420P, bitrate, Map.of("cpu-used", "4", "row-mt", "0")));
        codecs.add(codec(
                "svt-av1",
                "libsvtav1",
                AV_PIX_FMT_YUV420P,
                bitrate,
                Map.of("preset", "8", "svtav1-params", "rc=1:lp=1")));
        codecs.add(codec("mpeg2", "mpeg2video", AV_PIX_FMT_YUV420P, bitrate, Map.of()));
        codecs.add(codec("mpeg4", "mpeg4", AV_PIX_FMT_YUV420P, bitrate, Map.of()));
        return codecs;
    }

    private static FfmpegCodec codec(
            String name, String encoder, int pixelFormat, long bitrate, Map<String, String> options) {
        Map<String, String> all = new HashMap<>(options);
        all.put("b", Long.toString(bitrate));
        return new FfmpegCodec(name, encoder, pixelFormat, all);
    }
}

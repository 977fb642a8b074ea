package org.rundelta.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.rundelta.codec.Effort;
import org.rundelta.packager.SegmentEncoder;
import org.rundelta.packager.VideoCodec;

/**
 * FFmpeg's encoders for the standard codecs: 4:2:0, eight bits, one thread, and no keyframe after the first. Their
 * scales of quality are different; the lines here put 50 where each has what its makers recommend for film.
 */
final class StandardEncoders {
    /** Frames from one keyframe to the next: more than a segment has. */
    private static final String NO_KEYFRAMES = "1000000";

    private StandardEncoders() {}

    /**
     * What to encode with.
     *
     * @throws IOException if this build has no encoder of that codec
     */
    static OutputFormat format(SegmentEncoder.Settings settings) throws IOException {
        List<OutputFormat.Encoder> encoders = encoders(settings.codec(), settings.quality(), settings.effort());
        requireAny(settings.codec(), encoders);
        return new OutputFormat("", "", encoders, AV_PIX_FMT_YUV420P, AVCOL_SPC_BT709);
    }

    /** @throws IOException if this build has none of a codec's encoders */
    static void requireAny(VideoCodec codec, List<OutputFormat.Encoder> encoders) throws IOException {
        if (encoders.stream().noneMatch(encoder -> has(encoder.name()))) {
            throw new IOException("codec " + codec + " needs " + encoders.get(0).name()
                    + ", which this build of FFmpeg lacks; use one of -Dffmpeg.license=gpl, or another codec");
        }
    }

    /** Whether this build has an encoder of that name. */
    static boolean has(String encoder) {
        return avcodec_find_encoder_by_name(encoder) != null;
    }

    private static List<OutputFormat.Encoder> encoders(VideoCodec codec, double quality, Effort effort) {
        return switch (codec) {
            case H264 -> List.of(x264(quality, effort), openH264(quality));
            case HEVC -> List.of(x265(quality, effort));
            case VP9 -> List.of(vp9(quality, effort));
            case AV1 -> List.of(av1(quality, effort));
            case RDV1 -> throw new IllegalArgumentException(codec + " is not FFmpeg's");
        };
    }

    /**
     * {@code stitchable}: the same parameter sets whatever the quality. {@code cpu-independent}: the same bytes everywhere;
     * some of what is left out for that is not even the same from run to run.
     */
    private static OutputFormat.Encoder x264(double quality, Effort effort) {
        return encoder(
                "libx264",
                Map.of(
                        "preset",
                        choose(effort, "veryfast", "medium", "slower"),
                        "crf",
                        decimal(40 - 0.34 * quality),
                        "keyint_min",
                        NO_KEYFRAMES,
                        "x264-params",
                        "stitchable=1:cpu-independent=1"));
    }

    /** Has no constant quality; a constant quantiser is near it. */
    private static OutputFormat.Encoder openH264(double quality) {
        String quantiser = whole(40 - 0.34 * quality);
        return encoder(
                "libopenh264",
                Map.of("rc_mode", "quality", "b", "100M", "qmin", quantiser, "qmax", quantiser, "coder", "cabac"));
    }

    private static OutputFormat.Encoder x265(double quality, Effort effort) {
        String settings = "keyint=-1:scenecut=0:open-gop=0:info=0:pools=none:frame-threads=1:log-level=none";
        return encoder(
                "libx265",
                Map.of(
                        "preset", choose(effort, "veryfast", "medium", "slow"),
                        "crf", decimal(45 - 0.34 * quality),
                        "x265-params", settings));
    }

    private static OutputFormat.Encoder vp9(double quality, Effort effort) {
        return encoder(
                "libvpx-vp9",
                Map.of(
                        "deadline",
                        "good",
                        "cpu-used",
                        choose(effort, "5", "4", "2"),
                        "row-mt",
                        "0",
                        "b",
                        "0",
                        "crf",
                        whole(57 - 0.5 * quality),
                        "keyint_min",
                        NO_KEYFRAMES));
    }

    /** Presets above 8 have no screen content tools. */
    private static OutputFormat.Encoder av1(double quality, Effort effort) {
        return encoder(
                "libsvtav1",
                Map.of(
                        "preset", choose(effort, "8", "6", "4"),
                        "crf", whole(60 - 0.5 * quality),
                        "svtav1-params", "lp=1"));
    }

    private static OutputFormat.Encoder encoder(String name, Map<String, String> options) {
        Map<String, String> all = new TreeMap<>(options);
        all.put("g", NO_KEYFRAMES);
        all.put("threads", "1");
        return new OutputFormat.Encoder(name, all);
    }

    private static String choose(Effort effort, String fast, String balanced, String best) {
        return switch (effort) {
            case FAST -> fast;
            case BALANCED -> balanced;
            case BEST -> best;
        };
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String whole(double value) {
        return Long.toString(Math.round(value));
    }
}

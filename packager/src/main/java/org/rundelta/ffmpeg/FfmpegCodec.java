package org.rundelta.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_RGB;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt_name;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rundelta.compare.Clip;
import org.rundelta.compare.CodecSession;
import org.rundelta.compare.ComparedCodec;

/**
 * One of FFmpeg's codecs, on one thread.
 *
 * @param name what the comparison calls it
 * @param encoder what FFmpeg calls it
 * @param pixelFormat as {@code AVPixelFormat} numbers it; if it is not RGB, pictures are converted to BT.709
 * @param options for the encoder, by the names that FFmpeg's command line knows
 */
record FfmpegCodec(String name, String encoder, int pixelFormat, Map<String, String> options) implements ComparedCodec {

    /** Stands in an option's value for the frames from one keyframe to the next. */
    static final String KEYFRAME_INTERVAL = "N";

    FfmpegCodec {
        options = Map.copyOf(options);
    }

    /** As FFmpeg's command line takes them, without {@code -g N -threads 1}, which all have. */
    @Override
    public String settings() {
        StringBuilder line = new StringBuilder("-c:v ")
                .append(encoder)
                .append(" -pix_fmt ")
                .append(av_get_pix_fmt_name(pixelFormat).getString());
        new TreeMap<>(options)
                .forEach((key, value) ->
                        line.append(" -").append(key).append(' ').append(value));
        return line.toString();
    }

    /** None: it is compiled already. */
    @Override
    public Duration warmUp() {
        return Duration.ZERO;
    }

    @Override
    public CodecSession open(Clip clip, int keyframeInterval) throws IOException {
        FfmpegLibraries.load();
        if (avcodec_find_encoder_by_name(encoder) == null) {
            throw new IOException("this build of FFmpeg has no encoder " + encoder);
        }
        OutputFormat format = format(keyframeInterval);
        if (clip.width() % format.sizeStep() != 0 || clip.height() % format.sizeStep() != 0) {
            throw new IOException("chroma at half the resolution wants an even width and height");
        }
        return new FfmpegCodecSession(clip, format);
    }

    private OutputFormat format(int keyframeInterval) {
        String frames = Integer.toString(keyframeInterval);
        Map<String, String> all = new TreeMap<>(options);
        all.replaceAll((key, value) -> value.equals(KEYFRAME_INTERVAL) ? frames : value);
        all.put("g", frames);
        all.put("threads", "1");
        int matrix = isRgb() ? AVCOL_SPC_RGB : AVCOL_SPC_BT709;
        return new OutputFormat("", "", List.of(new OutputFormat.Encoder(encoder, all)), pixelFormat, matrix);
    }

    private boolean isRgb() {
        return (av_pix_fmt_desc_get(pixelFormat).flags() & AV_PIX_FMT_FLAG_RGB) != 0;
    }
}

package org.rundelta.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.rundelta.codec.Picture;
import org.rundelta.mp4.VideoSampleEntry;
import org.rundelta.packager.CodedSample;
import org.rundelta.packager.FrameRate;
import org.rundelta.packager.SegmentEncoder;
import org.rundelta.packager.VideoInfo;

/** One of FFmpeg's encoders for one segment. */
final class FfmpegSegmentEncoder implements SegmentEncoder {
    private static final FrameRate USUAL_RATE = new FrameRate(25, 1);

    private final PictureEncoder encoder;
    private final AVCodecParameters parameters = avcodec_parameters_alloc();
    private final CodedVideo video;
    private final List<CodedSample> coded = new ArrayList<>();
    private long start = -1;

    FfmpegSegmentEncoder(Settings settings) throws IOException {
        FfmpegLibraries.load();
        encoder = new PictureEncoder(
                StandardEncoders.format(settings), info(settings), 1, Math.toIntExact(settings.timescale()));
        avcodec_parameters_from_context(parameters, encoder.context());
        video = new CodedVideo(parameters, encoder.context().framerate());
    }

    /** What there is to encode, as sources describe it. */
    static VideoInfo info(Settings settings) {
        FrameRate rate = settings.fps() == null ? USUAL_RATE : settings.fps();
        return new VideoInfo(
                settings.size().width(),
                settings.size().height(),
                settings.timescale(),
                rate.numerator(),
                rate.denominator(),
                0,
                Byte.SIZE,
                true);
    }

    /** Times count from the segment's first frame, so that equal segments become equal bytes. */
    @Override
    public void add(Picture picture, long time, long duration) throws IOException {
        if (start < 0) {
            start = time;
        }
        encoder.encode(picture, time - start, duration, this::take);
    }

    private void take(AVPacket packet) throws IOException {
        byte[] data = new byte[packet.size()];
        packet.data().get(data);
        coded.add(new CodedSample(
                video.sample(data), packet.pts() + start, packet.duration(), (packet.flags() & AV_PKT_FLAG_KEY) != 0));
    }

    @Override
    public List<CodedSample> finish() throws IOException {
        encoder.flush(this::take);
        return coded;
    }

    @Override
    public VideoSampleEntry entry() throws IOException {
        return video.entry();
    }

    @Override
    public void close() {
        encoder.close();
        avcodec_parameters_free(parameters);
    }
}

package org.rundelta.packager;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.rundelta.codec.CodecConfig;
import org.rundelta.codec.EncoderOptions;
import org.rundelta.codec.Picture;
import org.rundelta.codec.PrimedConfig;
import org.rundelta.packager.OutputSize.PictureSize;
import org.rundelta.packager.VideoEncoder.Primed;

/** Looks at a title before it is encoded, to give each rung a primer. */
final class Primers {
    /** Pixels of all samples together. */
    private static final long MAX_PIXELS = 48_000_000;

    /** Seconds of the input that may be decoded only to get at samples, or this part of it if that is more. */
    private static final int SECONDS_ON_THE_WAY = 10;

    private static final int PART_ON_THE_WAY = 8;

    private Primers() {}

    /**
     * Pictures for a primer, best chosen from a few keyframes-to-be all over the input; none if a primer does not pay.
     *
     * @param source at its beginning; the caller closes it
     * @param segments of the title, each of which will begin with a keyframe
     */
    static List<Picture> choose(FrameSource source, SourceIndex index, Segmenter segmenter, long segments)
            throws IOException {
        if (segments < 2) {
            return List.of();
        }
        List<Picture> samples = samples(source, index, segmenter, segments);
        return PrimerChoice.choose(samples, segments).stream().map(samples::get).toList();
    }

    private static List<Picture> samples(FrameSource source, SourceIndex index, Segmenter segmenter, long segments)
            throws IOException {
        VideoInfo video = source.video();
        long fitting = MAX_PIXELS / ((long) video.width() * video.height());
        long count = Math.min(segments, Math.min(PrimerChoice.MAX_SAMPLES, Math.max(1, fitting)));
        long budget = Math.max(SECONDS_ON_THE_WAY * video.timescale(), index.endTime() / PART_ON_THE_WAY);
        List<Picture> samples = new ArrayList<>();
        long position = 0;
        for (long k = 0; k < count; k++) {
            long time = segmenter.start(k * segments / count);
            long seekPoint = Math.max(position, index.seekPoints()[index.lastUpTo(time)]);
            long onTheWay = time - seekPoint;
            if (onTheWay > budget) {
                time = seekPoint;
            } else {
                budget -= onTheWay;
            }
            if (k > 0 && time == position) {
                continue;
            }
            source.skipTo(time);
            Frame frame = source.next();
            if (frame == null) {
                break;
            }
            samples.add(frame.picture().copy());
            position = time;
        }
        return samples;
    }

    /** The configuration of a rung. */
    static Primed config(Rung rung, EncoderOptions options, MediaInput input, VideoInfo video, List<Picture> pictures)
            throws IOException {
        PictureSize from = new PictureSize(video.width(), video.height());
        PictureSize to = rung.size().of(from);
        if (pictures.isEmpty()) {
            return new Primed(PrimedConfig.of(new CodecConfig(to.width(), to.height())), CodecTime.NONE);
        }
        if (to.equals(from)) {
            return VideoEncoder.prime(pictures, options);
        }
        try (PictureScaler scaler = input.openScaler(from, to)) {
            List<Picture> scaled = new ArrayList<>();
            for (Picture picture : pictures) {
                scaled.add(scaler.scale(picture).copy());
            }
            return VideoEncoder.prime(scaled, options);
        }
    }
}

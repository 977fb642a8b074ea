package org.rundelta.packager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.rundelta.mp4.InitSegment;
import org.rundelta.mp4.PixelAspect;
import org.rundelta.mp4.VideoSampleEntry;
import org.rundelta.packager.OutputSize.PictureSize;

/**
 * The picture that stands for a title, as JPEG: of some from its first third, the one that takes most bytes, and so shows
 * most. It is made of the title itself where that is in our own codec, else of the input, if that can be read again.
 */
final class Poster {
    /** A card of an index on a fine screen; in PNG, screens would take three times as much. */
    private static final int LONGER_SIDE = 640;

    private static final int LOOKED_AT = 12;

    /** Of keyframes: what is between them takes long to decode. */
    private static final int ENOUGH = 3;

    /** A third of a short title may be black, and that of a long one takes long to decode if it has few keyframes. */
    private static final long LEAST_MS = 10_000;

    private static final long MOST_MS = 300_000;
    private static final String STAGED = ".poster-init.mp4";

    private Poster() {}

    /**
     * Makes one, if that is possible.
     *
     * @param title whose segments are still where they were made
     * @param staging for what is needed on the way
     * @throws IOException if the pictures cannot be read or decoded
     */
    static Optional<byte[]> make(MediaInput input, EncodedTitle title, Path staging) throws IOException {
        long stretchMs = Math.max(LEAST_MS, Math.min(MOST_MS, title.durationMs() / 3));
        PixelAspect aspect = entry(title.video().get(0)).pixelAspect();
        Optional<Rendition> ours = title.video().stream()
                .filter(each -> entry(each).type().equals(RundeltaSource.SAMPLE_ENTRY))
                .max(Comparator.comparing(
                        each -> (long) entry(each).width() * entry(each).height()));
        if (ours.isPresent()) {
            try (RundeltaSource source = RundeltaSource.open(files(ours.get(), stretchMs, staging))) {
                return richest(input, source, source.index(), stretchMs, aspect);
            }
        }
        if (!input.isRepeatable()) {
            return Optional.empty();
        }
        SourceIndex index = input.index();
        try (FrameSource source = input.openVideo(Optional.of(index))) {
            return richest(input, source, index, stretchMs, aspect);
        }
    }

    private static VideoSampleEntry entry(Rendition video) {
        return (VideoSampleEntry) video.track().entry();
    }

    /** Of a rendition, up to a time. */
    private static List<Path> files(Rendition video, long stretchMs, Path staging) throws IOException {
        byte[] init = new InitSegment(List.of(video.track())).toBytes();
        List<Path> files = new ArrayList<>(List.of(Files.write(staging.resolve(STAGED), init)));
        video.segments().stream()
                .filter(segment ->
                        1000 * video.start(segment) < stretchMs * video.track().timescale())
                .forEach(segment -> files.add(segment.file()));
        return files;
    }

    private static Optional<byte[]> richest(
            MediaInput input, FrameSource source, SourceIndex index, long stretchMs, PixelAspect aspect)
            throws IOException {
        PictureSize from =
                new PictureSize(source.video().width(), source.video().height());
        PictureSize to = ThumbnailPlan.size(from, aspect, LONGER_SIDE);
        byte[] richest = null;
        try (PictureScaler scaler = from.equals(to) ? null : input.openScaler(from, to)) {
            for (long time : times(index, stretchMs * source.video().timescale() / 1000)) {
                source.skipTo(time);
                Frame frame = source.next();
                if (frame != null) {
                    byte[] jpeg = JpegWriter.write(scaler == null ? frame.picture() : scaler.scale(frame.picture()));
                    richest = richest == null || jpeg.length > richest.length ? jpeg : richest;
                }
            }
        }
        return Optional.ofNullable(richest);
    }

    /** Of keyframes, as many as are to be looked at, if there are enough; else evenly apart. */
    private static long[] times(SourceIndex index, long stretch) {
        long[] keyframes =
                LongStream.of(index.seekPoints()).filter(time -> time < stretch).toArray();
        long end = Math.min(stretch, index.endTime());
        return LongStream.range(0, LOOKED_AT)
                .map(i -> keyframes.length < ENOUGH
                        ? i * end / LOOKED_AT
                        : keyframes[(int) (i * keyframes.length / LOOKED_AT)])
                .distinct()
                .toArray();
    }
}

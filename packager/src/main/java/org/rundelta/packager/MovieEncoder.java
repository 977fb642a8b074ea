package org.rundelta.packager;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.rundelta.codec.Effort;
import org.rundelta.mp4.InitSegment;
import org.rundelta.mp4.Track;
import org.rundelta.mp4.VideoSampleEntry;

/** Encodes an input as one fragmented MP4 file: a video track of one rung, with the input's audio. */
public final class MovieEncoder {
    /**
     * What was encoded.
     *
     * @param frames of video
     * @param width of the video in pixels
     * @param height of the video in pixels
     * @param bytes of the coded frames of the video and of the primer, boxes not counted
     * @param keyframes among the frames
     * @param time what the video encoder has taken
     */
    public record Result(int frames, int width, int height, long bytes, int keyframes, CodecTime time) {}

    /** A segment with the time at which it is wanted. */
    private record Placed(double seconds, int trackId, EncodedSegment segment) {}

    private MovieEncoder() {}

    /**
     * Encodes an input.
     *
     * @param rung how; its id does not matter
     * @param effort of the encoders
     * @param slices of each picture, so that several threads can encode one picture of an input that can be read only once
     * @param keyframeInterval time from keyframe to keyframe, also the length of the movie fragments
     * @param threads at most
     * @param output the file to write, replaced if there; the folder {@link #staging} beside it is used on the way
     * @throws IOException if the input cannot be read or the output not written
     * @throws IllegalArgumentException if a picture cannot have so many slices
     * @throws LadderException if this version cannot encode the rung
     */
    public static Result run(
            MediaInput input,
            Rung rung,
            Effort effort,
            int slices,
            Duration keyframeInterval,
            int threads,
            Path output,
            PackageListener listener)
            throws IOException, InterruptedException, LadderException {
        try (StagingFolder staging = StagingFolder.open(staging(output))) {
            EncodedTitle title = new TitleEncoder(
                            input, new Ladder(List.of(rung)), keyframeInterval, true, effort, slices, AudioOptions.MAIN)
                    .encode(staging.path(), Optional.empty(), null, threads, listener);
            write(title, output);
            return result(title);
        }
    }

    /** The folder that holds the segments until they are put together; gone when the run is over. */
    public static Path staging(Path output) {
        return output.resolveSibling(output.getFileName() + ".segments");
    }

    private static void write(EncodedTitle title, Path output) throws IOException {
        List<Track> tracks = title.all().stream().map(Rendition::track).toList();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(output))) {
            out.write(new InitSegment(tracks, title.durationMs()).toBytes());
            for (Placed placed : inOrder(title)) {
                Files.copy(placed.segment().file(), out);
                Files.delete(placed.segment().file());
            }
        }
    }

    /** Video and audio interleaved by time, so that a player need not jump to and fro. */
    private static List<Placed> inOrder(EncodedTitle title) {
        List<Placed> all = new ArrayList<>();
        for (Rendition rendition : title.all()) {
            Track track = rendition.track();
            for (EncodedSegment segment : rendition.segments()) {
                double seconds = (double) rendition.start(segment) / track.timescale();
                all.add(new Placed(seconds, track.id(), segment));
            }
        }
        all.sort(Comparator.comparingDouble(Placed::seconds).thenComparingInt(Placed::trackId));
        return all;
    }

    private static Result result(EncodedTitle title) {
        Rendition video = title.video().get(0);
        VideoSampleEntry entry = (VideoSampleEntry) video.track().entry();
        List<EncodedSegment> segments = video.segments();
        return new Result(
                segments.stream().mapToInt(EncodedSegment::samples).sum(),
                entry.width(),
                entry.height(),
                title.primerBytes()
                        + segments.stream()
                                .mapToLong(EncodedSegment::payloadBytes)
                                .sum(),
                segments.stream().mapToInt(EncodedSegment::keyframes).sum(),
                title.time());
    }
}

package org.rundelta.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rundelta.cli.TrackReport.FrameReport;
import org.rundelta.cli.TrackReport.FrameTypeReport;
import org.rundelta.cli.TrackReport.SegmentReport;
import org.rundelta.mp4.Box;
import org.rundelta.mp4.FragmentReader;
import org.rundelta.mp4.Mp4Exception;
import org.rundelta.mp4.SampleInfo;
import org.rundelta.mp4.Track;

/**
 * The samples of a track of a fragmented file, segment by segment.
 *
 * @param segments in order of time
 */
record TrackContents(Track track, List<Segment> segments) {
    /** A frame of our codec that repeats the one before is one byte; no other frame is so short. */
    private static final int REPEAT_SIZE = 1;

    /** Movie fragments of which the first begins with a keyframe. */
    record Segment(int fragments, List<SampleInfo> samples) {
        SampleInfo first() {
            return samples.get(0);
        }

        private Segment plus(List<SampleInfo> fragment) {
            List<SampleInfo> all = new ArrayList<>(samples);
            all.addAll(fragment);
            return new Segment(fragments + 1, all);
        }
    }

    /**
     * Reads the tables of a track.
     *
     * @param boxes of the same file
     */
    static TrackContents read(FragmentReader reader, Track track, List<Box> boxes) throws IOException, Mp4Exception {
        List<Segment> segments = new ArrayList<>();
        for (Box moof : Boxes.all(boxes, "moof").toList()) {
            List<SampleInfo> fragment = readFragment(reader, track, sampleCount(moof, track.id()));
            int last = segments.size() - 1;
            if (!fragment.isEmpty() && (last < 0 || fragment.get(0).sync())) {
                segments.add(new Segment(1, fragment));
            } else if (!fragment.isEmpty()) {
                segments.set(last, segments.get(last).plus(fragment));
            }
        }
        return new TrackContents(track, segments);
    }

    private static List<SampleInfo> readFragment(FragmentReader reader, Track track, long count)
            throws IOException, Mp4Exception {
        List<SampleInfo> samples = new ArrayList<>();
        while (samples.size() < count) {
            SampleInfo sample = reader.skip(track.id());
            if (sample == null) {
                throw new IOException(
                        "track " + track.id() + " became shorter while it was read: wait until it is complete");
            }
            samples.add(sample);
        }
        return samples;
    }

    /** How many samples of the track the movie fragment holds. */
    private static long sampleCount(Box moof, int trackId) {
        return Boxes.all(moof.children(), "traf")
                .filter(traf -> Boxes.find(traf.children(), "tfhd").stream()
                        .anyMatch(header -> Boxes.number(header, "track_ID").orElse(0) == trackId))
                .flatMap(traf -> Boxes.all(traf.children(), "trun"))
                .mapToLong(run -> Boxes.number(run, "sample_count").orElse(0))
                .sum();
    }

    Stream<SampleInfo> samples() {
        return segments.stream().flatMap(segment -> segment.samples().stream());
    }

    long bytes() {
        return bytes(samples());
    }

    double seconds() {
        return seconds(samples());
    }

    List<FrameTypeReport> frameTypes() {
        Map<String, FrameTypeReport> types = new LinkedHashMap<>();
        samples()
                .forEach(sample -> types.merge(
                        type(sample),
                        new FrameTypeReport(type(sample), 1, sample.size()),
                        (a, b) -> new FrameTypeReport(a.type(), a.frames() + b.frames(), a.bytes() + b.bytes())));
        return List.copyOf(types.values());
    }

    List<SegmentReport> segmentReports() {
        return IntStream.range(0, segments.size()).mapToObj(this::segmentReport).toList();
    }

    private SegmentReport segmentReport(int index) {
        Segment segment = segments.get(index);
        return new SegmentReport(
                index + 1L,
                seconds(segment.first().decodeTime()),
                seconds(segment.samples().stream()),
                segment.fragments(),
                segment.samples().size(),
                segment.samples().stream().filter(SampleInfo::sync).count(),
                bytes(segment.samples().stream()));
    }

    List<FrameReport> frameReports() {
        List<FrameReport> frames = new ArrayList<>();
        samples()
                .forEach(sample -> frames.add(new FrameReport(
                        frames.size(),
                        seconds(sample.decodeTime()),
                        seconds(sample.duration()),
                        type(sample),
                        sample.size())));
        return frames;
    }

    private String type(SampleInfo sample) {
        if (sample.sync()) {
            return "key";
        }
        boolean repeat = track.entry().type().equals("rdv1") && sample.size() == REPEAT_SIZE;
        return repeat ? "repeat" : "delta";
    }

    private static long bytes(Stream<SampleInfo> samples) {
        return samples.mapToLong(SampleInfo::size).sum();
    }

    private double seconds(Stream<SampleInfo> samples) {
        return seconds(samples.mapToLong(SampleInfo::duration).sum());
    }

    private double seconds(long ticks) {
        return (double) ticks / track.timescale();
    }
}

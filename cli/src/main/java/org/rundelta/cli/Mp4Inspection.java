package org.rundelta.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.rundelta.mp4.Box;
import org.rundelta.mp4.FragmentReader;
import org.rundelta.mp4.Mp4Exception;
import org.rundelta.mp4.Track;

/** Looks into an MP4 file: into its boxes, and if it is fragmented, into the tables of its samples. */
final class Mp4Inspection {
    private static final Map<String, String> KINDS = Map.of("vide", "video", "soun", "audio");

    private final Path file;
    private final boolean listFrames;
    private final List<Box> boxes;

    private Mp4Inspection(Path file, boolean listFrames) throws IOException, Mp4Exception {
        this.file = file;
        this.listFrames = listFrames;
        boxes = Box.readAll(file);
    }

    /**
     * Looks into a file.
     *
     * @param listFrames whether to list every video frame
     */
    static Mp4Report of(Path file, boolean listFrames) throws IOException, Mp4Exception {
        if (Files.size(file) == 0) {
            throw new IOException(file + ": is empty; fetch or encode it again");
        }
        return new Mp4Inspection(file, listFrames).report();
    }

    private Mp4Report report() throws IOException, Mp4Exception {
        boolean fragmented = Boxes.find(boxes, "moof").isPresent()
                || Boxes.find(boxes, "moov", "mvex").isPresent();
        return new Mp4Report(file.toString(), Files.size(file), fragmented, declaredSeconds(), tracks(), boxes);
    }

    private Double declaredSeconds() {
        Optional<Box> header = Boxes.find(boxes, "moov", "mvhd");
        if (header.isEmpty()) {
            return null;
        }
        OptionalLong ofFragments = Boxes.find(boxes, "moov", "mvex", "mehd")
                .map(box -> Boxes.number(box, "fragment_duration"))
                .orElse(OptionalLong.empty());
        long duration =
                ofFragments.orElse(Boxes.number(header.get(), "duration").orElse(0));
        long timescale = Boxes.number(header.get(), "timescale").orElse(0);
        return duration <= 0 || timescale == 0 ? null : (Double) ((double) duration / timescale);
    }

    private List<TrackReport> tracks() throws IOException, Mp4Exception {
        List<Box> movie = Boxes.find(boxes, "moov").map(Box::children).orElse(List.of());
        List<TrackReport> tracks = new ArrayList<>();
        for (Box track : Boxes.all(movie, "trak").toList()) {
            TrackReport described = describe(track.children());
            boolean hasSamples = described.samples() != null && described.samples() > 0;
            tracks.add(hasSamples ? described : addFragments(described));
        }
        return tracks;
    }

    /** What the boxes of a track say; the samples are those outside of fragments. */
    private static TrackReport describe(List<Box> track) {
        Optional<Box> entry = Boxes.find(track, "mdia", "minf", "stbl", "stsd")
                .flatMap(description -> description.children().stream().findFirst());
        String handler = text(Boxes.find(track, "mdia", "hdlr"), "handler_type");
        Optional<Box> header = Boxes.find(track, "mdia", "mdhd");
        Long timescale = number(header, "timescale");
        Long duration = number(header, "duration");
        boolean timed = timescale != null && timescale > 0 && duration != null && duration > 0;
        Long samples = number(Boxes.find(track, "mdia", "minf", "stbl", "stsz"), "sample_count");
        Long syncSamples = number(Boxes.find(track, "mdia", "minf", "stbl", "stss"), "entry_count");
        return new TrackReport(
                number(Boxes.find(track, "tkhd"), "track_ID"),
                handler == null ? null : KINDS.getOrDefault(handler, handler),
                entry.map(Box::type).orElse(null),
                number(entry, "width"),
                number(entry, "height"),
                number(entry, "channelcount"),
                number(entry, "samplerate"),
                timescale,
                text(header, "language"),
                timed ? (Double) ((double) duration / timescale) : null,
                samples,
                syncSamples == null ? samples : syncSamples,
                null,
                null,
                List.of(),
                List.of(),
                null,
                null);
    }

    private TrackReport addFragments(TrackReport described) throws IOException, Mp4Exception {
        try (FragmentReader reader = FragmentReader.open(file)) {
            Optional<Track> track = reader.init().tracks().stream()
                    .filter(candidate -> described.id() != null && candidate.id() == described.id())
                    .findFirst();
            return track.isEmpty()
                    ? described
                    : described.with(TrackContents.read(reader, track.get(), boxes), listFrames);
        } catch (Mp4Exception e) {
            if (e.reason() != Mp4Exception.Reason.UNSUPPORTED) {
                throw e;
            }
            return described.without(e.getMessage());
        }
    }

    private static Long number(Optional<Box> box, String field) {
        OptionalLong number = box.map(found -> Boxes.number(found, field)).orElse(OptionalLong.empty());
        return number.isPresent() ? (Long) number.getAsLong() : null;
    }

    private static String text(Optional<Box> box, String field) {
        return box.flatMap(found -> Boxes.text(found, field)).orElse(null);
    }
}

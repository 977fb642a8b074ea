package org.rundelta.check;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.rundelta.dash.ByteRange;
import org.rundelta.dash.FileRange;
import org.rundelta.dash.LocatedSegments.MediaSegment;
import org.rundelta.dash.Representation;
import org.rundelta.mp4.Box;
import org.rundelta.mp4.FragmentReader;
import org.rundelta.mp4.Mp4Exception;
import org.rundelta.mp4.SampleEntry;
import org.rundelta.mp4.SampleInfo;
import org.rundelta.mp4.TextSampleEntry;
import org.rundelta.mp4.Track;

/** Checks the initialization segment and the media segments of a representation. */
final class MediaCheck {
    private final Path folder;
    private final String manifest;
    private final Representation representation;
    private final long timescale;
    private final Findings findings;
    private final FrameRateCheck frames;
    private Path initialization;
    private Track track;
    private long lastSequenceNumber = -1;

    MediaCheck(Path folder, String manifest, Representation representation, long timescale, Findings findings) {
        this.folder = folder;
        this.manifest = manifest;
        this.representation = representation;
        this.timescale = timescale;
        this.findings = findings;
        frames = new FrameRateCheck(manifest, representation, findings);
    }

    /**
     * Checks the initialization segment.
     *
     * @param cmaf whether the manifest promises CMAF
     * @return whether it is good enough to go on
     */
    boolean openInitialization(FileRange place, boolean cmaf) throws IOException {
        initialization = folder.resolve(place.path());
        try {
            List<Box> boxes = within(Box.readAll(initialization), place.range());
            checkInitializationBoxes(place.path(), boxes, place.range(), cmaf);
            List<Track> tracks = tracks();
            if (tracks.size() != 1) {
                findings.add(place.path(), tracks.size() + " tracks", "one");
                return false;
            }
            track = tracks.get(0);
            findings.compare(place.path(), "the timescale of its track", track.timescale(), timescale);
            for (SampleEntry entry : track.entries()) {
                new DescriptionCheck(manifest, representation, findings).run(entry);
            }
            return track.timescale() == timescale;
        } catch (Mp4Exception e) {
            findings.add(place.path(), e.getMessage(), "an initialization segment");
            return false;
        }
    }

    private List<Track> tracks() throws IOException, Mp4Exception {
        try (FragmentReader reader = FragmentReader.open(initialization)) {
            return reader.init().tracks();
        }
    }

    private void checkInitializationBoxes(String path, List<Box> boxes, ByteRange range, boolean cmaf) {
        if (!types(boxes).equals(List.of("ftyp", "moov"))) {
            findings.add(path, "the boxes of the initialization segment are " + types(boxes), "[ftyp, moov]");
        } else if (range != null && boxes.get(1).offset() + boxes.get(1).size() - 1 != range.last()) {
            findings.add(path, "box moov ends elsewhere than the initialization segment", "byte " + range.last());
        }
        if (cmaf && !boxes.isEmpty() && !brands(boxes.get(0)).contains("cmfc")) {
            findings.add(path, "its brands are " + brands(boxes.get(0)), "cmfc among them, as the profile is CMAF's");
        }
    }

    /** Checks the media segments. */
    void run(List<MediaFile> files) throws IOException {
        for (MediaFile file : files) {
            try {
                check(file);
            } catch (Mp4Exception e) {
                findings.add(file.path(), e.getMessage(), "media segments that can be read");
            }
        }
        frames.run(timescale);
    }

    private void check(MediaFile file) throws IOException, Mp4Exception {
        Path path = folder.resolve(file.path());
        List<Box> boxes = Box.readAll(path);
        List<Path> sources = path.equals(initialization) ? List.of(path) : List.of(initialization, path);
        try (FragmentReader reader = FragmentReader.open(sources)) {
            for (MediaSegment segment : file.segments()) {
                ByteRange range = segment.place().range();
                SegmentBoxes found = new SegmentBoxes(within(boxes, range));
                String name = file.segments().size() == 1
                        ? ""
                        : "segment " + segment.segment().number() + ": ";
                if (range != null && !found.fill(range)) {
                    findings.add(
                            file.path(),
                            name + "does not begin and end with a box",
                            "bytes " + range + " of whole boxes");
                }
                checkBoxes(file.path(), name, found);
                checkSamples(file.path(), name, segment, reader, found.samples());
            }
            if (reader.skip(track.id()) != null) {
                findings.add(file.path(), "samples behind the last segment", "none");
            }
        }
        if (track.entry() instanceof TextSampleEntry) {
            try (FragmentReader reader = FragmentReader.open(sources)) {
                new TextCheck(folder, findings).checkSamples(reader, track.id(), file.path());
            }
        }
    }

    private void checkBoxes(String path, String name, SegmentBoxes boxes) {
        if (!boxes.areOfASegment()) {
            findings.add(path, name + "its boxes are " + types(boxes.all()), "styp, then moof and mdat by turns");
        }
        if (boxes.brands().stream().noneMatch(brand -> brand.equals("msdh") || brand.equals("cmfs"))) {
            findings.add(path, name + "its brands are " + boxes.brands(), "msdh or cmfs among them");
        }
        for (long number : boxes.sequenceNumbers()) {
            if (number <= lastSequenceNumber) {
                findings.add(path, name + "sequence number " + number, "more than " + lastSequenceNumber);
            }
            lastSequenceNumber = number;
        }
        for (long id : boxes.trackIds()) {
            findings.compare(path, name + "a track id", id, (long) track.id());
        }
    }

    private void checkSamples(String path, String name, MediaSegment segment, FragmentReader reader, long count)
            throws IOException, Mp4Exception {
        SampleInfo first = count == 0 ? null : reader.skip(track.id());
        if (first == null) {
            findings.add(path, name + "no samples of its track", "at least one");
            return;
        }
        if (!first.sync()) {
            findings.add(path, name + "the first sample is no sync sample", "one");
        }
        boolean independent = first.sync();
        long end = first.decodeTime() + first.duration();
        frames.add(first.duration());
        for (long i = 1; i < count; i++) {
            SampleInfo sample = reader.skip(track.id());
            if (sample == null) {
                break;
            }
            if (sample.decodeTime() != end) {
                findings.add(path, name + "a sample begins at " + sample.decodeTime(), String.valueOf(end));
            }
            end = sample.decodeTime() + sample.duration();
            frames.add(sample.duration());
            independent &= sample.sync();
        }
        if (Boolean.FALSE.equals(representation.codingDependency()) && !independent) {
            findings.add(path, name + "samples that are no sync samples", "none, as @codingDependency is false");
        }
        findings.compare(
                path,
                name + "the time of its first sample",
                presented(first.decodeTime()),
                segment.segment().time());
        findings.compare(
                path,
                name + "the time at which its last sample ends",
                presented(end),
                segment.segment().time() + segment.segment().duration());
    }

    /** Presentation time, edit list applied. */
    private long presented(long decodeTime) {
        return Math.max(0, decodeTime - track.mediaStart());
    }

    private static List<Box> within(List<Box> boxes, ByteRange range) {
        return range == null
                ? boxes
                : boxes.stream()
                        .filter(box -> box.offset() >= range.first() && box.offset() <= range.last())
                        .toList();
    }

    private static List<String> types(List<Box> boxes) {
        return boxes.stream().map(Box::type).limit(20).toList();
    }

    private static List<String> brands(Box fileType) {
        return new SegmentBoxes(List.of(fileType)).brands();
    }
}

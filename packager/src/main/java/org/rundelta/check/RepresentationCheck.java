package org.rundelta.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.rundelta.dash.AdaptationSet;
import org.rundelta.dash.Bandwidth;
import org.rundelta.dash.ByteRange;
import org.rundelta.dash.FileRange;
import org.rundelta.dash.LocatedSegments;
import org.rundelta.dash.LocatedSegments.MediaSegment;
import org.rundelta.dash.ManifestException;
import org.rundelta.dash.ManifestFiles;
import org.rundelta.dash.Mpd;
import org.rundelta.dash.Period;
import org.rundelta.dash.Representation;
import org.rundelta.dash.Segment;
import org.rundelta.mp4.Mp4Exception;

/** Checks one representation: its files, its times, its bandwidth, and what is in its segments. */
final class RepresentationCheck {
    private final Path folder;
    private final String manifest;
    private final Mpd mpd;
    private final Period period;
    private final AdaptationSet set;
    private final Representation representation;
    private final Findings findings;

    RepresentationCheck(
            Path folder,
            String manifest,
            Mpd mpd,
            Period period,
            AdaptationSet set,
            Representation representation,
            Findings findings) {
        this.folder = folder;
        this.manifest = manifest;
        this.mpd = mpd;
        this.period = period;
        this.set = set;
        this.representation = representation;
        this.findings = findings;
    }

    CheckedRepresentation run() throws IOException, ManifestException {
        CheckedRepresentation unknown = new CheckedRepresentation(representation.id(), 1, 0, List.of());
        boolean missing = false;
        for (String path : ManifestFiles.of(mpd, period, set, representation)) {
            if (!Files.isRegularFile(folder.resolve(path))) {
                findings.add(path, "the file is missing", "it, since " + manifest + " names it");
                missing = true;
            }
        }
        if (missing && representation.segmentBase() != null) {
            return unknown;
        }
        try {
            LocatedSegments located = LocatedSegments.of(folder, mpd, period, set, representation);
            checkTimes(located);
            if (!missing && mimeType().startsWith("image/")) {
                new ThumbnailCheck(folder, manifest, set, representation, findings).run(located);
            } else if (!missing) {
                checkBandwidth(located);
                checkMedia(located);
            }
            List<Segment> segments =
                    located.media().stream().map(MediaSegment::segment).toList();
            return new CheckedRepresentation(
                    representation.id(), located.timescale(), located.presentationTimeOffset(), segments);
        } catch (Mp4Exception e) {
            findings.add(path(), e.getMessage(), "an index, where SegmentBase@indexRange says");
            return unknown;
        }
    }

    private String mimeType() {
        return Objects.requireNonNullElse(representation.mimeType(), Objects.requireNonNullElse(set.mimeType(), ""));
    }

    /** Of the one file. */
    private String path() throws ManifestException {
        return ManifestFiles.of(mpd, period, set, representation).get(0);
    }

    private void checkTimes(LocatedSegments located) {
        if (located.media().isEmpty()) {
            findings.add(manifest, "representation " + representation.id() + " has no segments", "at least one");
        }
        for (int i = 1; i < located.media().size(); i++) {
            Segment before = located.media().get(i - 1).segment();
            Segment segment = located.media().get(i).segment();
            findings.compare(
                    manifest,
                    "the start of segment " + segment.number() + " of representation " + representation.id(),
                    segment.time(),
                    before.time() + before.duration());
        }
    }

    private void checkBandwidth(LocatedSegments located) throws IOException {
        if (mpd.minBufferTime().isZero()) {
            return;
        }
        int count = located.media().size();
        long[] bytes = new long[count];
        long[] starts = new long[count];
        for (int i = 0; i < count; i++) {
            FileRange place = located.media().get(i).place();
            bytes[i] = place.range() == null
                    ? Files.size(folder.resolve(place.path()))
                    : place.range().length();
            starts[i] = located.media().get(i).segment().time();
        }
        long required = Bandwidth.required(bytes, starts, located.timescale(), mpd.minBufferTime());
        if (required > representation.bandwidth()) {
            findings.add(
                    manifest,
                    "@bandwidth of representation " + representation.id() + " is " + representation.bandwidth(),
                    "at least " + required + ", for its segments to arrive in time");
        }
    }

    private void checkMedia(LocatedSegments located) throws IOException, ManifestException {
        if (mimeType().equals("text/vtt") && set.isOneFile(representation)) {
            Duration end = Mpd.duration(located.media().get(0).segment().duration(), located.timescale());
            new TextCheck(folder, findings).checkFile(path(), end);
        }
        if (!mimeType().endsWith("/mp4")) {
            return;
        }
        List<MediaFile> files = mediaFiles(located);
        MediaCheck check = new MediaCheck(folder, manifest, representation, located.timescale(), findings);
        if (located.initialization() == null) {
            findings.add(
                    manifest,
                    "representation " + representation.id() + " has no initialization segment",
                    "one, as each has a track");
        } else if (check.openInitialization(
                located.initialization(), mpd.profiles().contains(Mpd.CMAF_PROFILE))) {
            check.run(files);
        }
        if (representation.segmentBase() != null) {
            checkPlaces(located);
        }
    }

    /** The segments by the files that they are in. */
    private static List<MediaFile> mediaFiles(LocatedSegments located) {
        List<MediaFile> files = new ArrayList<>();
        for (MediaSegment segment : located.media()) {
            String path = segment.place().path();
            if (files.isEmpty() || !files.get(files.size() - 1).path().equals(path)) {
                files.add(new MediaFile(path, new ArrayList<>()));
            }
            files.get(files.size() - 1).segments().add(segment);
        }
        return files;
    }

    /** In one file, all bytes are the initialization segment's, the index's or a media segment's. */
    private void checkPlaces(LocatedSegments located) throws IOException {
        String path = located.initialization().path();
        ByteRange index = representation.segmentBase().indexRange();
        findings.compare(
                path,
                "the first byte of the index",
                index.first(),
                located.initialization().range().last() + 1);
        long end = index.last() + 1;
        for (MediaSegment segment : located.media()) {
            if (segment.place().range().first() != end) {
                findings.add(
                        path,
                        "segment " + segment.segment().number() + " begins at byte "
                                + segment.place().range().first(),
                        String.valueOf(end));
            }
            end = segment.place().range().last() + 1;
        }
        findings.compare(path, "its size", Files.size(folder.resolve(path)), end);
        Long timescale = representation.segmentBase().timescale();
        findings.compare(manifest, "SegmentBase@timescale", timescale, located.timescale());
    }
}

package org.rundelta.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.rundelta.cli.MpdReport.RepresentationReport;
import org.rundelta.cli.MpdReport.SegmentFileReport;
import org.rundelta.dash.AdaptationSet;
import org.rundelta.dash.ManifestException;
import org.rundelta.dash.ManifestFiles;
import org.rundelta.dash.Mpd;
import org.rundelta.dash.MpdReader;
import org.rundelta.dash.Period;
import org.rundelta.dash.Representation;
import org.rundelta.dash.Segment;
import org.rundelta.dash.SegmentTemplate;

/** Looks into an MPD, and for the files that it names. */
final class MpdInspection {
    private final Path file;
    private final boolean listSegments;
    private final Mpd mpd;
    private final List<RepresentationReport> representations = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();

    private MpdInspection(Path file, boolean listSegments) throws IOException, ManifestException {
        this.file = file;
        this.listSegments = listSegments;
        mpd = MpdReader.read(file);
    }

    /**
     * Looks into a file.
     *
     * @param listSegments whether to list every media segment
     */
    static MpdReport of(Path file, boolean listSegments) throws IOException, ManifestException {
        return new MpdInspection(file, listSegments).report();
    }

    private MpdReport report() throws IOException, ManifestException {
        try {
            for (Period period : mpd.periods()) {
                for (AdaptationSet set : period.adaptationSets()) {
                    for (Representation representation : set.representations()) {
                        add(period, set, representation);
                    }
                }
            }
        } catch (ManifestException e) {
            throw new ManifestException(file + ": " + e.getMessage(), e);
        }
        Duration duration = mpd.mediaPresentationDuration();
        return new MpdReport(
                file.toString(),
                mpd.type(),
                mpd.profiles(),
                duration == null ? null : (Double) seconds(duration),
                seconds(mpd.minBufferTime()),
                representations,
                missing);
    }

    private void add(Period period, AdaptationSet set, Representation representation)
            throws IOException, ManifestException {
        SegmentTemplate template = set.segmentTemplateOf(representation);
        List<Segment> segments = template.segments(mpd.durationOf(period));
        List<String> paths = ManifestFiles.of(mpd, period, set, representation);
        int initializations = paths.size() - segments.size();
        long initializationBytes = 0;
        int missingBefore = missing.size();
        for (String path : paths.subList(0, initializations)) {
            initializationBytes += Objects.requireNonNullElse(size(path), 0L);
        }
        List<SegmentFileReport> files = new ArrayList<>();
        for (int i = 0; i < segments.size(); i++) {
            String path = paths.get(initializations + i);
            files.add(describe(segments.get(i), path, Objects.requireNonNullElse(template.timescale(), 1L)));
        }
        representations.add(new RepresentationReport(
                name(period.id(), mpd.periods().indexOf(period)),
                name(set.id(), period.adaptationSets().indexOf(set)),
                representation.id(),
                set.contentType(),
                representation.codecs(),
                representation.width(),
                representation.height(),
                representation.frameRate(),
                representation.bandwidth(),
                averageBitrate(files),
                files.size(),
                initializationBytes + bytes(files),
                missing.size() - missingBefore,
                listSegments ? files : null));
    }

    private SegmentFileReport describe(Segment segment, String path, long timescale) throws IOException {
        return new SegmentFileReport(
                segment.number(),
                (double) segment.time() / timescale,
                (double) segment.duration() / timescale,
                size(path),
                path);
    }

    /** The size of a file that the MPD names, or null if it is missing. */
    private Long size(String path) throws IOException {
        Path named = file.resolveSibling(path);
        if (Files.isRegularFile(named)) {
            return Files.size(named);
        }
        missing.add(path);
        return null;
    }

    private static Long averageBitrate(List<SegmentFileReport> files) {
        double seconds = files.stream()
                .filter(segment -> segment.bytes() != null)
                .mapToDouble(SegmentFileReport::seconds)
                .sum();
        return seconds > 0 ? (Long) Math.round(bytes(files) * 8 / seconds) : null;
    }

    private static long bytes(List<SegmentFileReport> files) {
        return files.stream()
                .filter(segment -> segment.bytes() != null)
                .mapToLong(SegmentFileReport::bytes)
                .sum();
    }

    private static String name(Object id, int index) {
        return id == null ? String.valueOf(index + 1) : id.toString();
    }

    private static double seconds(Duration duration) {
        return duration.getSeconds() + duration.getNano() / 1e9;
    }
}

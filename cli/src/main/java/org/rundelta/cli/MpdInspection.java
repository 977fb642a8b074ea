package org.rundelta.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.rundelta.cli.MpdReport.RepresentationReport;
import org.rundelta.cli.MpdReport.SegmentFileReport;
import org.rundelta.dash.AdaptationSet;
import org.rundelta.dash.BaseUrl;
import org.rundelta.dash.ByteRange;
import org.rundelta.dash.ContentSteering;
import org.rundelta.dash.LocatedSegments;
import org.rundelta.dash.LocatedSegments.MediaSegment;
import org.rundelta.dash.ManifestException;
import org.rundelta.dash.ManifestFiles;
import org.rundelta.dash.Mpd;
import org.rundelta.dash.MpdReader;
import org.rundelta.dash.Period;
import org.rundelta.dash.Representation;
import org.rundelta.dash.Segment;
import org.rundelta.mp4.Mp4Exception;

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
        } catch (ManifestException | Mp4Exception e) {
            throw new ManifestException(file + ": " + e.getMessage(), e);
        }
        Duration duration = mpd.mediaPresentationDuration();
        return new MpdReport(
                file.toString(),
                mpd.type(),
                mpd.profiles(),
                duration == null ? null : (Double) seconds(duration),
                seconds(mpd.minBufferTime()),
                steering(),
                representations,
                missing);
    }

    private SteeringReport steering() {
        ContentSteering steering = mpd.contentSteering();
        if (steering == null) {
            return null;
        }
        List<String> pathways = mpd.baseUrls().stream()
                .map(BaseUrl::serviceLocation)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return new SteeringReport(
                steering.url(), steering.defaultServiceLocation(), steering.queryBeforeStart(), pathways);
    }

    private void add(Period period, AdaptationSet set, Representation representation)
            throws IOException, ManifestException, Mp4Exception {
        int missingBefore = missing.size();
        Map<String, Long> sizes = new HashMap<>();
        for (String path : ManifestFiles.of(mpd, period, set, representation)) {
            sizes.put(path, size(path));
        }
        List<SegmentFileReport> files = new ArrayList<>();
        if (representation.segmentBase() == null || missing.size() == missingBefore) {
            LocatedSegments segments =
                    LocatedSegments.of(file.toAbsolutePath().getParent(), mpd, period, set, representation);
            segments.media().forEach(segment -> files.add(describe(segment, segments.timescale(), sizes)));
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
                sizes.values().stream()
                        .filter(Objects::nonNull)
                        .mapToLong(Long::longValue)
                        .sum(),
                missing.size() - missingBefore,
                listSegments ? files : null));
    }

    private static SegmentFileReport describe(MediaSegment located, long timescale, Map<String, Long> sizes) {
        Segment segment = located.segment();
        String path = located.place().path();
        ByteRange range = located.place().range();
        return new SegmentFileReport(
                segment.number(),
                (double) segment.time() / timescale,
                (double) segment.duration() / timescale,
                range == null ? sizes.get(path) : (Long) range.length(),
                path,
                range == null ? null : range.toString());
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

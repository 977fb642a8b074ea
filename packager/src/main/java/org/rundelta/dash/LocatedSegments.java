package org.rundelta.dash;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.rundelta.mp4.Mp4Exception;
import org.rundelta.mp4.SegmentIndex;

/**
 * Where the segments of a representation are in the folder of its manifest: each in a file of its own, or all in one;
 * a file without segments counts as one.
 *
 * @param timescale ticks per second of the media segments' times
 * @param presentationTimeOffset the media time in ticks that is shown at the start of the period
 * @param initialization the initialization segment, or null if it is not said
 * @param media in order of time
 */
public record LocatedSegments(
        long timescale, long presentationTimeOffset, FileRange initialization, List<MediaSegment> media) {
    /** A media segment and where it is. */
    public record MediaSegment(Segment segment, FileRange place) {}

    public LocatedSegments {
        media = List.copyOf(media);
    }

    /**
     * Finds them; of segments in one file, the index is read for that.
     *
     * @param folder of the manifest
     * @param period of the MPD; {@code set} is in it, and {@code representation} in that
     * @throws IOException if the file with the index cannot be read
     * @throws ManifestException as {@link ManifestFiles#of(Mpd)}
     * @throws Mp4Exception if the index is not where the manifest says, malformed, or unsupported
     */
    public static LocatedSegments of(
            Path folder, Mpd mpd, Period period, AdaptationSet set, Representation representation)
            throws IOException, ManifestException, Mp4Exception {
        List<String> paths = ManifestFiles.of(mpd, period, set, representation);
        if (representation.segmentBase() != null) {
            return indexed(folder, paths.get(0), representation.segmentBase());
        }
        if (set.isOneFile(representation)) {
            return whole(paths.get(0), mpd.durationOf(period));
        }
        SegmentTemplate template = set.segmentTemplateOf(representation);
        List<Segment> segments = template.segments(mpd.durationOf(period));
        int initializations = paths.size() - segments.size();
        List<MediaSegment> media = new ArrayList<>();
        for (int i = 0; i < segments.size(); i++) {
            media.add(new MediaSegment(segments.get(i), new FileRange(paths.get(initializations + i))));
        }
        FileRange initialization = initializations == 0 ? null : new FileRange(paths.get(0));
        return new LocatedSegments(
                template.timescaleOrDefault(), template.presentationTimeOffsetOrDefault(), initialization, media);
    }

    /** A file that lasts as long as the period counts as its only segment. */
    private static LocatedSegments whole(String path, Duration duration) {
        Segment segment = new Segment(1, 0, duration == null ? 0 : duration.toMillis());
        return new LocatedSegments(1000, 0, null, List.of(new MediaSegment(segment, new FileRange(path))));
    }

    private static LocatedSegments indexed(Path folder, String path, SegmentBase base)
            throws IOException, Mp4Exception {
        ByteRange range = base.indexRange();
        SegmentIndex index = SegmentIndex.read(folder.resolve(path), range.first(), range.last());
        List<MediaSegment> media = new ArrayList<>();
        long time = index.earliestTime();
        long first = range.last() + 1 + index.firstOffset();
        for (SegmentIndex.Reference reference : index.references()) {
            Segment segment = new Segment(media.size() + 1L, time, reference.duration());
            ByteRange place = new ByteRange(first, first + reference.size() - 1);
            media.add(new MediaSegment(segment, new FileRange(path, place)));
            time += reference.duration();
            first += reference.size();
        }
        FileRange initialization = base.initialization() == null
                ? null
                : new FileRange(path, base.initialization().range());
        return new LocatedSegments(index.timescale(), base.presentationTimeOffsetOrDefault(), initialization, media);
    }
}

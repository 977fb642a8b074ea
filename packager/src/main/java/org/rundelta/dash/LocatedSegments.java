package org.rundelta.dash;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.rundelta.mp4.Mp4Exception;
import org.rundelta.mp4.SegmentIndex;

/**
 * Where the segments of a representation are: each in a file of its own, or all in one; a file without segments counts
 * as one.
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

    /** Gets the index of the one file that holds all segments of a representation. */
    public interface IndexSource {
        /**
         * Reads it.
         *
         * @param range of the file that it is
         */
        SegmentIndex read(ByteRange range) throws IOException, ManifestException, Mp4Exception;
    }

    public LocatedSegments {
        media = List.copyOf(media);
    }

    /**
     * Finds them in the folder of the manifest: places are paths in it.
     *
     * @param period of the MPD; {@code set} is in it, and {@code representation} in that
     * @throws IOException if the file with the index cannot be read
     * @throws ManifestException as {@link ManifestFiles#of(Mpd)}
     * @throws Mp4Exception if the index is not where the manifest says, malformed, or unsupported
     */
    public static LocatedSegments of(
            Path folder, Mpd mpd, Period period, AdaptationSet set, Representation representation)
            throws IOException, ManifestException, Mp4Exception {
        String base = ManifestFiles.base(mpd, period, set, representation);
        TimeWindow all = TimeWindow.of(mpd.durationOf(period));
        LocatedSegments relative = of(set, representation, all, range -> {
            Path file = folder.resolve(FileUrl.file(base, ""));
            return SegmentIndex.read(file, range.first(), range.last());
        });
        List<MediaSegment> media = new ArrayList<>();
        for (MediaSegment segment : relative.media) {
            media.add(new MediaSegment(segment.segment, below(base, segment.place)));
        }
        FileRange initialization = relative.initialization == null ? null : below(base, relative.initialization);
        return new LocatedSegments(relative.timescale, relative.presentationTimeOffset, initialization, media);
    }

    private static FileRange below(String base, FileRange place) throws ManifestException {
        return new FileRange(FileUrl.file(base, place.path()), place.range());
    }

    /**
     * Finds them relative to the base URL of the representation: places are URLs as the manifest has them, empty for the
     * base URL itself.
     *
     * @param set has the representation
     * @param window in time; segments of an index are there all the same
     * @param index is asked if the representation has one
     * @throws IOException as {@code index}
     * @throws ManifestException if segments cannot be told, or are too many
     * @throws Mp4Exception as {@code index}
     */
    public static LocatedSegments of(
            AdaptationSet set, Representation representation, TimeWindow window, IndexSource index)
            throws IOException, ManifestException, Mp4Exception {
        SegmentBase base = representation.segmentBase();
        if (base != null) {
            return indexed(base, index.read(base.indexRange()));
        }
        SegmentList list = set.segmentListOf(representation);
        if (list != null) {
            return list.locate(window);
        }
        if (set.isOneFile(representation)) {
            return whole(window.until());
        }
        SegmentTemplate template = set.segmentTemplateOf(representation);
        List<Segment> segments = template.segmentsIn(window);
        List<String> urls = template.mediaUrls(representation, segments);
        List<MediaSegment> media = new ArrayList<>();
        for (int i = 0; i < segments.size(); i++) {
            media.add(new MediaSegment(segments.get(i), new FileRange(urls.get(i))));
        }
        String initialization = template.initializationUrl(representation);
        return new LocatedSegments(
                template.timescaleOrDefault(),
                template.presentationTimeOffsetOrDefault(),
                initialization == null ? null : new FileRange(initialization),
                media);
    }

    /** A file that lasts as long as the period counts as its only segment. */
    private static LocatedSegments whole(Duration duration) {
        Segment segment = new Segment(1, 0, duration == null ? 0 : duration.toMillis());
        return new LocatedSegments(1000, 0, null, List.of(new MediaSegment(segment, new FileRange(""))));
    }

    private static LocatedSegments indexed(SegmentBase base, SegmentIndex index) {
        List<MediaSegment> media = new ArrayList<>();
        long time = index.earliestTime();
        long first = base.indexRange().last() + 1 + index.firstOffset();
        for (SegmentIndex.Reference reference : index.references()) {
            Segment segment = new Segment(media.size() + 1L, time, reference.duration());
            ByteRange place = new ByteRange(first, first + reference.size() - 1);
            media.add(new MediaSegment(segment, new FileRange("", place)));
            time += reference.duration();
            first += reference.size();
        }
        FileRange initialization =
                base.initialization() == null ? null : base.initialization().place();
        return new LocatedSegments(index.timescale(), base.presentationTimeOffsetOrDefault(), initialization, media);
    }

    /** When a segment is shown, in ms since the start of its period. */
    public double startMs(int segment) {
        return ms(media.get(segment).segment().time() - presentationTimeOffset);
    }

    /** How long a segment lasts. */
    public double durationMs(int segment) {
        return ms(media.get(segment).segment().duration());
    }

    private double ms(long ticks) {
        return ticks * 1000.0 / timescale;
    }
}

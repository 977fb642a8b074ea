package org.rundelta.packager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rundelta.mp4.InitSegment;

/** What of one rendition is in the folder of a live title. Used under the lock of the title. */
final class LiveRendition {
    /** Bandwidths are declared in steps of a quarter, so that they seldom change. */
    private static final double STEP = 1.25;

    private final String folder;
    private final List<EncodedSegment> segments = new ArrayList<>();
    /** With the first segment; null until it is there. */
    private Rendition first;

    private byte[] initialization;
    private long declared;
    /** How many segments there were before those that are left. */
    private long deleted;
    /** How many of those that are left manifests name no more. */
    private int hidden;

    private boolean isOver;

    /**
     * A rendition of which nothing is there.
     *
     * @param folder relative to that of the title
     * @param target in bits per second; 0 if it has none
     */
    LiveRendition(String folder, long target) {
        this.folder = folder;
        declared = target;
    }

    /** Puts a segment in its place. */
    void add(Rendition one, Path title) throws IOException {
        Path place = Files.createDirectories(title.resolve(folder));
        EncodedSegment segment = one.segments().get(0);
        if (first == null) {
            initialization = new InitSegment(List.of(one.track())).toBytes();
            Path init = segment.file().resolveSibling(SegmentFiles.INITIALIZATION);
            RenditionFiles.move(Files.write(init, initialization), place.resolve(SegmentFiles.INITIALIZATION));
            first = one;
        }
        RenditionFiles.move(segment.file(), place.resolve(name(segment)));
        segments.add(segment);
    }

    private String name(EncodedSegment segment) {
        return first.start(segment) + ".m4s";
    }

    /** There will be no more. */
    void end() {
        isOver = true;
    }

    boolean isOver() {
        return isOver;
    }

    boolean isEmpty() {
        return segments.isEmpty();
    }

    /** How many segments there were until now. */
    long count() {
        return deleted + segments.size();
    }

    /** How many segments there were until now that begin before a time. */
    long countBefore(double seconds) {
        int before = segments.size();
        while (before > hidden + 1 && startSeconds(segments.get(before - 1)) >= seconds) {
            before--;
        }
        return deleted + before;
    }

    /** When one of its segments ends, in seconds. */
    double endSeconds(long index) {
        return endSeconds(segments.get((int) (index - deleted)));
    }

    private double startSeconds(EncodedSegment segment) {
        return (double) first.start(segment) / first.track().timescale();
    }

    private double endSeconds(EncodedSegment segment) {
        return (double) first.end(segment) / first.track().timescale();
    }

    /** What ends by then is named no more. */
    void hideUntil(double seconds) {
        while (hidden + 1 < segments.size() && endSeconds(segments.get(hidden)) <= seconds) {
            hidden++;
        }
    }

    /** Forgets what is named no more and ends by then; gives the paths. */
    List<String> takeUntil(double seconds) {
        List<String> taken = new ArrayList<>();
        while (hidden > 0 && endSeconds(segments.get(0)) <= seconds) {
            taken.add(folder + "/" + name(segments.remove(0)));
            hidden--;
            deleted++;
        }
        return taken;
    }

    /** Forgets all but so many since the beginning; gives the paths. */
    List<String> takeFrom(long count) {
        List<String> taken = new ArrayList<>();
        while (count() > count) {
            taken.add(folder + "/" + name(segments.remove(segments.size() - 1)));
        }
        return taken;
    }

    /** All files, relative to the folder of the title. */
    List<String> paths() {
        List<String> paths = new ArrayList<>();
        if (first != null) {
            paths.add(folder + "/" + SegmentFiles.INITIALIZATION);
        }
        segments.forEach(segment -> paths.add(folder + "/" + name(segment)));
        return paths;
    }

    /**
     * What a manifest names while it grows; what it declares to take never becomes less.
     *
     * @param end how many segments there were before those that it does not name yet
     */
    RenditionFiles growing(long end) {
        Rendition named = with(segments.subList(hidden, (int) (end - deleted)));
        return new SegmentFiles(named, initialization, folder) {
            @Override
            long bandwidth(long required) {
                declared = Math.max(declared, required <= declared ? 0 : step(required));
                return declared;
            }
        };
    }

    /** What a manifest names at last: all that is left. */
    RenditionFiles whole() {
        return new SegmentFiles(with(segments), initialization, folder);
    }

    private Rendition with(List<EncodedSegment> some) {
        return new Rendition(first.id(), first.description(), first.track(), first.frameRate(), List.copyOf(some));
    }

    /** The least power of the step that is enough. */
    static long step(long required) {
        double steps = Math.ceil(Math.log((double) required) / Math.log(STEP));
        return Math.max(required, Math.round(Math.pow(STEP, steps)));
    }
}

package org.rundelta.mp4;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a fragmented file, or an initialization segment and the segments that belong to it: what the tracks are, then
 * sample after sample of each. Tracks advance independently; in memory are the tables of one movie fragment for each
 * track that is being read, and the sample handed out. Boxes that it does not know are passed over. Used by one thread.
 *
 * <p>Everything a file says is checked before it is believed: all data of a fragment lie, without overlap, in the one
 * {@code mdat} behind its {@code moof}, and decode times do not go back.
 */
public final class FragmentReader implements Closeable {
    private final ByteSource source;
    private final MovieBox movie;
    private final InitSegment init;
    private final long mediaStart;
    private final Map<Integer, TrackCursor> cursors = new HashMap<>();

    private FragmentReader(ByteSource source) throws IOException, Mp4Exception {
        this.source = source;
        BoxHeader header = findMovie(source);
        this.movie = MovieBox.parse(header.load(source, BoxHeader.MAX_LOADED));
        this.init = new InitSegment(movie.tracks(), movie.durationMs());
        this.mediaStart = header.end();
        init.tracks().forEach(this::rewind);
    }

    /** Opens a file that begins with its initialization segment. */
    public static FragmentReader open(Path file) throws IOException, Mp4Exception {
        return open(List.of(file));
    }

    /**
     * Opens files that are read as one: an initialization segment and segments. One of them is open at a time.
     *
     * @throws Mp4Exception if the initialization segment is malformed, unsupported (the file is not fragmented, say) or
     *     over a limit
     */
    public static FragmentReader open(List<Path> files) throws IOException, Mp4Exception {
        return open(ByteSource.ofFiles(files));
    }

    /** As {@link #open(List)}, for files that are in memory already; the arrays are not copied. */
    public static FragmentReader of(byte[]... files) throws IOException, Mp4Exception {
        return open(ByteSource.ofArrays(files));
    }

    private static FragmentReader open(ByteSource source) throws IOException, Mp4Exception {
        boolean opened = false;
        try {
            FragmentReader reader = new FragmentReader(source);
            opened = true;
            return reader;
        } finally {
            if (!opened) {
                source.close();
            }
        }
    }

    private static BoxHeader findMovie(ByteSource source) throws IOException, Mp4Exception {
        long position = 0;
        while (position < source.size()) {
            BoxHeader header = BoxHeader.read(source, position);
            if (header.type().equals("moov")) {
                return header;
            }
            position = header.end();
        }
        throw new Mp4Exception(
                Mp4Exception.Reason.MALFORMED,
                "no moov box: not an MP4 file, or one without its initialization segment",
                source.place(position));
    }

    /** What the file says of its tracks; those that are neither video, audio nor WebVTT are left out. */
    public InitSegment init() {
        return init;
    }

    /**
     * The next sample of a track, or null behind its last.
     *
     * @throws IllegalArgumentException if {@link #init()} has no track of that id
     * @throws Mp4Exception if the file is malformed, unsupported or over a limit from here on
     */
    public Sample next(int trackId) throws IOException, Mp4Exception {
        return cursor(trackId).next();
    }

    /**
     * Passes over the next sample of a track without reading its data, or gives null behind the last.
     *
     * @throws IllegalArgumentException if {@link #init()} has no track of that id
     * @throws Mp4Exception as {@link #next}
     */
    public SampleInfo skip(int trackId) throws IOException, Mp4Exception {
        return cursor(trackId).skip();
    }

    /** Goes back to before the first sample of a track, one of {@link #init()}. */
    public void rewind(Track track) {
        cursors.put(track.id(), new TrackCursor(source, track, movie.defaults(), mediaStart));
    }

    private TrackCursor cursor(int trackId) {
        TrackCursor cursor = cursors.get(trackId);
        if (cursor == null) {
            throw new IllegalArgumentException("no track with id " + trackId);
        }
        return cursor;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}

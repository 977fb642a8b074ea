package org.rundelta.player;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rundelta.mp4.FragmentReader;
import org.rundelta.mp4.FragmentWriter;
import org.rundelta.mp4.InitSegment;
import org.rundelta.mp4.Mp4Exception;
import org.rundelta.mp4.Sample;
import org.rundelta.mp4.Track;

/**
 * Writes what is played as one fragmented MP4, from the start of the first segment on: a movie fragment for each segment, a
 * sample entry for each coding that occurs. Which do is known at the end, so the fragments wait in a file of their own.
 */
final class MovieRecorder implements Closeable {
    private final Path file;
    private final FileChannel fragments;
    private final OutputStream out;
    private final FragmentWriter writer;
    private final Map<String, RecordedTrack> tracks = new LinkedHashMap<>();
    private double originMs = Double.NaN;

    private MovieRecorder(Path file, FileChannel fragments) {
        this.file = file;
        this.fragments = fragments;
        out = new BufferedOutputStream(Channels.newOutputStream(fragments), 1 << 16);
        writer = new FragmentWriter(out);
    }

    /**
     * Begins a movie.
     *
     * @param file that it will be, at the end; beside it are the fragments until then
     */
    static MovieRecorder open(Path file) throws IOException {
        return new MovieRecorder(
                file,
                FileChannel.open(
                        file.resolveSibling(file.getFileName() + ".fragments"),
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE));
    }

    /**
     * Adds a segment and its audio.
     *
     * @param startMs when it begins, since the start of the presentation
     * @throws IOException if it cannot be in the same movie as those before, or the disk is full
     */
    void add(double startMs, FetchedMedia main, List<FetchedMedia> audio) throws IOException {
        originMs = Double.isNaN(originMs) ? startMs : originMs;
        add("main", main);
        for (FetchedMedia each : audio) {
            add("audio", each);
        }
    }

    private void add(String content, FetchedMedia media) throws IOException {
        try (FragmentReader reader = FragmentReader.of(media.init(), media.bytes())) {
            List<Track> sources = reader.init().tracks();
            for (int i = 0; i < sources.size(); i++) {
                Track source = sources.get(i);
                RecordedTrack track =
                        tracks.computeIfAbsent(content + " " + i, key -> new RecordedTrack(tracks.size() + 1, source));
                List<Sample> samples = track.place(media, source, readAll(reader, source), originMs);
                if (!samples.isEmpty()) {
                    writer.write(track.id(), samples);
                }
            }
        } catch (Mp4Exception e) {
            throw new IOException("a segment that cannot be saved: " + e.getMessage(), e);
        }
    }

    private static List<Sample> readAll(FragmentReader reader, Track track) throws IOException, Mp4Exception {
        List<Sample> samples = new ArrayList<>();
        for (Sample sample = reader.next(track.id()); sample != null; sample = reader.next(track.id())) {
            samples.add(sample);
        }
        return samples;
    }

    /** Puts the movie together. */
    void finish() throws IOException {
        out.flush();
        List<Track> all = tracks.values().stream().map(RecordedTrack::track).toList();
        long durationMs = tracks.values().stream()
                .mapToLong(RecordedTrack::durationMs)
                .max()
                .orElseThrow();
        try (FileChannel movie = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer init = ByteBuffer.wrap(new InitSegment(all, durationMs).toBytes());
            while (init.hasRemaining()) {
                movie.write(init);
            }
            long end = fragments.size();
            for (long at = 0; at < end; ) {
                at += fragments.transferTo(at, end - at, movie);
            }
        }
    }

    @Override
    public void close() throws IOException {
        fragments.close();
    }
}

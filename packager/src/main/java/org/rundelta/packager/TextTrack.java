package org.rundelta.packager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.rundelta.mp4.Sample;
import org.rundelta.mp4.TextSampleEntry;
import org.rundelta.mp4.Track;
import org.rundelta.text.CueSheet;
import org.rundelta.text.TextException;
import org.rundelta.text.TextReader;
import org.rundelta.text.VttWriter;

/**
 * Text of a title, read before anything is encoded.
 *
 * @param id of its representation
 */
record TextTrack(String id, TrackDescription description, CueSheet sheet) {
    /** The id of the track in every file of WebVTT in MP4. */
    private static final int TRACK_ID = 3;

    /** Cues have their times in milliseconds. */
    private static final long TIMESCALE = 1000;

    /**
     * Reads all texts.
     *
     * @throws IOException if a file cannot be read
     * @throws TextException if one is malformed, unsupported or over a limit
     */
    static List<TextTrack> read(TextOptions options, RenditionIds ids) throws IOException, TextException {
        List<TextTrack> tracks = new ArrayList<>();
        for (TextChoice choice : options.tracks()) {
            CueSheet sheet = TextReader.read(choice.file());
            tracks.add(new TextTrack(ids.ofText(choice.description()), choice.description(), sheet));
        }
        return tracks;
    }

    /** The text as one file, up to the end of the title. */
    TextFile toFile(EncodedTitle title) {
        byte[] file = VttWriter.write(sheet.until(Duration.ofMillis(title.durationMs())));
        return new TextFile(id, description, file);
    }

    /** A title with these texts as segments that begin with those of its video. */
    static EncodedTitle addSegments(List<TextTrack> tracks, EncodedTitle title, Path staging) throws IOException {
        List<Rendition> text = new ArrayList<>();
        for (TextTrack track : tracks) {
            text.add(track.toSegments(title, Files.createDirectories(staging.resolve(track.id))));
        }
        return title.withText(text);
    }

    private Rendition toSegments(EncodedTitle title, Path folder) throws IOException {
        Rendition video = title.video().get(0);
        long[] starts = video.segments().stream()
                .mapToLong(segment -> Math.round((double) video.start(segment)
                        * TIMESCALE
                        / video.track().timescale()))
                .distinct()
                .toArray();
        List<EncodedSegment> segments = new ArrayList<>();
        TextCutter cutter = new TextCutter(sheet.until(Duration.ofMillis(title.durationMs())), starts);
        for (int i = 0; i < starts.length; i++) {
            long end = i + 1 < starts.length ? starts[i + 1] : title.durationMs();
            try (SegmentWriter writer = SegmentWriter.open(folder.resolve(starts[i] + ".m4s"), TRACK_ID, i)) {
                for (Sample sample : cutter.samples(starts[i], end)) {
                    writer.add(sample);
                }
                segments.add(writer.finish());
            }
        }
        String language = description.language() == null
                ? Track.LANGUAGE_UNKNOWN
                : description.language().iso639();
        TextSampleEntry entry = TextSampleEntry.webVtt(sheet.header());
        return new Rendition(id, description, new Track(TRACK_ID, TIMESCALE, language, entry, 0), null, segments);
    }
}

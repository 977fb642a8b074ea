package org.rundelta.mp4;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * An initialization segment: {@code ftyp} and {@code moov}, without samples (ISO/IEC 14496-12, 4.3 and 8.2.1). With one
 * track it is a CMAF header (ISO/IEC 23000-19, 7.3.1); with several, the beginning of a fragmented file.
 *
 * @param tracks at least one, each with an id of its own
 * @param durationMs milliseconds of the presentation with all fragments, 0 if not known
 */
public record InitSegment(List<Track> tracks, long durationMs) {
    public InitSegment {
        tracks = List.copyOf(tracks);
        if (tracks.isEmpty()) {
            throw new IllegalArgumentException("an initialization segment has at least one track");
        }
        if (tracks.stream().mapToInt(Track::id).distinct().count() < tracks.size()) {
            throw new IllegalArgumentException("two tracks have the same id");
        }
        if (durationMs < 0) {
            throw new IllegalArgumentException("duration " + durationMs + " ms is negative");
        }
    }

    /** An initialization segment of a presentation whose duration is not known. */
    public InitSegment(List<Track> tracks) {
        this(tracks, 0);
    }

    /**
     * Reads {@code ftyp} and {@code moov}; boxes around them are passed over, tracks that hold neither video, audio nor WebVTT
     * left out.
     *
     * @throws Mp4Exception if they are malformed, unsupported (a file that is not fragmented, say) or over a limit
     */
    public static InitSegment parse(byte[] bytes) throws Mp4Exception {
        try (FragmentReader reader = FragmentReader.of(bytes)) {
            return reader.init();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // arrays are read without I/O
        }
    }

    /** The segment as bytes, the same for equal segments. */
    public byte[] toBytes() {
        BoxWriter out = new BoxWriter();
        FileType.ofTracks(tracks).write(out, "ftyp");
        MovieBox.write(out, this);
        return out.toBytes();
    }
}

package org.rundelta.packager;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.rundelta.dash.ByteRange;
import org.rundelta.dash.FileRange;
import org.rundelta.hls.MediaPlaylist;
import org.rundelta.hls.MediaSegment;
import org.rundelta.hls.PeakBitrate;
import org.rundelta.hls.UriRange;
import org.rundelta.hls.Variant.Kind;
import org.rundelta.mp4.AudioSampleEntry;

/** Describes the files of a rendition as media playlists that stand beside them. */
final class RenditionPlaylists {
    private static final long MICROS_PER_SECOND = 1_000_000;

    private final RenditionFiles files;
    private final List<Duration> durations = new ArrayList<>();

    RenditionPlaylists(RenditionFiles files) {
        this.files = files;
        Rendition rendition = files.rendition();
        for (EncodedSegment segment : rendition.segments()) {
            // Differences of rounded times, so that the times of players, which add them up, do not drift.
            long micros = micros(rendition.end(segment)) - micros(rendition.start(segment));
            durations.add(Duration.ofNanos(micros * 1000));
        }
    }

    private long micros(long ticks) {
        long timescale = files.rendition().track().timescale();
        return ticks / timescale * MICROS_PER_SECOND
                + (ticks % timescale * MICROS_PER_SECOND + timescale / 2) / timescale;
    }

    /** The least target duration, in seconds: that of the longest segment, rounded. */
    long targetDuration() {
        long longest = durations.stream().mapToLong(Duration::toMillis).max().orElseThrow();
        return Math.max(1, Duration.ofMillis(longest + 500).toSeconds());
    }

    /** What of the files is in a playlist: segments, or the first sample of each. */
    MediaPlaylist playlist(Kind kind, long targetDuration) {
        List<MediaSegment> segments = new ArrayList<>();
        for (int i = 0; i < durations.size(); i++) {
            segments.add(new MediaSegment(durations.get(i), place(kind, i), null));
        }
        return new MediaPlaylist(kind, targetDuration, beside(files.initializationPlace()), segments);
    }

    private UriRange place(Kind kind, int segment) {
        UriRange whole = beside(files.place(segment));
        if (kind == Kind.PLAYBACK) {
            return whole;
        }
        long first = whole.range() == null ? 0 : whole.range().first();
        return new UriRange(
                whole.uri(), new ByteRange(first, first + bytes(kind).get(segment) - 1));
    }

    private UriRange beside(FileRange place) {
        return new UriRange(place.path().substring(files.folder().length() + 1), place.range());
    }

    private List<Long> bytes(Kind kind) {
        return files.rendition().segments().stream()
                .map(segment -> kind == Kind.PLAYBACK ? segment.fileBytes() : segment.firstSampleEnd())
                .toList();
    }

    /** Bits per second at the most. */
    long peak(Kind kind, long targetDuration) {
        return PeakBitrate.of(bytes(kind), durations, targetDuration);
    }

    /** Bits per second over all. */
    long average(Kind kind) {
        return PeakBitrate.average(bytes(kind), durations);
    }

    /** How many channels the audio has, as HLS says it. */
    String channels() {
        return String.valueOf(((AudioSampleEntry) files.rendition().track().entry()).channels());
    }

    /** Path of a playlist, relative to the title. */
    String path(Kind kind) {
        return files.folder() + "/" + (kind == Kind.PLAYBACK ? "media.m3u8" : "keyframes.m3u8");
    }
}

package org.rundelta.packager;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.rundelta.hls.AlternativeRendition;
import org.rundelta.hls.MediaPlaylist;
import org.rundelta.hls.MediaSegment;
import org.rundelta.hls.PeakBitrate;
import org.rundelta.hls.PlaylistWriter;
import org.rundelta.hls.UriRange;
import org.rundelta.hls.Variant;

/**
 * The text of a title as a group of HLS: each file of WebVTT is the only segment of a media playlist beside it. A file
 * without {@code X-TIMESTAMP-MAP} has the times of the media (RFC 8216bis, 3.1.4).
 */
final class TextGroup {
    private static final String ID = "text";

    private static final String PLAYLIST = "media.m3u8";

    /** What HLS says of text with a role of DASH (RFC 8216bis, 4.4.6.1). */
    private static final Map<String, String> CHARACTERISTICS = Map.of(
            "caption",
            "public.accessibility.transcribes-spoken-dialog,public.accessibility.describes-music-and-sound",
            "easyreader",
            "public.easy-to-read");

    private final List<TextFile> files;
    private final Duration duration;

    /** @param duration of the title */
    TextGroup(List<TextFile> files, Duration duration) {
        this.files = files;
        this.duration = duration;
    }

    /** By which variants refer to it; null if there is no text. */
    String id() {
        return files.isEmpty() ? null : ID;
    }

    /** None of them is shown before a viewer, or a player that knows the viewer's language, chooses it. */
    List<AlternativeRendition> renditions() {
        List<AlternativeRendition> renditions = new ArrayList<>();
        RenditionNames names = new RenditionNames();
        for (TextFile file : files) {
            TrackDescription description = file.description();
            String language = description.language() == null
                    ? null
                    : description.language().value();
            boolean forced = description.role().equals("forced-subtitle");
            renditions.add(new AlternativeRendition(
                    AlternativeRendition.Type.SUBTITLES,
                    ID,
                    names.next(description.label(), language, "Text"),
                    language,
                    false,
                    language != null || forced,
                    forced,
                    CHARACTERISTICS.get(description.role()),
                    null,
                    path(file)));
        }
        return renditions;
    }

    void write(Map<String, byte[]> written) {
        for (TextFile file : files) {
            UriRange whole = new UriRange(TextFile.NAME, null);
            MediaPlaylist playlist = new MediaPlaylist(
                    Variant.Kind.PLAYBACK,
                    Math.max(1, duration.plusMillis(500).toSeconds()),
                    null,
                    List.of(new MediaSegment(duration, whole, null)));
            written.put(path(file), PlaylistWriter.write(playlist));
        }
    }

    /** Bits per second of the largest file over the title. */
    long bitrate() {
        return files.stream()
                .mapToLong(file -> PeakBitrate.average(List.of(file.bytes()), List.of(duration)))
                .max()
                .orElse(0);
    }

    private static String path(TextFile file) {
        return file.folder() + "/" + PLAYLIST;
    }
}

package org.rundelta.cli;

import org.rundelta.cli.PlaylistReport.MediaPlaylistReport;
import org.rundelta.cli.PlaylistReport.SegmentReport;

/** Writes down what {@code inspect} found in a playlist. */
final class PlaylistText {
    private static final String END = System.lineSeparator();

    private PlaylistText() {}

    /** Several lines, without the last line's end. */
    static String of(PlaylistReport report) {
        StringBuilder text = new StringBuilder(report.file() + ": HLS " + report.type() + " playlist" + END);
        if (report.steering() != null) {
            text.append(report.steering().text()).append(END);
        }
        text.append(END);
        TextTable table = new TextTable(
                "",
                "playlist",
                "kind",
                "group",
                "name",
                "language",
                "codecs",
                "size",
                "frames/s",
                "bandwidth",
                "average bit/s",
                "segments",
                "seconds",
                "bytes",
                "missing");
        for (MediaPlaylistReport playlist : report.playlists()) {
            table.row(
                    playlist.path(),
                    playlist.kind(),
                    playlist.group(),
                    playlist.name(),
                    playlist.language(),
                    playlist.codecs(),
                    playlist.width() == null ? null : playlist.width() + "x" + playlist.height(),
                    playlist.frameRate(),
                    playlist.bandwidth(),
                    playlist.averageBitrate(),
                    playlist.segments(),
                    playlist.seconds(),
                    playlist.bytes(),
                    playlist.missing());
        }
        text.append(table);
        report.playlists().forEach(playlist -> appendSegments(text, playlist));
        MissingText.append(text, report.missing());
        return text.toString().stripTrailing();
    }

    private static void appendSegments(StringBuilder text, MediaPlaylistReport playlist) {
        if (playlist.files() == null) {
            return;
        }
        TextTable table = new TextTable("  ", "start s", "duration s", "bytes", "file", "range");
        for (SegmentReport segment : playlist.files()) {
            table.row(segment.start(), segment.seconds(), segment.bytes(), segment.path(), segment.range());
        }
        text.append(END).append(playlist.path()).append(END).append(table);
    }
}

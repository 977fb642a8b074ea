package org.rundelta.hls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import org.rundelta.dash.ManifestException;

/**
 * Reads playlists, also of other writers. Tags and attributes for which the records have no place are passed over;
 * playlists that are not complete, define variables, or have more than {@link #MAX_BYTES} are refused.
 */
public final class PlaylistReader {
    /** Size limit of a document. */
    public static final int MAX_BYTES = 8 << 20;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private PlaylistReader() {}

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read
     * @throws ManifestException if it is malformed, unsupported or over a limit; the message begins with the path
     */
    public static Playlist read(Path file) throws IOException, ManifestException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in.readNBytes(MAX_BYTES + 1), file.toString());
        }
    }

    /**
     * Reads a document.
     *
     * @param name of the document, for messages
     * @throws ManifestException if it is malformed, unsupported or over a limit; the message begins with the name
     */
    public static Playlist read(byte[] document, String name) throws ManifestException {
        if (document.length > MAX_BYTES) {
            throw new ManifestException(name + ": playlist over the limit of " + MAX_BYTES + " bytes");
        }
        String text = new String(document, StandardCharsets.UTF_8);
        Iterator<String> lines = text.lines().iterator();
        if (!lines.hasNext() || !lines.next().strip().equals("#EXTM3U")) {
            String cause = text.startsWith(BYTE_ORDER_MARK) ? ": a byte order mark is not allowed" : "";
            throw new ManifestException(name + ": not a playlist: its first line is not #EXTM3U" + cause);
        }
        PlaylistLines playlist = new PlaylistLines();
        for (int number = 2; lines.hasNext(); number++) {
            read(lines.next().strip(), playlist, name + ": malformed playlist in line " + number + ": ");
        }
        try {
            return playlist.end();
        } catch (IllegalArgumentException | ManifestException e) {
            throw new ManifestException(name + ": malformed playlist: " + e.getMessage(), e);
        }
    }

    private static void read(String line, PlaylistLines playlist, String where) throws ManifestException {
        try {
            if (line.startsWith("#EXT")) {
                int colon = line.indexOf(':');
                playlist.tag(line.substring(1, colon < 0 ? line.length() : colon), line.substring(colon + 1));
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                playlist.uri(line);
            }
        } catch (IllegalArgumentException | ArithmeticException | ManifestException e) {
            throw new ManifestException(where + e.getMessage(), e);
        }
    }
}

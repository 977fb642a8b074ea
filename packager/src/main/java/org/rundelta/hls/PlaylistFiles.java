package org.rundelta.hls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.rundelta.dash.FileUrl;
import org.rundelta.dash.ManifestException;

/** The files that a multivariant playlist and its media playlists name, for whoever checks or clears their folder. */
public final class PlaylistFiles {
    private PlaylistFiles() {}

    /**
     * Paths relative to the folder, with {@code /} between names, each once, the media playlists among them. What a media
     * playlist names is left out if it is not there, and copies on other servers are.
     *
     * @param name of the multivariant playlist in that folder
     * @throws IOException if a playlist cannot be read
     * @throws ManifestException if a playlist is malformed or unsupported, or a URI is, or leaves the folder
     */
    public static Set<String> of(Path folder, String name) throws IOException, ManifestException {
        Set<String> files = new LinkedHashSet<>();
        for (String playlist : mediaPlaylists(multivariant(folder, name), name)) {
            files.add(playlist);
            if (Files.isRegularFile(folder.resolve(playlist))) {
                for (UriRange place : places(media(folder, playlist))) {
                    files.add(FileUrl.file(playlist, place.uri()));
                }
            }
        }
        return files;
    }

    private static MultivariantPlaylist multivariant(Path folder, String name) throws IOException, ManifestException {
        if (PlaylistReader.read(folder.resolve(name)) instanceof MultivariantPlaylist multivariant) {
            return multivariant;
        }
        throw new ManifestException(
                folder.resolve(name) + ": unsupported playlist: it names segments, no other playlists");
    }

    /**
     * Reads a media playlist.
     *
     * @throws IOException if it cannot be read
     * @throws ManifestException if it is malformed, unsupported, or none
     */
    public static MediaPlaylist media(Path folder, String name) throws IOException, ManifestException {
        if (PlaylistReader.read(folder.resolve(name)) instanceof MediaPlaylist media) {
            return media;
        }
        throw new ManifestException(folder.resolve(name) + ": malformed playlist: it is no media playlist");
    }

    /** Paths of the media playlists, of renditions first, each once. */
    private static Set<String> mediaPlaylists(MultivariantPlaylist playlist, String name) throws ManifestException {
        Set<String> paths = new LinkedHashSet<>();
        for (AlternativeRendition rendition : playlist.renditions()) {
            if (rendition.uri() != null && !playlist.isElsewhere(rendition.uri())) {
                paths.add(FileUrl.file(name, rendition.uri()));
            }
        }
        for (Variant variant : playlist.variants()) {
            if (!playlist.isElsewhere(variant.uri())) {
                paths.add(FileUrl.file(name, variant.uri()));
            }
        }
        return paths;
    }

    private static List<UriRange> places(MediaPlaylist playlist) {
        List<UriRange> places = new ArrayList<>();
        if (playlist.map() != null) {
            places.add(playlist.map());
        }
        playlist.segments().forEach(segment -> places.add(segment.place()));
        return places;
    }
}

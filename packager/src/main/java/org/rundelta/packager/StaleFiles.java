package org.rundelta.packager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.rundelta.dash.ManifestException;
import org.rundelta.dash.ManifestFiles;
import org.rundelta.dash.Mpd;
import org.rundelta.dash.MpdReader;
import org.rundelta.hls.PlaylistFiles;

/** The files of the title that was in a folder before. */
final class StaleFiles {
    private final Path folder;
    private final Set<String> paths;

    private StaleFiles(Path folder, Set<String> paths) {
        this.folder = folder;
        this.paths = paths;
    }

    /** The files that the title now in the folder names; none if there is none, or it is not of our making. */
    static StaleFiles in(Path folder) throws IOException {
        Set<String> paths = new HashSet<>();
        Path manifest = folder.resolve(Packager.MANIFEST);
        if (Files.exists(manifest)) {
            try {
                paths.addAll(namedBy(MpdReader.readAny(Files.readAllBytes(manifest), manifest.toString())));
                paths.add(Packager.POSTER);
            } catch (ManifestException e) {
                // somebody else's: they stay
            }
        }
        return new StaleFiles(folder, paths);
    }

    static Set<String> namedBy(Mpd mpd) throws ManifestException {
        return new HashSet<>(ManifestFiles.of(mpd));
    }

    void add(Set<String> more) {
        paths.addAll(more);
    }

    /** Adds the playlists of the title if they name one of these, and so are of our making. */
    void addPlaylists() throws IOException {
        try {
            Set<String> named = Files.exists(folder.resolve(Packager.PLAYLIST))
                    ? PlaylistFiles.of(folder, Packager.PLAYLIST)
                    : Set.of();
            if (!Collections.disjoint(named, paths)) {
                paths.addAll(named);
                paths.add(Packager.PLAYLIST);
            }
        } catch (ManifestException e) {
            // likewise
        }
    }

    /** Deletes them, but for those of the new title, and folders that this leaves empty. */
    void deleteBut(Set<String> current) throws IOException {
        paths.removeAll(current);
        delete(folder, paths);
    }

    /** Deletes files of a title, and folders that this leaves empty. */
    static void delete(Path title, Set<String> files) throws IOException {
        Set<Path> folders = new HashSet<>();
        for (String file : files) {
            Files.deleteIfExists(title.resolve(file));
            folders.add(title.resolve(file).getParent());
        }
        for (Path each : folders) {
            deleteIfEmpty(each, title);
        }
    }

    private static void deleteIfEmpty(Path folder, Path output) throws IOException {
        Path empty = folder;
        while (!empty.equals(output) && Files.isDirectory(empty) && isEmpty(empty)) {
            Files.delete(empty);
            empty = empty.getParent();
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }
}

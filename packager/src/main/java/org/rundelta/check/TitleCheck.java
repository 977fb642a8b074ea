package org.rundelta.check;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.rundelta.dash.ManifestException;
import org.rundelta.dash.ManifestFiles;
import org.rundelta.dash.Mpd;
import org.rundelta.dash.MpdReader;
import org.rundelta.hls.MultivariantPlaylist;
import org.rundelta.hls.PlaylistReader;

/**
 * Checks a packaged title: every file that a manifest or a playlist names, byte for byte, and that there are no others.
 */
public final class TitleCheck {
    /** The page of the player, which may stand beside a manifest. */
    public static final String PLAYER_PAGE = "index.html";

    /** The script of the player. */
    public static final String PLAYER_SCRIPT = "rundelta-player.js";

    /** What a picture may be called that stands for the title. */
    private static final Set<String> POSTERS = Set.of("poster.webp", "poster.jpg", "poster.png");

    private static final String MPD = ".mpd";
    private static final String PLAYLIST = ".m3u8";

    private final Path folder;
    private final Findings findings = new Findings();
    private final Set<String> named = new TreeSet<>();
    private boolean complete = true;
    private int representations;
    private int segments;

    private TitleCheck(Path folder) {
        this.folder = folder;
    }

    /**
     * Checks a title.
     *
     * @param title its folder, or a manifest in it
     * @throws IOException if there is no manifest, or a file cannot be read
     */
    public static CheckReport run(Path title) throws IOException {
        Path folder = Files.isDirectory(title) ? title : title.toAbsolutePath().getParent();
        TitleCheck check = new TitleCheck(folder);
        List<Path> manifests = Files.isDirectory(title) ? files(title, MPD) : List.of(title);
        if (manifests.isEmpty()) {
            throw new IOException(title + ": has no manifest (*.mpd); name the folder of a packaged title");
        }
        for (Path manifest : manifests) {
            check.checkManifest(manifest);
        }
        for (Path playlist : files(folder, PLAYLIST)) {
            check.checkPlaylist(playlist);
        }
        check.checkNothingElse();
        return new CheckReport(
                title.toString(), check.representations, check.segments, check.named.size(), check.findings.all());
    }

    /** Whether there is something to check: a folder with a manifest. */
    public static boolean hasManifest(Path folder) throws IOException {
        return Files.isDirectory(folder) && !files(folder, MPD).isEmpty();
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> lowerName(file).endsWith(ending))
                    .filter(file -> !isHidden(file) && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        }
    }

    private void checkManifest(Path manifest) throws IOException {
        String name = manifest.getFileName().toString();
        try {
            Mpd mpd = MpdReader.read(manifest);
            named.addAll(ManifestFiles.of(mpd));
            ManifestCheck check = new ManifestCheck(folder, name, mpd, findings);
            check.run();
            representations += check.representations();
            segments += check.segments();
        } catch (ManifestException e) {
            complete = false;
            findings.addUnreadable(manifest, name, e);
        }
    }

    /** Playlists that name no others stand beside those that name them. */
    private void checkPlaylist(Path file) throws IOException {
        String name = file.getFileName().toString();
        try {
            if (PlaylistReader.read(file) instanceof MultivariantPlaylist playlist) {
                MultivariantCheck check = new MultivariantCheck(folder, name, findings);
                check.run(playlist);
                named.addAll(check.named());
                complete &= check.isComplete();
            }
        } catch (ManifestException e) {
            complete = false;
            findings.addUnreadable(file, name, e);
        }
    }

    /** Without all manifests it cannot be told what is superfluous. */
    private void checkNothingElse() throws IOException {
        if (!complete) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
                boolean skip = !path.equals(folder) && isHidden(path);
                return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String path = folder.relativize(file).toString().replace('\\', '/');
                String lower = lowerName(file);
                boolean names = lower.endsWith(MPD)
                        || lower.endsWith(PLAYLIST) && file.getParent().equals(folder);
                boolean isPlayer = path.equals(PLAYER_PAGE) || path.equals(PLAYER_SCRIPT);
                boolean belongs = named.contains(path) || names || isPlayer || POSTERS.contains(path);
                if (!belongs && !isHidden(file)) {
                    findings.add(path, "no manifest names this file", "only files that are named");
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static String lowerName(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT);
    }

    private static boolean isHidden(Path path) {
        return path.getFileName().toString().startsWith(".");
    }
}

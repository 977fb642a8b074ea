package org.rundelta.push;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A packaged folder as it was when it was read: all its files but hidden ones, media first, then manifests, of which a
 * playlist in a subfolder comes before the one above that names it.
 */
final class Title {
    private static final Comparator<TitleFile> PUSH_ORDER =
            Comparator.<TitleFile>comparingInt(file -> rank(file.path())).thenComparing(TitleFile::path);

    private final Path folder;
    private final Map<String, Stamp> listing;
    private final List<TitleFile> files;

    /** Size and time tell whether a file was touched, without reading it again. */
    private record Stamp(long size, FileTime modified) {
        static Stamp of(BasicFileAttributes attributes) {
            return new Stamp(attributes.size(), attributes.lastModifiedTime());
        }
    }

    private Title(Path folder, Map<String, Stamp> listing, List<TitleFile> files) {
        this.folder = folder;
        this.listing = listing;
        this.files = files;
    }

    /**
     * Lists a packaged folder.
     *
     * @throws IOException if it cannot be read or has no manifest
     */
    static Title read(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException(folder + " is not a folder: name the folder of a packaged title");
        }
        Path real = folder.toRealPath();
        Map<String, Stamp> listing = list(real);
        if (listing.keySet().stream().noneMatch(TitleFile::isManifestPath)) {
            throw new IOException(folder + " has no manifest (*.mpd or *.m3u8): package a title into it first");
        }
        List<TitleFile> files = listing.entrySet().stream()
                .map(entry -> new TitleFile(entry.getKey(), entry.getValue().size))
                .sorted(PUSH_ORDER)
                .toList();
        return new Title(real, listing, files);
    }

    List<TitleFile> media() {
        return files.stream().filter(file -> !file.isManifest()).toList();
    }

    List<TitleFile> manifests() {
        return files.stream().filter(TitleFile::isManifest).toList();
    }

    List<TitleFile> files() {
        return files;
    }

    Set<String> paths() {
        return new TreeSet<>(listing.keySet());
    }

    Path folder() {
        return folder;
    }

    /** Size of all files in bytes. */
    long bytes() {
        return files.stream().mapToLong(TitleFile::size).sum();
    }

    /**
     * Compares the size and time of a file with those that were listed.
     *
     * @throws IOException if they differ
     */
    void checkUnchanged(TitleFile file) throws IOException {
        if (!listing.get(file.path()).equals(stamp(file))) {
            throw changed(file.path());
        }
    }

    private Stamp stamp(TitleFile file) throws IOException {
        try {
            return Stamp.of(Files.readAttributes(folder.resolve(file.path()), BasicFileAttributes.class));
        } catch (NoSuchFileException e) {
            throw changed(file.path());
        }
    }

    FileChannel open(TitleFile file) throws IOException {
        try {
            return FileChannel.open(folder.resolve(file.path()), StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            throw changed(file.path());
        }
    }

    /**
     * Compares names, sizes and times with those that were listed.
     *
     * @throws IOException if they differ
     */
    void checkUnchanged() throws IOException {
        Map<String, Stamp> now = list(folder);
        if (now.equals(listing)) {
            return;
        }
        Set<String> paths = paths();
        paths.addAll(now.keySet());
        for (String path : paths) {
            Stamp before = listing.get(path);
            if (before == null || !before.equals(now.get(path))) {
                throw changed(path);
            }
        }
    }

    private IOException changed(String path) {
        return new IOException(folder.resolve(path) + " changed during the push: push again when nothing writes there");
    }

    private static Map<String, Stamp> list(Path folder) throws IOException {
        Map<String, Stamp> listing = new HashMap<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
                boolean skip = !path.equals(folder) && isHidden(path);
                return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                if (!isHidden(path)) {
                    BasicFileAttributes target = attributes.isSymbolicLink() ? follow(folder, path) : attributes;
                    if (target.isRegularFile()) {
                        listing.put(relative(folder, path), Stamp.of(target));
                    }
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return listing;
    }

    private static int rank(String path) {
        int depth = (int) path.chars().filter(c -> c == '/').count();
        return TitleFile.isManifestPath(path) ? Integer.MAX_VALUE - depth : 0;
    }

    private static BasicFileAttributes follow(Path folder, Path link) throws IOException {
        if (!Files.isRegularFile(link) || !link.toRealPath().startsWith(folder)) {
            throw new IOException(link + " is a link to no file of the title: replace it by the file itself");
        }
        return Files.readAttributes(link, BasicFileAttributes.class);
    }

    private static boolean isHidden(Path path) {
        return path.getFileName().toString().startsWith(".");
    }

    private static String relative(Path folder, Path file) throws IOException {
        List<String> parts = new ArrayList<>();
        folder.relativize(file).forEach(part -> parts.add(part.toString()));
        String path = String.join("/", parts);
        if (path.chars().anyMatch(Character::isISOControl)) {
            throw new IOException(file.getParent() + " holds a file with a control character in its name: rename it");
        }
        return path;
    }
}

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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A packaged folder as it was when it was read: all its files but hidden ones, media first, then manifests, of which a
 * playlist in a subfolder comes before the one above that names it.
 */
final class Title {
    /** No file system's times are coarser. */
    private static final Duration COARSEST_TIME = Duration.ofSeconds(2);

    private final Path folder;
    private final Instant listed;
    private final Map<String, Stamp> listing;
    private final Map<Path, FileTime> folders;
    private final List<TitleFile> media = new ArrayList<>();
    private final List<TitleFile> manifests = new ArrayList<>();

    /** Size and time tell whether a file was touched, without reading it again. */
    private record Stamp(long size, FileTime modified) {
        static Stamp of(BasicFileAttributes attributes) {
            return new Stamp(attributes.size(), attributes.lastModifiedTime());
        }

        /** Does what {@code equals} does, which takes 15 ms when it is called first. */
        boolean is(Stamp other) {
            return size == other.size && modified.equals(other.modified);
        }
    }

    private Title(Path folder, Instant listed, Map<String, Stamp> listing, Map<Path, FileTime> folders) {
        this.folder = folder;
        this.listed = listed;
        this.listing = listing;
        this.folders = folders;
        listing.forEach((path, stamp) ->
                (TitleFile.isManifestPath(path) ? manifests : media).add(new TitleFile(path, stamp.size)));
        manifests.sort(Comparator.comparingInt(file -> -depth(file.path())));
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
        Map<Path, FileTime> folders = new HashMap<>();
        Title title = new Title(real, Instant.now(), list(real, folders), folders);
        if (title.manifests.isEmpty()) {
            throw new IOException(folder + " has no manifest (*.mpd or *.m3u8): package a title into it first");
        }
        return title;
    }

    List<TitleFile> media() {
        return media;
    }

    List<TitleFile> manifests() {
        return manifests;
    }

    List<TitleFile> files() {
        return Stream.of(media, manifests).flatMap(List::stream).toList();
    }

    Set<String> paths() {
        return new TreeSet<>(listing.keySet());
    }

    Path folder() {
        return folder;
    }

    /** Size of all files in bytes. */
    long bytes() {
        return files().stream().mapToLong(TitleFile::size).sum();
    }

    /**
     * Compares the size and time of a file with those that were listed.
     *
     * @throws IOException if they differ
     */
    void checkUnchanged(TitleFile file) throws IOException {
        if (!listing.get(file.path()).is(stamp(file))) {
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
        Map<String, Stamp> now = list(folder, new HashMap<>());
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

    /**
     * Compares only when names came to a folder, or went, last; only if that differs, does {@link #checkUnchanged()}.
     *
     * @throws IOException if names, sizes or times differ
     */
    void checkSameNames() throws IOException {
        boolean isSame = folders.entrySet().stream().allMatch(entry -> {
            FileTime modified = entry.getValue();
            return modified.toInstant().isBefore(listed.minus(COARSEST_TIME))
                    && modified.toMillis() == entry.getKey().toFile().lastModified();
        });
        if (!isSame) {
            checkUnchanged();
        }
    }

    private IOException changed(String path) {
        return new IOException(folder.resolve(path) + " changed during the push: push again when nothing writes there");
    }

    /**
     * In the order of the paths.
     *
     * @param folders gets when names came to each folder, or went, last
     */
    private static Map<String, Stamp> list(Path folder, Map<Path, FileTime> folders) throws IOException {
        Map<String, Stamp> listing = new TreeMap<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
                if (!path.equals(folder) && isHidden(path)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                folders.put(path, attributes.lastModifiedTime());
                return FileVisitResult.CONTINUE;
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

    private static int depth(String path) {
        return (int) path.chars().filter(c -> c == '/').count();
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
        String path =
                folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
        for (int i = 0; i < path.length(); i++) {
            if (Character.isISOControl(path.charAt(i))) {
                throw new IOException(
                        file.getParent() + " holds a file with a control character in its name: rename it");
            }
        }
        return path;
    }
}

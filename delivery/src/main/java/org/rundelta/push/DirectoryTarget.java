package org.rundelta.push;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rundelta.swarm.Metainfo;
import org.rundelta.swarm.UnfinishedFetches;

/**
 * A directory, on this machine or mounted. A file is written as {@code .NAME.RANDOM.partial} in its final folder, read
 * back, and renamed; all are forced to the disk before a manifest names them, if so much care is taken. The hidden folder {@code .rundelta-push} holds the lock and the record of files.
 */
final class DirectoryTarget implements PushTarget {
    private static final String STATE_FOLDER = ".rundelta-push";

    private static final Pattern PARTIAL = Pattern.compile("\\.(.+)\\.[0-9a-f]{16}\\.partial");

    private final Path root;
    private final PushCare care;
    private final PushRecord record;
    private final Map<String, Path> partials = new ConcurrentHashMap<>();

    /** By their paths in the title, those that were looked up already. */
    private final Map<String, Path> folders = new ConcurrentHashMap<>();

    /** Folders that are there. */
    private final Set<Path> made = ConcurrentHashMap.newKeySet();

    private final Forcer forcer = new Forcer();
    private final Set<Path> unforcedFolders = ConcurrentHashMap.newKeySet();
    private boolean syncs;
    private TargetLock lock;

    private DirectoryTarget(Path root, PushCare care) {
        this.root = root;
        this.care = care;
        this.syncs = care.sync() == PushCare.Sync.ALWAYS;
        this.record = new PushRecord(root.resolve(STATE_FOLDER).resolve("files"));
    }

    /**
     * Looks at the paths only, changes nothing.
     *
     * @param target a path or a {@code file:} URL
     * @param title the folder to be pushed, a real path
     * @param care whether what was written is read back, and waited for until it is on the disk
     * @throws IOException if target and title overlap, or the URL is not one of this machine
     */
    static DirectoryTarget open(String target, Path title, PushCare care) throws IOException {
        Path root = realPath(toPath(target).toAbsolutePath().normalize());
        if (root.startsWith(title) || title.startsWith(root)) {
            throw new IOException("it overlaps with the title " + title + ": push to a folder of its own");
        }
        return new DirectoryTarget(root, care);
    }

    private static Path toPath(String target) throws IOException {
        try {
            boolean url = target.regionMatches(true, 0, "file:/", 0, "file:/".length());
            return url ? Path.of(URI.create(target)) : Path.of(target);
        } catch (IllegalArgumentException e) {
            throw new IOException("it is no path or file URL of this machine: write /folder or file:///folder", e);
        }
    }

    /** Resolves links in the part of the path that exists. */
    private static Path realPath(Path path) throws IOException {
        if (path.getParent() == null || Files.exists(path)) {
            return path.toRealPath();
        }
        return realPath(path.getParent()).resolve(path.getFileName());
    }

    Path root() {
        return root;
    }

    /** Deletes what swarms of other titles left half-way. */
    void deleteUnfinished(Metainfo torrent) throws IOException {
        for (Path unfinished : UnfinishedFetches.allBut(root, torrent)) {
            UnfinishedFetches.delete(unfinished);
        }
    }

    @Override
    public void begin() throws IOException {
        if (Files.exists(root) && !Files.isDirectory(root)) {
            throw new IOException("it is a file: push to a folder");
        }
        Path state = Files.createDirectories(root.resolve(STATE_FOLDER));
        lock = TargetLock.acquire(state.resolve("lock"));
        clearPartials(record.read().keySet());
    }

    @Override
    public OptionalLong size(String path) throws IOException {
        // As it is of most files: those of a new folder are not asked for, others faster than by an exception.
        if (!made.contains(folderOf(path)) || !locate(path).toFile().exists()) {
            return OptionalLong.empty();
        }
        try {
            BasicFileAttributes found =
                    Files.readAttributes(locate(path), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (found.isDirectory()) {
                throw new IOException(path + " is a file of the title but a folder there: remove that folder");
            }
            return found.isRegularFile() ? OptionalLong.of(found.size()) : OptionalLong.empty();
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public boolean holds(String path, long size, Source source) throws IOException {
        try (FileChannel stored = FileChannel.open(locate(path), StandardOpenOption.READ)) {
            return FileBuffer.ofThread().isSame(stored, source);
        }
    }

    @Override
    public Map<String, Instant> owned() throws IOException {
        Map<String, Instant> owned = new TreeMap<>();
        for (Map.Entry<String, Instant> entry : record.read().entrySet()) {
            Path file = locate(entry.getKey());
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                owned.put(entry.getKey(), entry.getValue());
            }
        }
        return owned;
    }

    @Override
    public void own(Map<String, Instant> files) throws IOException {
        record.write(files);
    }

    @Override
    public void replacing() {
        syncs = care.sync() != PushCare.Sync.NEVER;
    }

    @Override
    public boolean put(String path, long size, Source source) throws IOException {
        Path folder = folderOf(path);
        if (!made.contains(folder)) {
            made.add(Files.createDirectories(folder));
        }
        String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        Path partial = folder.resolve("." + name(path) + "." + random + ".partial");
        partials.put(path, partial);
        if (!care.readsBack()) {
            DiskFile.copy(partial, path, source);
            return true;
        }
        try (ReadableByteChannel in = source.channel()) {
            return DiskFile.write(partial, path, in);
        }
    }

    @Override
    public void commit(String path) throws IOException {
        Path file = locate(path);
        Files.move(partials.get(path), file, StandardCopyOption.ATOMIC_MOVE);
        partials.remove(path);
        if (!syncs) {
            return;
        }
        forcer.begin(file);
        for (Path folder = file.getParent(); folder.startsWith(root); folder = folder.getParent()) {
            unforcedFolders.add(folder);
        }
    }

    @Override
    public void flush() throws IOException {
        if (!syncs) {
            return;
        }
        partials.values().forEach(forcer::begin);
        forcer.await();
        if (root.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            for (Path folder : unforcedFolders) {
                DiskFile.force(folder);
            }
        }
        unforcedFolders.clear();
    }

    @Override
    public void delete(String path) throws IOException {
        Path file = locate(path);
        Files.deleteIfExists(file);
        deleteEmptyFolders(file.getParent());
    }

    @Override
    public void close() throws IOException {
        forcer.close();
        try {
            for (Path partial : partials.values()) {
                Files.deleteIfExists(partial);
            }
        } finally {
            if (lock != null) {
                lock.close();
            }
        }
    }

    private Path locate(String path) throws IOException {
        return folderOf(path).resolve(name(path));
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The folder of a file, after a check that no link on the way leads out of the target. */
    private Path folderOf(String path) throws IOException {
        String above = path.substring(0, path.lastIndexOf('/') + 1);
        Path known = folders.get(above);
        if (known != null) {
            return known;
        }
        Path folder = root.resolve(above);
        if (!realPath(folder).startsWith(root)) {
            throw new IOException(path + " would lie outside of it, by a link in the target: remove the link");
        }
        if (Files.isDirectory(folder)) {
            made.add(folder);
        }
        folders.put(above, folder);
        return folder;
    }

    /**
     * Deletes what dead pushes left: under the lock no other push lives, and every file is recorded before it is put, so
     * nothing but the recorded folders and names need be looked at.
     */
    private void clearPartials(Set<String> recorded) throws IOException {
        Map<Path, Set<String>> namesByFolder = new HashMap<>();
        for (String path : recorded) {
            Path file = locate(path);
            namesByFolder
                    .computeIfAbsent(file.getParent(), folder -> new HashSet<>())
                    .add(file.getFileName().toString());
        }
        for (Map.Entry<Path, Set<String>> entry : namesByFolder.entrySet()) {
            if (Files.isDirectory(entry.getKey())) {
                for (Path partial : partialsIn(entry.getKey(), entry.getValue())) {
                    Files.deleteIfExists(partial);
                }
                deleteEmptyFolders(entry.getKey());
            }
        }
    }

    private static Set<Path> partialsIn(Path folder, Set<String> names) throws IOException {
        Set<Path> found = new HashSet<>();
        Files.walkFileTree(folder, EnumSet.noneOf(FileVisitOption.class), 1, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                Matcher matcher = PARTIAL.matcher(file.getFileName().toString());
                if (attributes.isRegularFile() && matcher.matches() && names.contains(matcher.group(1))) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    private void deleteEmptyFolders(Path lowest) throws IOException {
        try {
            for (Path folder = lowest; !folder.equals(root); folder = folder.getParent()) {
                Files.deleteIfExists(folder);
                made.remove(folder);
            }
        } catch (DirectoryNotEmptyException e) {
            return; // the folder has another use, and so have those above it
        }
    }
}

package org.rundelta.cache;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.rundelta.media.MediaType;

/**
 * The folder with the held files: {@code ab/cdef...}, named at random, {@code .pin} behind the names of what is pinned. What
 * is on its way is in {@code coming}, and moved when it is whole with its {@link FileTrailer}; what a swarm brings is in
 * {@code unfinished} meanwhile.
 */
final class CacheFolder implements Closeable {
    private static final Pattern FOLDER = Pattern.compile("[0-9a-f]{2}");
    private static final String LOCK = "lock";
    private static final String COMING = "coming";
    private static final String UNFINISHED = "unfinished";
    private static final String PIN = ".pin";
    private static final int BUFFER_BYTES = 1 << 16;
    private static final HttpHeaders NO_HEADERS = HttpHeaders.of(Map.of(), (name, value) -> true);

    private final Path root;
    private final FileChannel lockFile;

    private CacheFolder(Path root, FileChannel lockFile) {
        this.root = root;
        this.lockFile = lockFile;
    }

    /**
     * Makes it, if need be, and takes it: for one edge alone.
     *
     * @throws IOException if another has it, it holds what is no edge's, or it cannot be written
     */
    static CacheFolder open(Path folder) throws IOException {
        requireOwn(folder);
        Files.createDirectories(folder.resolve(COMING));
        FileChannel file = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = file.tryLock();
            if (lock != null) {
                return new CacheFolder(folder, file);
            }
        } catch (OverlappingFileLockException e) {
            // of this process
        } catch (IOException e) {
            file.close();
            throw e;
        }
        file.close();
        throw new IOException(folder + " is used by another edge; give each its own --cache");
    }

    /** What an edge does not know, it deletes: so the folder is an edge's already, or empty but for what a disk has of itself. */
    private static void requireOwn(Path folder) throws IOException {
        if (Files.notExists(folder) || Files.exists(folder.resolve(LOCK)) && Files.exists(folder.resolve(COMING))) {
            return;
        }
        for (Path file : list(folder)) {
            String name = file.getFileName().toString();
            if (!name.equals(COMING) && !name.equals("lost+found")) {
                throw new IOException(folder + " holds " + name
                        + ", which is no edge's: name an empty folder as --cache, or one that an edge had");
            }
        }
    }

    /** Finds the files that are held, and deletes all that is not whole; the oldest first. */
    List<CachedFile> scan() throws IOException {
        for (Path file : list(root.resolve(COMING))) {
            Files.delete(file);
        }
        Map<String, CachedFile> newest = new HashMap<>();
        for (Path folder : list(root)) {
            if (FOLDER.matcher(folder.getFileName().toString()).matches()) {
                for (Path file : list(folder)) {
                    scan(file, newest);
                }
            }
        }
        return newest.values().stream()
                .sorted(Comparator.comparing(file -> file.freshness().arrived()))
                .toList();
    }

    private static List<Path> list(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            List<Path> all = new ArrayList<>();
            files.forEach(all::add);
            return all;
        }
    }

    private void scan(Path path, Map<String, CachedFile> newest) throws IOException {
        String name = root.relativize(path).toString();
        CachedFile file;
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            file = FileTrailer.read(channel, name, name.endsWith(PIN));
        } catch (IOException e) {
            Files.deleteIfExists(path);
            return;
        }
        newest.merge(file.path(), file, this::newer);
    }

    /** Deletes the older; the newer is pinned if one of them was. */
    private CachedFile newer(CachedFile one, CachedFile other) {
        boolean isOne = other.freshness().arrived().isBefore(one.freshness().arrived());
        CachedFile newer = isOne ? one : other;
        CachedFile older = isOne ? other : one;
        CachedFile held = pinnedAs(older, newer);
        delete(older);
        return held;
    }

    /** An empty file, for what is on its way. */
    FileChannel create(String name) throws IOException {
        return FileChannel.open(
                coming(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** A name that no file has had. */
    static String newName() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private Path coming(String name) {
        return root.resolve(COMING).resolve(name);
    }

    /**
     * Holds what has come.
     *
     * @param name under which it was created
     * @param file all that is known of it; its name is made here
     */
    CachedFile keep(String name, FileChannel channel, CachedFile file) throws IOException {
        return keep(coming(name), name, channel, file);
    }

    private CachedFile keep(Path from, String name, FileChannel channel, CachedFile file) throws IOException {
        ByteBuffer trailer = FileTrailer.write(file);
        long position = file.size();
        while (trailer.hasRemaining()) {
            position += channel.write(trailer, position);
        }
        String held = name.substring(0, 2) + '/' + name.substring(2) + (file.isPinned() ? PIN : "");
        Files.createDirectories(root.resolve(held).getParent());
        Files.move(from, root.resolve(held), StandardCopyOption.ATOMIC_MOVE);
        return new CachedFile(
                file.path(), held, file.size(), file.sha256(), file.head(), file.freshness(), file.isPinned());
    }

    /** A folder for what is to be adopted. */
    Path unfinished() throws IOException {
        return Files.createDirectories(root.resolve(UNFINISHED));
    }

    /**
     * Holds a file as it lies in {@link #unfinished}.
     *
     * @param size of its bytes; behind them may be what was written before it could be moved
     */
    CachedFile adopt(String path, Path whole, long size, boolean isPinned, Instant now) throws IOException {
        try (FileChannel channel = FileChannel.open(whole, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            channel.truncate(size);
            StoredHead head = new StoredHead(MediaType.of(path).name(), "", "", "", "");
            Freshness freshness = Freshness.of(path, NO_HEADERS, CacheControl.parse(""), now);
            CachedFile file = new CachedFile(
                    path,
                    "",
                    size,
                    sha256(channel),
                    head.withCacheControl("public, max-age=" + freshness.lifetime()),
                    freshness,
                    isPinned);
            return keep(whole, newName(), channel, file);
        }
    }

    private static String sha256(FileChannel channel) throws IOException {
        MessageDigest digest = ArrivingFile.newDigest();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        long at = 0;
        for (int read = channel.read(buffer, at); read >= 0; read = channel.read(buffer, at)) {
            digest.update(buffer.flip());
            buffer.clear();
            at += read;
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Deletes what came in vain. */
    void drop(String name) {
        delete(coming(name));
    }

    /** Opens a file that is held. */
    FileChannel read(CachedFile file) throws IOException {
        return FileChannel.open(root.resolve(file.name()), StandardOpenOption.READ);
    }

    /** Pins a file, for good. */
    CachedFile pin(CachedFile file) throws IOException {
        String name = file.name() + PIN;
        Files.move(root.resolve(file.name()), root.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        return file.pinned(name);
    }

    /** Pins a file that takes the place of one that is pinned; the other may be null. */
    CachedFile pinnedAs(CachedFile other, CachedFile file) {
        try {
            return other != null && other.isPinned() && !file.isPinned() ? pin(file) : file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes a file that is no longer held; who reads it has it open, and reads on. */
    void delete(CachedFile file) {
        if (file != null) {
            delete(root.resolve(file.name()));
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (NoSuchFileException e) {
            // gone already
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}

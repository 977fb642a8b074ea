package org.rundelta.edge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.eclipse.jetty.io.ByteBufferPool;

/**
 * The files below a folder, by the path of a URL. What is not below it cannot be reached, by no path and no symbolic link,
 * and what is hidden or not finished cannot either.
 */
final class ServedFolder {
    /** Names that are served: not hidden, not temporary, with nothing that could separate names anywhere. */
    private static final Pattern NAME =
            Pattern.compile("(?!\\.)[^/\\\\\\p{Cntrl}]+(?<!(?i:\\.partial|\\.tmp|\\.part))");

    private static final int MAX_PATH = 4096;

    /** For how long a file that never changes is taken to be there. */
    private static final long TRUST_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** What was found at a path, and when. */
    private record Found(ServedFile file, long nanos) {}

    private final Path root;
    private final ByteBufferPool.Sized buffers;
    private final HotFiles hot = new HotFiles();
    private final Cache<String, Found> cache = Caffeine.newBuilder()
            .maximumWeight(HotFiles.MAX_MEMORY)
            .<String, Found>weigher(
                    (path, found) -> path.length() * 2 + found.file().weight())
            .build();

    /**
     * Checks the folder.
     *
     * @param buffers what large files are read into
     * @throws IOException if it is not there, or is none, or cannot be read
     */
    ServedFolder(Path folder, ByteBufferPool.Sized buffers) throws IOException {
        root = folder.toRealPath();
        this.buffers = buffers;
        if (!Files.isDirectory(root)) {
            throw new NotDirectoryException(folder.toString());
        }
        if (!Files.isReadable(root) || !Files.isExecutable(root)) {
            throw new AccessDeniedException(folder.toString());
        }
    }

    Path root() {
        return root;
    }

    HotFiles hot() {
        return hot;
    }

    /**
     * Looks up a regular file.
     *
     * @param path decoded, with a slash at its beginning
     */
    Optional<ServedFile> find(String path) throws IOException {
        Found before = cache.getIfPresent(path);
        long now = System.nanoTime();
        boolean isHot = before != null
                && !before.file().isInMemory()
                && hot.isDue(path, before.file().getContentLengthValue());
        if (before != null
                && !isHot
                && now - before.nanos() < TRUST_NANOS
                && before.file().isImmutable()) {
            return Optional.of(before.file());
        }
        String name = path.substring(1);
        if (path.length() > MAX_PATH || !isServedPath(name)) {
            return Optional.empty();
        }
        try (OpenedFile opened = open(Path.of(name))) {
            boolean isSame =
                    before != null && opened.hasAttributes(before.file().attributes());
            ServedFile file =
                    isSame && !isHot ? before.file() : new ServedFile(name, opened, this, buffers, isSame && isHot);
            cache.put(path, new Found(file, now));
            return Optional.of(file);
        } catch (NoSuchFileException | AccessDeniedException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    /**
     * Opens what is served at a path. Links are followed as long as they lead to what may be seen.
     *
     * @param name relative to the folder
     * @throws NoSuchFileException if nothing is served there
     * @throws IOException if it cannot be opened all the same
     */
    OpenedFile open(Path name) throws IOException {
        try {
            return OpenedFile.open(root, name);
        } catch (IOException e) {
            return OpenedFile.open(root, real(name));
        }
    }

    /** Without links, relative to the folder. */
    private Path real(Path name) throws NoSuchFileException {
        try {
            Path file = root.resolve(name).toRealPath();
            if (file.startsWith(root)) {
                Path real = root.relativize(file);
                if (StreamSupport.stream(real.spliterator(), false).allMatch(part -> isServed(part.toString()))) {
                    return real;
                }
            }
        } catch (IOException e) {
            // there is none, its name is too long, or links lead round in circles
        }
        throw new NoSuchFileException(name.toString());
    }

    /** Whether all folders on the way, and the file, may be seen; relative to the folder that is served. */
    static boolean isServedPath(String path) {
        return Arrays.stream(path.split("/", -1)).allMatch(ServedFolder::isServed);
    }

    /** Whether a file or folder of this name may be seen. */
    static boolean isServed(String name) {
        return NAME.matcher(name).matches();
    }
}

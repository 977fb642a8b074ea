package org.rundelta.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/**
 * An output file while it is being written: it has a temporary name in the same folder, and gets its final name only when
 * it is complete. Until then a file of that name stays as it was. Closed without {@link #complete}, or with the JVM
 * interrupted, it disappears.
 *
 * <p>A target that exists and is no regular file, such as {@code /dev/null} or a named pipe, is written in place.
 */
final class PartialFile implements AutoCloseable {
    private final Path path;
    private final Path target;

    private PartialFile(Path path, Path target) {
        this.path = path;
        this.target = target;
    }

    /**
     * Creates the temporary file, empty. It ends like {@code target}, for those who choose a format by the ending.
     *
     * @throws IOException if {@code target} is a folder, or its folder does not exist or cannot be written
     */
    static PartialFile of(Path target) throws IOException {
        if (target.toString().equals("-")) {
            throw new IOException("-: name a file; standard output is /dev/stdout, a file of that name ./-");
        }
        Path file = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
        if (Files.isDirectory(file)) {
            throw new IOException(target + ": is a folder; name a file");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            return new PartialFile(file, file);
        }
        Path folder = file.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new NoSuchFileException(String.valueOf(target.toAbsolutePath().getParent()));
        }
        Path path = folder.resolve(temporaryName(String.valueOf(file.getFileName())));
        Leftovers.add(path);
        try {
            Files.createFile(path);
        } catch (AccessDeniedException e) {
            throw new AccessDeniedException(target.toString());
        } catch (FileSystemException e) {
            throw new FileSystemException(target.toString(), null, e.getReason());
        }
        return new PartialFile(path, file);
    }

    /**
     * Finds out before long work whether its output could be written; leaves nothing there.
     *
     * @param target null for none
     * @throws IOException as {@link #of} does
     */
    static void probe(Path target) throws IOException {
        if (target != null) {
            of(target).close();
        }
    }

    /** Where to write. */
    Path path() {
        return path;
    }

    /** Gives the file its final name, replacing what had it; the content is on the disk by then. */
    void complete() throws IOException {
        if (path.equals(target)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
        Leftovers.remove(path);
    }

    @Override
    public void close() throws IOException {
        if (!path.equals(target) && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(path);
        }
        Leftovers.remove(path);
    }

    private static String temporaryName(String name) {
        int dot = name.lastIndexOf('.');
        String ending = dot > 0 && name.length() - dot <= 10 ? name.substring(dot) : "";
        return String.format(".rundelta-%016x%s", ThreadLocalRandom.current().nextLong(), ending);
    }
}

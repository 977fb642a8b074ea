package org.rundelta.packager;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A hidden folder in which output is made before it moves to its final names. What an interrupted run left there is
 * deleted by the next, or taken up; a lock, which the system frees however a process ends, keeps two runs apart.
 */
final class StagingFolder implements Closeable {
    private static final String LOCK = "lock";

    private final Path path;
    private final FileChannel channel;
    private final boolean isAroundNew;
    private boolean kept;

    private StagingFolder(Path path, FileChannel channel, boolean isAroundNew) {
        this.path = path;
        this.channel = channel;
        this.isAroundNew = isAroundNew;
    }

    /**
     * Makes the folder, or empties that of a dead run.
     *
     * @throws IOException as {@link #reopen}
     */
    static StagingFolder open(Path path) throws IOException {
        StagingFolder folder = reopen(path);
        folder.empty();
        return folder;
    }

    /**
     * Makes the folder, or takes over that of a dead run with all that is in it.
     *
     * @throws IOException if it cannot be made, or a run that is alive uses it
     */
    static StagingFolder reopen(Path path) throws IOException {
        boolean isAroundNew = Files.notExists(around(path));
        Files.createDirectories(path);
        FileChannel channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock(channel).isEmpty()) {
            channel.close();
            throw new IOException(path.getParent() + ": another run writes to it; wait for its end");
        }
        return new StagingFolder(path, channel, isAroundNew);
    }

    private static Optional<FileLock> lock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        }
    }

    Path path() {
        return path;
    }

    /** Deletes all that is in it. */
    void empty() throws IOException {
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!file.equals(path.resolve(LOCK))) {
                    Files.delete(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                if (!folder.equals(path)) {
                    Files.delete(folder);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Whether the folder is to stay when this is closed. */
    void keep(boolean wanted) {
        kept = wanted;
    }

    private static Path around(Path path) {
        return path.toAbsolutePath().getParent();
    }

    /** Deletes the folder and all in it, unless it is kept; so the one around it, if it was made with it and is empty. */
    @Override
    public void close() throws IOException {
        try (channel) {
            if (kept) {
                return;
            }
            empty();
            Files.deleteIfExists(path.resolve(LOCK));
            Files.deleteIfExists(path);
            if (isAroundNew && isEmpty(around(path))) {
                Files.delete(around(path));
            }
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }
}

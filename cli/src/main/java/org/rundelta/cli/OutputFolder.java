package org.rundelta.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** A folder that a command writes to. One that was made for it goes again when it is closed and nothing came of it. */
final class OutputFolder implements AutoCloseable {
    private final Path path;
    private final boolean isNew;

    private OutputFolder(Path path, boolean isNew) {
        this.path = path;
        this.isNew = isNew;
    }

    /**
     * Makes it, and those above it, where they are not there. A link to a folder is one, which the JDK's call takes for
     * something else.
     *
     * @throws IOException if it cannot be made or written, or is a file
     */
    static OutputFolder make(Path path) throws IOException {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new NotDirectoryException(path.toString());
        }
        boolean isNew = !Files.isDirectory(path);
        if (isNew) {
            Files.createDirectories(path);
        } else if (!Files.isWritable(path)) {
            throw new AccessDeniedException(path.toString());
        }
        return new OutputFolder(path, isNew);
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        if (isNew) {
            try {
                Files.deleteIfExists(path);
            } catch (DirectoryNotEmptyException e) {
                // what came of it
            }
        }
    }
}

package org.rundelta.cli;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The page {@code index.html} of a folder, opened before the work that it will report, so that a folder that cannot be
 * written is known at once. A folder made for it goes again when nothing came of it.
 */
final class ReportPage implements AutoCloseable {
    private final Path folder;
    private final boolean made;
    private final PartialFile file;

    private ReportPage(Path folder, boolean made, PartialFile file) {
        this.folder = folder;
        this.made = made;
        this.file = file;
    }

    /**
     * Opens the page, and makes the folder if it is not there.
     *
     * @throws IOException if the folder cannot be made or written
     */
    static ReportPage in(Path folder) throws IOException {
        boolean made = Files.notExists(folder);
        Files.createDirectories(folder);
        return new ReportPage(folder, made, PartialFile.of(folder.resolve("index.html")));
    }

    /** Writes it, whole. */
    void write(String html) throws IOException {
        Files.writeString(file.path(), html);
        file.complete();
    }

    @Override
    public void close() throws IOException {
        file.close();
        if (made) {
            deleteIfEmpty();
        }
    }

    private void deleteIfEmpty() throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            // The page is in it.
        }
    }
}

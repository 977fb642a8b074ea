package org.rundelta.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The page {@code index.html} of a folder, opened before the work that it will report, so that a folder that cannot be written is
 * known at once.
 */
final class ReportPage implements AutoCloseable {
    private final OutputFolder folder;
    private final PartialFile file;

    private ReportPage(OutputFolder folder, PartialFile file) {
        this.folder = folder;
        this.file = file;
    }

    /**
     * Opens the page, and makes the folder if it is not there.
     *
     * @throws IOException if the folder cannot be made or written
     */
    static ReportPage in(Path folder) throws IOException {
        return new ReportPage(OutputFolder.make(folder), PartialFile.of(folder.resolve("index.html")));
    }

    /** Writes it, whole. */
    void write(String html) throws IOException {
        Files.writeString(file.path(), html);
        file.complete();
    }

    @Override
    public void close() throws IOException {
        file.close();
        folder.close();
    }
}

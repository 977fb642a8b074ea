package org.rundelta.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What lies in a folder while another process works in it. */
final class ChangingFolder {
    private ChangingFolder() {}

    /** The files at all depths, sorted; none if the folder is not there. */
    static List<Path> files(Path folder) throws IOException {
        while (true) {
            try (Stream<Path> paths = Files.walk(folder)) {
                return paths.filter(Files::isRegularFile).sorted().toList();
            } catch (NoSuchFileException e) {
                return List.of();
            } catch (UncheckedIOException e) {
                if (!(e.getCause() instanceof NoSuchFileException)) {
                    throw e;
                }
                // One went away between its listing and the look at it.
            }
        }
    }
}

package org.rundelta.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The files of one rendition of a title, which are named after their times. */
final class Rendition {
    private Rendition() {}

    /** Joins what a folder has, the initialization segment first, to one movie. */
    static Path joined(Path folder, Path movie) throws IOException {
        try (OutputStream out = Files.newOutputStream(movie);
                Stream<Path> files = Files.list(folder)) {
            List<Path> media = files.filter(file -> file.toString().endsWith(".m4s"))
                    .sorted(Comparator.comparingLong(Rendition::time))
                    .toList();
            Files.copy(folder.resolve("init.mp4"), out);
            for (Path file : media) {
                Files.copy(file, out);
            }
        }
        return movie;
    }

    private static long time(Path segment) {
        return Long.parseLong(segment.getFileName().toString().replace(".m4s", ""));
    }
}

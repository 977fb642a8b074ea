package org.rundelta.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Folders with files of random bytes. */
final class TestFiles {
    private TestFiles() {}

    /**
     * Makes files.
     *
     * @param pathsAndLengths a path, its length in bytes, and so on
     * @return {@code folder}
     */
    static Path random(Path folder, long seed, Object... pathsAndLengths) throws IOException {
        Random random = new Random(seed);
        for (int i = 0; i < pathsAndLengths.length; i += 2) {
            byte[] content = new byte[(int) pathsAndLengths[i + 1]];
            random.nextBytes(content);
            Path file = folder.resolve((String) pathsAndLengths[i]);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        }
        return folder;
    }

    /** Asserts that two folders hold the same. */
    static void assertSame(Path expected, Path actual) throws IOException {
        assertThat(paths(actual)).isEqualTo(paths(expected));
        for (String path : paths(expected)) {
            assertThat(Files.mismatch(expected.resolve(path), actual.resolve(path)))
                    .as(path)
                    .isEqualTo(-1);
        }
    }

    static void copy(Path from, Path to) throws IOException {
        for (String path : paths(from)) {
            Path target = to.resolve(path);
            Files.createDirectories(target.getParent());
            Files.copy(from.resolve(path), target);
        }
    }

    private static List<String> paths(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}

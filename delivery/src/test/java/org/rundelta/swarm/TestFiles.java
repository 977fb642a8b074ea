package org.rundelta.swarm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

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
}

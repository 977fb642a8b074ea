package org.rundelta.packager;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Tells one input from another, or from itself after a change, without reading all of it. */
public final class InputIdentity {
    /** Bytes at the beginning and at the end that are looked at. */
    private static final int SAMPLED = 1 << 16;

    private InputIdentity() {}

    /**
     * Identifies a file, or all files in a folder: their names, sizes, times, and of a single file its first and last bytes.
     *
     * @throws IOException if it cannot be read
     */
    public static String of(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return stamp(path) + " " + sample(path);
        }
        try (Stream<Path> entries = Files.list(path)) {
            List<Path> files = entries.filter(Files::isRegularFile).sorted().toList();
            StringBuilder identity = new StringBuilder(path.toRealPath().toString());
            for (Path file : files) {
                identity.append(' ').append(stamp(file));
            }
            return identity.toString();
        }
    }

    private static String stamp(Path file) throws IOException {
        return file.toRealPath() + " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
    }

    private static String sample(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.min(2L * SAMPLED, file.length())];
            int first = (bytes.length + 1) / 2;
            file.readFully(bytes, 0, first);
            file.seek(file.length() - (bytes.length - first));
            file.readFully(bytes, first, bytes.length - first);
            return ContentVersion.of(bytes);
        }
    }
}

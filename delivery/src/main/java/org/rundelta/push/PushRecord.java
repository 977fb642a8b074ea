package org.rundelta.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The record of what pushes have put into a directory: a text file, one path a line, replaced as a whole. */
final class PushRecord {
    private final Path file;

    PushRecord(Path file) {
        this.file = file;
    }

    /** The recorded paths; lines that cannot be a title's are left out, for the file decides what may be deleted. */
    Set<String> read() throws IOException {
        if (!Files.exists(file)) {
            return new TreeSet<>();
        }
        return parse(new String(Files.readAllBytes(file), UTF_8));
    }

    static Set<String> parse(String text) {
        return text.lines().filter(PushRecord::isTitlePath).collect(Collectors.toCollection(TreeSet::new));
    }

    static String format(Set<String> paths) {
        return paths.stream().map(path -> path + "\n").collect(Collectors.joining());
    }

    void write(Set<String> paths) throws IOException {
        if (paths.equals(read())) {
            return;
        }
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        DiskFile.write(
                partial,
                "the record of files",
                new ByteArrayInputStream(format(paths).getBytes(UTF_8)));
        DiskFile.force(partial);
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean isTitlePath(String line) {
        return line.chars().noneMatch(Character::isISOControl)
                && line.indexOf('\\') < 0
                && Arrays.stream(line.split("/", -1)).noneMatch(part -> part.isEmpty() || part.startsWith("."));
    }
}

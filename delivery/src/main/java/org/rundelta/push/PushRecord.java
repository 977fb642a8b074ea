package org.rundelta.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The record of what pushes have put into a directory: a text file, replaced as a whole, with a path in each line, and
 * after a tab the time since when it is stale, if it is.
 */
final class PushRecord {
    /** In place of a time: not stale. */
    static final Instant CURRENT = Instant.MAX;

    private final Path file;

    /** What this object wrote last, or null. */
    private Map<String, Instant> written;

    PushRecord(Path file) {
        this.file = file;
    }

    /** What is recorded; lines that cannot be a title's are left out, for the file decides what may be deleted. */
    Map<String, Instant> read() throws IOException {
        if (!Files.exists(file)) {
            return new TreeMap<>();
        }
        return parse(new String(Files.readAllBytes(file), UTF_8));
    }

    static Map<String, Instant> parse(String text) {
        Map<String, Instant> files = new TreeMap<>();
        text.lines().forEach(line -> parse(line, files));
        return files;
    }

    private static void parse(String line, Map<String, Instant> files) {
        int tab = line.indexOf('\t');
        String path = tab < 0 ? line : line.substring(0, tab);
        if (isTitlePath(path)) {
            try {
                files.put(path, tab < 0 ? CURRENT : Instant.parse(line.substring(tab + 1)));
            } catch (DateTimeParseException e) {
                files.put(path, CURRENT);
            }
        }
    }

    static String format(Map<String, Instant> files) {
        StringBuilder text = new StringBuilder();
        files.forEach((path, since) -> text.append(path)
                .append(since.equals(CURRENT) ? "" : "\t" + since)
                .append('\n'));
        return text.toString();
    }

    void write(Map<String, Instant> files) throws IOException {
        if (files.equals(written == null ? read() : written)) {
            return;
        }
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        DiskFile.write(
                partial,
                "the record of files",
                Channels.newChannel(new ByteArrayInputStream(format(files).getBytes(UTF_8))));
        DiskFile.force(partial);
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        written = Map.copyOf(files);
    }

    private static boolean isTitlePath(String line) {
        return line.chars().noneMatch(Character::isISOControl)
                && line.indexOf('\\') < 0
                && Arrays.stream(line.split("/", -1)).noneMatch(part -> part.isEmpty() || part.startsWith("."));
    }
}

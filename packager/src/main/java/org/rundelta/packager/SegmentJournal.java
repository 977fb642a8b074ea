package org.rundelta.packager;

import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A list, in the staging folder, of the segments there that are complete, so that a run that was interrupted can be
 * resumed: a line for each, behind a line that says what they were made of and how. A segment is listed when it is
 * complete, whatever then happens to the program; a line that was not finished does not count.
 *
 * <pre>
 *   identity
 *   rung/file time duration samples keyframes payloadBytes firstSampleEnd fileBytes .
 * </pre>
 */
final class SegmentJournal implements Closeable {
    private static final String NAME = "journal";
    private static final Pattern LINE = Pattern.compile(
            "([^/ ]+)/((?:[0-9a-f-]{36}/)?[0-9]+\\.m4s) ([0-9]{1,18}) ([0-9]{1,18}) ([0-9]{1,9}) ([0-9]{1,9}) ([0-9]{1,18}) ([0-9]{1,18}) ([0-9]{1,18}) \\.");

    private final Path folder;
    private final Writer out;
    private boolean empty;

    private SegmentJournal(Path folder, Writer out, boolean empty) {
        this.folder = folder;
        this.out = out;
        this.empty = empty;
    }

    /** Whether the folder has segments that were made of the same and in the same way. */
    static boolean matches(Path folder, String identity) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            return false;
        }
        List<String> lines = Files.readAllLines(file);
        return !lines.isEmpty() && lines.get(0).equals(identity);
    }

    /**
     * Begins a journal, or goes on with that of the folder.
     *
     * @param identity one line
     */
    static SegmentJournal open(Path folder, String identity) throws IOException {
        boolean resumed = matches(folder, identity);
        Writer out = Files.newBufferedWriter(
                folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.WRITE);
        // after a line that was not finished, a new one begins
        out.write(resumed ? "\n" : identity + "\n");
        out.flush();
        return new SegmentJournal(folder, out, !resumed);
    }

    /** The segments of a rung that are complete. */
    synchronized List<EncodedSegment> segments(String rung) throws IOException {
        List<EncodedSegment> segments = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve(NAME))) {
            Matcher fields = LINE.matcher(line);
            if (fields.matches() && fields.group(1).equals(rung)) {
                EncodedSegment segment = segment(fields);
                if (Files.isRegularFile(segment.file()) && Files.size(segment.file()) == segment.fileBytes()) {
                    segments.add(segment);
                }
            }
        }
        return segments;
    }

    private EncodedSegment segment(Matcher fields) {
        return new EncodedSegment(
                Long.parseLong(fields.group(3)),
                Long.parseLong(fields.group(4)),
                Integer.parseInt(fields.group(5)),
                Integer.parseInt(fields.group(6)),
                Long.parseLong(fields.group(7)),
                Long.parseLong(fields.group(8)),
                folder.resolve(fields.group(1)).resolve(fields.group(2)),
                Long.parseLong(fields.group(9)));
    }

    /** Lists a segment that is complete. */
    synchronized void add(String rung, EncodedSegment segment) throws IOException {
        Path file = folder.toAbsolutePath().relativize(segment.file().toAbsolutePath());
        out.write(file.toString().replace('\\', '/') + " " + segment.time() + " " + segment.duration() + " "
                + segment.samples() + " " + segment.keyframes() + " " + segment.payloadBytes() + " "
                + segment.firstSampleEnd() + " "
                + segment.fileBytes() + " .\n");
        out.flush();
        empty = false;
    }

    /** Whether it is new and lists no segment yet. */
    synchronized boolean isEmpty() {
        return empty;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}

package org.rundelta.swarm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Where in a torrent's sequence of bytes its files lie. */
final class FileSpans {
    private final long[] starts;

    /** Does something with a part of a file. */
    interface Span {
        void at(int file, long position, ByteBuffer part) throws IOException;
    }

    FileSpans(Metainfo metainfo) {
        starts = new long[metainfo.files().size() + 1];
        for (int file = 0; file < starts.length - 1; file++) {
            starts[file + 1] = starts[file] + metainfo.files().get(file).length();
        }
    }

    int files() {
        return starts.length - 1;
    }

    long start(int file) {
        return starts[file];
    }

    /** Where the next file starts. */
    long end(int file) {
        return starts[file + 1];
    }

    boolean isEmpty(int file) {
        return starts[file] == starts[file + 1];
    }

    /** The file that has the byte at this position; of several that begin there the last, which is not empty. */
    int at(long position) {
        int found = Arrays.binarySearch(starts, position);
        int file = found >= 0 ? found : -found - 2;
        while (file < files() && end(file) == position) {
            file++;
        }
        return file;
    }

    /** Splits the room in {@code buffer}, from a position of the torrent on, among the files that it lies in. */
    void each(long start, ByteBuffer buffer, Span span) throws IOException {
        long position = start;
        int end = buffer.limit();
        for (int file = at(position); buffer.hasRemaining(); file++) {
            long there = Math.min(buffer.remaining(), end(file) - position);
            if (there > 0) {
                buffer.limit(buffer.position() + (int) there);
                span.at(file, position - start(file), buffer);
                buffer.position(buffer.limit()).limit(end);
                position += there;
            }
        }
    }
}

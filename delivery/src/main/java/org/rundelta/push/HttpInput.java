package org.rundelta.push;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** What comes over a connection, as lines and bytes. */
final class HttpInput {
    /** Of heads, in bytes. Bodies go around the buffer. */
    private static final int BUFFER_SIZE = 1 << 13;

    /** In characters. */
    private static final int LONGEST_LINE = 1 << 16;

    private final ReadableByteChannel in;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_SIZE).limit(0);
    private boolean isAnswered;

    HttpInput(ReadableByteChannel in) {
        this.in = in;
    }

    /** The next line, without its end. */
    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = next(); next != '\n'; next = next()) {
            if (line.length() == LONGEST_LINE) {
                throw new IOException("its answer has a line without an end");
            }
            line.append((char) next);
        }
        int length = line.length();
        return length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
    }

    private int next() throws IOException {
        if (!buffer.hasRemaining()) {
            int read = in.read(buffer.clear());
            buffer.flip();
            if (read < 0) {
                throw new EOFException("it closed the connection");
            }
            isAnswered = true;
        }
        return buffer.get() & 0xff;
    }

    /** Reads at least a byte; -1 at the end. */
    int read(ByteBuffer into) throws IOException {
        if (!buffer.hasRemaining()) {
            return in.read(into);
        }
        int length = Math.min(buffer.remaining(), into.remaining());
        into.put(buffer.slice(buffer.position(), length));
        buffer.position(buffer.position() + length);
        return length;
    }

    /** Whether anything came since the last request. */
    boolean isAnswered() {
        return isAnswered;
    }

    void begin() {
        isAnswered = false;
    }
}

package org.rundelta.push;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;

/** What comes over a connection, as lines and bytes. */
final class HttpInput {
    /** Of heads, in bytes. Bodies go around the buffer. */
    private static final int BUFFER_SIZE = 1 << 13;

    /** In bytes. */
    private static final int LONGEST_LINE = 1 << 16;

    private final ReadableByteChannel in;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_SIZE).limit(0);
    private byte[] line = new byte[1 << 8];
    private boolean isAnswered;

    HttpInput(ReadableByteChannel in) {
        this.in = in;
    }

    /** The next line, without its end. */
    String line() throws IOException {
        int length = 0;
        for (byte next = next(); next != '\n'; next = next()) {
            if (length == LONGEST_LINE) {
                throw new IOException("its answer has a line without an end");
            }
            if (length == line.length) {
                line = Arrays.copyOf(line, 2 * length);
            }
            line[length] = next;
            length++;
        }
        return new String(line, 0, length > 0 && line[length - 1] == '\r' ? length - 1 : length, ISO_8859_1);
    }

    private byte next() throws IOException {
        if (!buffer.hasRemaining()) {
            int read = in.read(buffer.clear());
            buffer.flip();
            if (read < 0) {
                throw new EOFException("it closed the connection");
            }
            isAnswered = true;
        }
        return buffer.get();
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

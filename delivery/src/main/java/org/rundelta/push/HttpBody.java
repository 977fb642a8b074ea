package org.rundelta.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;

/** The body of an answer (RFC 9112 section 6), as a channel that ends with it. */
final class HttpBody implements ReadableByteChannel {
    private static final int HEX = 16;
    private static final int SMALL_BUFFER_SIZE = 1 << 12;

    private final HttpInput in;
    private final HttpHead head;

    /** Bytes of it, or of the chunk; without an end before that of the connection, more than will come. */
    private long left;

    private boolean isAtEnd;
    private boolean isInChunks;

    /** @param isEmpty whether there is none, whatever the head says, as after HEAD */
    HttpBody(HttpInput in, HttpHead head, boolean isEmpty) {
        this.in = in;
        this.head = head;
        left = head.length().orElse(Long.MAX_VALUE);
        isAtEnd = isEmpty || !head.isChunked() && left == 0;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (head.isChunked() && !isAtEnd && (!isInChunks || left == 0)) {
            beginChunk();
        }
        if (isAtEnd) {
            return -1;
        }
        int limit = into.limit();
        into.limit(into.position() + (int) Math.min(into.remaining(), left));
        int read = in.read(into);
        into.limit(limit);
        if (read < 0) {
            if (head.isChunked() || head.length().isPresent()) {
                throw new EOFException("its answer ends early");
            }
            isAtEnd = true;
            return -1;
        }
        left -= read;
        isAtEnd = left == 0 && !head.isChunked();
        return read;
    }

    private void beginChunk() throws IOException {
        if (isInChunks) {
            in.line();
        }
        isInChunks = true;
        String size = in.line().split(";", 2)[0].strip();
        try {
            left = Long.parseUnsignedLong(size, HEX);
        } catch (NumberFormatException e) {
            throw new IOException("its answer has a chunk without a size", e);
        }
        if (left < 0) {
            throw new IOException("its answer has a chunk without an end");
        }
        if (left == 0) {
            while (!in.line().isEmpty()) {
                // a trailer, which says nothing that is needed
            }
            isAtEnd = true;
        }
    }

    /** The rest of it, which should be short. */
    String text() throws IOException {
        return new String(Channels.newInputStream(this).readAllBytes(), UTF_8);
    }

    /** How much more there is, in bytes. */
    long count() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(SMALL_BUFFER_SIZE);
        long count = 0;
        for (int read = read(bytes); read >= 0; read = read(bytes.clear())) {
            count += read;
        }
        return count;
    }

    /** Whether it was read to its end, so that the next answer comes after it. */
    boolean isAtEnd() {
        return isAtEnd;
    }

    @Override
    public boolean isOpen() {
        return !isAtEnd;
    }

    @Override
    public void close() {}
}

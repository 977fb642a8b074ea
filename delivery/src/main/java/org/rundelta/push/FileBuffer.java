package org.rundelta.push;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** What a file passes through on its way to a server and back: it keeps as much as it can, to be compared. */
final class FileBuffer {
    private static final ThreadLocal<FileBuffer> OF_THREAD = ThreadLocal.withInitial(FileBuffer::new);

    /** Of a file that is kept whole, in bytes. */
    static final int KEPT_SIZE = 1 << 20;

    /** Outside of the heap, as the system reads and writes without copying once more. */
    private final ByteBuffer own = ByteBuffer.allocateDirect(KEPT_SIZE);

    private final ByteBuffer others = ByteBuffer.allocateDirect(Source.BUFFER_SIZE);

    private FileBuffer() {}

    /** The one of the thread that asks, for all files that it sends or compares, one after another. */
    static FileBuffer ofThread() {
        return OF_THREAD.get();
    }

    /**
     * Sends a file.
     *
     * @param size of the file, in bytes
     * @throws IOException if it ends before
     */
    void send(ReadableByteChannel source, long size, WritableByteChannel out) throws IOException {
        own.clear();
        for (long left = size; left > 0; ) {
            if (!own.hasRemaining()) {
                own.clear();
            }
            int start = own.position();
            own.limit(start + (int) Math.min(left, Math.min(own.remaining(), Source.BUFFER_SIZE)));
            int read = source.read(own);
            if (read < 0) {
                throw new EOFException("the file is shorter than it was");
            }
            ByteBuffer part = own.slice(start, read);
            while (part.hasRemaining()) {
                out.write(part);
            }
            own.limit(KEPT_SIZE);
            left -= read;
        }
    }

    /**
     * Whether a body, read to its end, has the bytes of the file that was sent last.
     *
     * @param size of the file, in bytes
     * @param source to read it again if it could not be kept
     */
    boolean isSent(ReadableByteChannel body, long size, Source source) throws IOException {
        if (size > KEPT_SIZE) {
            return isSame(body, source);
        }
        own.clear().limit((int) size);
        return isSame(body, (ReadableByteChannel) null);
    }

    /** Whether a body, read to its end, has the bytes of a file. */
    boolean isSame(ReadableByteChannel body, Source source) throws IOException {
        own.limit(0);
        try (ReadableByteChannel rest = source.again()) {
            return isSame(body, rest);
        }
    }

    private boolean isSame(ReadableByteChannel body, ReadableByteChannel rest) throws IOException {
        others.clear();
        while (body.read(others) >= 0) {
            others.flip();
            while (others.hasRemaining()) {
                if (isAtEnd(rest)) {
                    return false;
                }
                int length = Math.min(own.remaining(), others.remaining());
                ByteBuffer expected = own.slice(own.position(), length);
                if (expected.mismatch(others.slice(others.position(), length)) >= 0) {
                    return false;
                }
                own.position(own.position() + length);
                others.position(others.position() + length);
            }
            others.clear();
        }
        return isAtEnd(rest);
    }

    /** Reads more if there is none left. */
    private boolean isAtEnd(ReadableByteChannel rest) throws IOException {
        if (own.hasRemaining() || rest == null) {
            return !own.hasRemaining();
        }
        own.clear().limit(Source.BUFFER_SIZE);
        int read = rest.read(own);
        own.flip();
        return read < 0;
    }
}

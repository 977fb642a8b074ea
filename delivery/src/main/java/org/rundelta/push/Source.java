package org.rundelta.push;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** The bytes of a file, which can be read again where an attempt to send them failed. */
interface Source {
    /** Opens them from the first on, to send them. */
    ReadableByteChannel channel() throws IOException;

    /** The same as a stream. */
    default InputStream open() throws IOException {
        return Channels.newInputStream(channel());
    }

    /**
     * Writes them to a file, from the first on; the system copies by itself, if it can.
     *
     * @throws IOException if they cannot be read or written
     */
    default void copyTo(WritableByteChannel out) throws IOException {
        try (InputStream own = open()) {
            own.transferTo(Channels.newOutputStream(out));
        }
    }

    /** Opens them to compare. */
    default ReadableByteChannel again() throws IOException {
        return channel();
    }

    /** For reading and writing, in bytes: no slower than larger ones. */
    int BUFFER_SIZE = 1 << 17;
}

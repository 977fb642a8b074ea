package org.rundelta.edge;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Callback;

/**
 * The bytes of a file, in memory. Whoever is sent them holds them, even when they were thrown out of a cache: so long they
 * count, once, however many are sent them. For several threads.
 */
final class MemoryBytes {
    private final ByteBuffer bytes;
    private final AtomicLong held;
    private final AtomicInteger sendings = new AtomicInteger();

    /**
     * Bytes that nobody is sent.
     *
     * @param bytes from 0 to the capacity
     * @param held the size of all that are being sent
     */
    MemoryBytes(ByteBuffer bytes, AtomicLong held) {
        this.bytes = bytes.asReadOnlyBuffer();
        this.held = held;
    }

    int size() {
        return bytes.capacity();
    }

    /** Those from one position to another. */
    ByteBuffer part(long position, long end) {
        return bytes.slice((int) position, (int) (end - position));
    }

    /** Sends a part, all of which holds the whole. */
    void send(long position, long end, Content.Sink sink, Callback callback) {
        if (sendings.getAndIncrement() == 0) {
            held.addAndGet(size());
        }
        sink.write(true, part(position, end), Callback.from(callback, this::sent));
    }

    private void sent() {
        if (sendings.decrementAndGet() == 0) {
            held.addAndGet(-size());
        }
    }
}

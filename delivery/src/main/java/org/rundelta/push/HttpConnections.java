package org.rundelta.push;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Requests to one HTTP/1.1 server (RFC 9112) over connections that are kept for the next. A program that pushes
 * takes two thirds of the processor time that it takes with the JDK's clients: bodies go between the system and the buffers of whom they belong to. For several threads.
 */
final class HttpConnections implements Closeable {
    private static final long LOOK_MS = 200;

    /** Less than servers wait for a next request. */
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(4);

    private static final Set<Integer> WITHOUT_BODY = Set.of(204, 304);

    private final URI server;
    private final Deque<HttpConnection> idle = new ConcurrentLinkedDeque<>();
    private final Set<HttpConnection> used = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "push-watch");
        thread.setDaemon(true);
        return thread;
    });

    private final Future<?> watching;

    HttpConnections(URI server) {
        this.server = server;
        watching = watch.scheduleWithFixedDelay(
                () -> used.forEach(HttpConnection::closeIfLate), LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);
    }

    /** Writes the body of a request. One call may write a part alone, as when the program is stopped and goes on. */
    @FunctionalInterface
    interface Body {
        Body NONE = out -> {};

        void send(WritableByteChannel out) throws IOException;

        static Body of(byte[] bytes) {
            return out -> {
                ByteBuffer left = ByteBuffer.wrap(bytes);
                while (left.hasRemaining()) {
                    out.write(left);
                }
            };
        }
    }

    /** Makes something of an answer. */
    @FunctionalInterface
    interface Reader<T> {
        T read(HttpHead head, HttpBody body) throws IOException;
    }

    /**
     * Sends a request and reads its answer. Where a kept connection turns out to be closed by the server, it is sent again
     * over a new one.
     *
     * @param path encoded, from the root of the server on
     * @param headers lines that end with CRLF, such as the length of the body
     * @param timeout for all of it
     * @throws IOException without a message that names the server
     */
    <T> T send(String method, String path, String headers, Body body, Duration timeout, Reader<T> reader)
            throws IOException {
        String head =
                method + " " + path + " HTTP/1.1\r\nHost: " + server.getRawAuthority() + "\r\n" + headers + "\r\n";
        for (HttpConnection kept = kept(); kept != null; kept = kept()) {
            try {
                return exchange(kept, method, head, body, timeout, reader);
            } catch (IOException e) {
                if (kept.in().isAnswered() || e instanceof ClosedChannelException) {
                    throw told(e);
                }
            }
        }
        try {
            return exchange(HttpConnection.to(server), method, head, body, timeout, reader);
        } catch (IOException e) {
            throw told(e);
        }
    }

    private HttpConnection kept() {
        for (HttpConnection next = idle.pollFirst(); next != null; next = idle.pollFirst()) {
            if (next.idle().compareTo(LONGEST_IDLE) < 0) {
                return next;
            }
            next.close();
        }
        return null;
    }

    private <T> T exchange(
            HttpConnection connection, String method, String request, Body sent, Duration timeout, Reader<T> reader)
            throws IOException {
        connection.begin(timeout);
        used.add(connection);
        boolean isFree = false;
        try {
            HttpHead head = connection.request(request, sent);
            boolean isEmpty = method.equals("HEAD") || WITHOUT_BODY.contains(head.status());
            HttpBody body = new HttpBody(connection.in(), head, isEmpty);
            T result = reader.read(head, body);
            isFree = body.isAtEnd() && !head.isLast();
            return result;
        } finally {
            used.remove(connection);
            connection.end();
            if (isFree) {
                idle.addFirst(connection);
            } else {
                connection.close();
            }
        }
    }

    /** The exceptions of channels have no message. */
    private static IOException told(IOException e) {
        boolean isLate = e instanceof ClosedChannelException && !(e instanceof ClosedByInterruptException);
        return isLate ? new IOException("it takes too long", e) : e;
    }

    @Override
    public void close() {
        watching.cancel(false);
        watch.shutdown();
        idle.forEach(HttpConnection::close);
    }
}

package org.rundelta.push;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.rundelta.push.WebDav.Answer;

/**
 * The bodies of files over HTTP, by the JDK's blocking client: it moves them at twice the speed of {@code java.net.http},
 * which hands each buffer from thread to thread, but knows no other methods than GET and PUT.
 */
final class BodyTransfer implements Closeable {
    private static final long LOOK_MS = 200;
    private static final int CONNECT_TIMEOUT_MS = 10_000;

    private final String authorization;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "push-watch");
        thread.setDaemon(true);
        return thread;
    });

    /** @param authorization the header of each request, or null */
    BodyTransfer(String authorization) {
        this.authorization = authorization;
    }

    /** Puts a file. */
    Answer<Void> put(URI uri, long size, Source source, Duration timeout) throws IOException {
        HttpURLConnection connection = open(uri);
        connection.setRequestMethod("PUT");
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(size);
        return watched(connection, timeout, () -> {
            try (InputStream in = source.open();
                    OutputStream out = connection.getOutputStream()) {
                byte[] buffer = new byte[Source.BUFFER_SIZE];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    out.write(buffer, 0, read);
                }
            }
            return new Answer<>(answered(connection), null);
        });
    }

    /**
     * Whether a file holds what the source has.
     *
     * @return without a body if the status is another than 200
     */
    Answer<Boolean> holds(URI uri, Source source, Duration timeout) throws IOException {
        HttpURLConnection connection = open(uri);
        return watched(connection, timeout, () -> {
            if (connection.getResponseCode() != WebDav.OK) {
                return new Answer<>(answered(connection), null);
            }
            try (InputStream in = connection.getInputStream()) {
                return new Answer<>(WebDav.OK, source.isSame(in));
            }
        });
    }

    private HttpURLConnection open(URI uri) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout(CONNECT_TIMEOUT_MS);
        if (authorization != null) {
            connection.setRequestProperty("Authorization", authorization);
        }
        return connection;
    }

    /** Reads what is left, so that the connection can be used again. */
    private static int answered(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        boolean isError = status >= HttpURLConnection.HTTP_BAD_REQUEST;
        try (InputStream rest = isError ? connection.getErrorStream() : connection.getInputStream()) {
            if (rest != null) {
                rest.transferTo(OutputStream.nullOutputStream());
            }
        }
        return status;
    }

    @FunctionalInterface
    private interface Transfer<T> {
        T run() throws IOException;
    }

    /** Ends what takes too long or is interrupted: a blocked socket would notice neither. */
    private <T> T watched(HttpURLConnection connection, Duration timeout, Transfer<T> transfer) throws IOException {
        Thread self = Thread.currentThread();
        long end = System.nanoTime() + timeout.toNanos();
        Future<?> watching = watch.scheduleWithFixedDelay(
                () -> {
                    if (self.isInterrupted() || System.nanoTime() - end > 0) {
                        connection.disconnect();
                    }
                },
                LOOK_MS,
                LOOK_MS,
                TimeUnit.MILLISECONDS);
        try {
            return transfer.run();
        } finally {
            watching.cancel(false);
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}

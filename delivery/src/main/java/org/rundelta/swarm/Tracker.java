package org.rundelta.swarm;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.rundelta.http.HttpPort;

/** A running tracker: {@code /announce} and {@code /scrape} over HTTP (BEP 3, 7, 23 and 48). */
public final class Tracker implements AutoCloseable {
    private static final int MAX_THREADS = 16;
    private static final long IDLE_MILLIS = 20_000;
    private static final int SAVE_SECONDS = 10;

    private final TrackerOptions options;
    private final TrackerState state;
    private final HttpPort http;
    private final ScheduledExecutorService saver = Executors.newSingleThreadScheduledExecutor(run -> {
        Thread thread = new Thread(run, "tracker-state");
        thread.setDaemon(true);
        return thread;
    });

    private Tracker(TrackerOptions options) throws IOException {
        this.options = options;
        state = new TrackerState(options, new SecureRandom());
        restore();
        http = new HttpPort("tracker", MAX_THREADS, options.host(), options.port());
        http.connector().setIdleTimeout(IDLE_MILLIS);
    }

    /**
     * Starts tracking.
     *
     * @throws IOException if the port cannot be used, or the state file is none or cannot be written
     */
    public static Tracker start(TrackerOptions options) throws IOException {
        Tracker tracker = new Tracker(options);
        try {
            tracker.http.start(tracker.handler(), "--host or --port");
            tracker.save();
        } catch (IOException | RuntimeException e) {
            tracker.stop();
            throw e;
        }
        Future<?> unused = tracker.saver.scheduleWithFixedDelay(
                tracker::saveOrRetry, SAVE_SECONDS, SAVE_SECONDS, TimeUnit.SECONDS);
        return tracker;
    }

    /** What torrents name: {@code http://127.0.0.1:6969/announce}. */
    public URI announceUrl() {
        return http.uri().resolve("announce");
    }

    private Handler handler() {
        return new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                return answer(request, response, callback);
            }
        };
    }

    private boolean answer(Request request, Response response, Callback callback) {
        String path = request.getHttpURI().getPath();
        if (!path.equals("/announce") && !path.equals("/scrape")) {
            return false;
        }
        byte[] body;
        try {
            body = body(path, request);
        } catch (SwarmException e) {
            body = Bencode.encode(Map.of("failure reason", Bencode.utf8(e.getMessage())));
        }
        response.setStatus(HttpStatus.OK_200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain");
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }

    private byte[] body(String path, Request request) throws SwarmException {
        TrackerQuery query = new TrackerQuery(request.getHttpURI().getQuery());
        long now = Instant.now().getEpochSecond();
        if (path.equals("/scrape")) {
            synchronized (state) {
                return state.scrape(query.infoHashes(), now);
            }
        }
        Announce announce = TrackerState.request(query, from(request));
        boolean isCompact = !query.has("compact") || query.number("compact", 0, 1) == 1;
        synchronized (state) {
            return state.announce(announce, isCompact, now);
        }
    }

    private static InetAddress from(Request request) throws SwarmException {
        if (request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress address) {
            return address.getAddress();
        }
        throw new SwarmException("the request has no address");
    }

    private void restore() throws IOException {
        if (options.stateFile().isPresent() && Files.exists(options.stateFile().get())) {
            Path file = options.stateFile().get();
            if (Files.isDirectory(file)) {
                throw new FileSystemException(file.toString(), null, "Is a directory");
            }
            try {
                state.restore(Files.readAllBytes(file));
            } catch (SwarmException e) {
                throw new SwarmException(file + " is no state of a tracker: " + e.getMessage() + "; remove it");
            }
        }
    }

    private void saveOrRetry() {
        try {
            save();
        } catch (IOException e) {
            // A disk that is full now may have room the next time; what peers tell again is not lost.
        }
    }

    private void save() throws IOException {
        if (options.stateFile().isEmpty()) {
            return;
        }
        byte[] saved;
        synchronized (state) {
            saved = state.saved();
        }
        Path file = options.stateFile().get().toAbsolutePath();
        Path next = Files.write(file.resolveSibling("." + file.getFileName() + ".next"), saved);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private void stop() {
        saver.shutdownNow();
        http.close();
    }

    /** Ends it; with a state file, what it knows is kept. */
    @Override
    public void close() throws IOException {
        stop();
        save();
    }
}

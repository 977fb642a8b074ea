package org.rundelta.player;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.rundelta.dash.ByteRange;
import org.rundelta.dash.FileRange;
import org.rundelta.dash.Location;
import org.rundelta.dash.ManifestException;

/**
 * Gets files from wherever they are. Where an attempt fails it is repeated once, unless the server said that this has no
 * use; then the next location is tried; and all of that again, with longer and longer pauses.
 */
final class Downloads {
    private static final int ROUNDS = 3;
    private static final double FIRST_PAUSE_MS = 500;
    private static final double SHORT_PAUSE_MS = 200;

    /** Far above every segment that can be played in time. */
    private static final int MAX_BYTES = 512 << 20;

    private final Transport transport;
    private final WallClock clock;
    private final PathwaySelector pathways;
    private Throttle throttle = Throttle.NONE;
    private int failures;

    Downloads(Transport transport, WallClock clock, PathwaySelector pathways) {
        this.transport = transport;
        this.clock = clock;
        this.pathways = pathways;
    }

    /**
     * A file that was fetched, or part of one.
     *
     * @param uri where it was after redirections
     */
    record Fetched(byte[] bytes, Location location, URI uri) {}

    /** Judges what came. */
    interface Check {
        /**
         * Judges it.
         *
         * @throws WrongSegmentException if it is not what it should be
         */
        void check(byte[] bytes) throws WrongSegmentException;
    }

    /** Holds back what comes from now on. */
    void holdBack(Throttle by) {
        throttle = by;
    }

    /** Attempts that failed so far. */
    int failures() {
        return failures;
    }

    /** Gets a small file that nobody judges or watches. */
    Fetched get(List<Location> locations, FileRange place, int maxBytes) throws IOException {
        return get(locations, place, maxBytes, bytes -> {}, new DownloadMeter(clock, 0));
    }

    /** The same of a file that is in one place only. */
    Fetched get(URI uri, int maxBytes) throws IOException {
        return get(List.of(new Location(null, uri)), new FileRange(""), maxBytes);
    }

    /** What time it is for a server. */
    Instant date(URI server) throws IOException {
        return transport.date(server);
    }

    /** Gets a segment, as the other method says. */
    Fetched get(List<Location> locations, FileRange place, Check check, DownloadMeter meter) throws IOException {
        return get(locations, place, MAX_BYTES, check, meter);
    }

    /**
     * Gets a file.
     *
     * @param place relative to the locations
     * @return null if the watcher ended it
     * @throws UnavailableException if it cannot be had
     * @throws IOException if it is interrupted
     */
    private Fetched get(List<Location> locations, FileRange place, int maxBytes, Check check, DownloadMeter meter)
            throws IOException {
        List<Location> left = new ArrayList<>(pathways.order(locations));
        IOException failure = null;
        boolean isAnswered = false;
        for (int round = 0; round < ROUNDS && !left.isEmpty(); round++) {
            pause(round == 0 ? 0 : FIRST_PAUSE_MS * (1 << round));
            for (Location location : List.copyOf(left)) {
                try {
                    Fetched fetched = tryTwice(location, place, maxBytes, check, meter);
                    pathways.used(location);
                    return fetched;
                } catch (RefusedException e) {
                    failure = e;
                    isAnswered = true;
                    left.remove(location);
                } catch (InterruptedIOException e) {
                    throw e;
                } catch (IOException e) {
                    failure = e;
                    isAnswered |= e instanceof HttpStatusException;
                }
                pathways.failed(location);
            }
        }
        throw new UnavailableException(failure, isAnswered);
    }

    private Fetched tryTwice(Location location, FileRange place, int maxBytes, Check check, DownloadMeter meter)
            throws IOException {
        try {
            return attempt(location, place, maxBytes, check, meter);
        } catch (RefusedException | InterruptedIOException | SilenceException e) {
            throw e;
        } catch (IOException e) {
            pause(SHORT_PAUSE_MS);
            return attempt(location, place, maxBytes, check, meter);
        }
    }

    private void pause(double ms) throws IOException {
        clock.waitUntil(clock.nowMs() + ms);
    }

    /** Null if the watcher ended it. */
    private Fetched attempt(Location location, FileRange place, int maxBytes, Check check, DownloadMeter meter)
            throws IOException {
        try {
            URI uri = location.resolve(place.path());
            Fetched fetched = load(location, uri, place.range(), maxBytes, meter);
            if (fetched != null) {
                check(uri, fetched.bytes, check);
                meter.ended();
            }
            return fetched;
        } catch (HttpStatusException e) {
            failures++;
            throw e.isFinal() ? new RefusedException(e.getMessage(), e) : e;
        } catch (ManifestException e) {
            throw new RefusedException(e.getMessage(), e);
        } catch (IOException e) {
            failures++;
            throw e;
        }
    }

    private static void check(URI uri, byte[] bytes, Check check) throws RefusedException {
        try {
            check.check(bytes);
        } catch (WrongSegmentException e) {
            throw new RefusedException(uri + ": " + e.getMessage(), e);
        }
    }

    private Fetched load(Location location, URI uri, ByteRange range, int maxBytes, DownloadMeter meter)
            throws IOException {
        double firstByteMs = throttle.request(clock.nowMs());
        try (Body body = transport.open(uri, range)) {
            clock.waitUntil(firstByteMs);
            meter.began((double) body.length() * Byte.SIZE);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (byte[] part = body.next(); part != null; part = body.next()) {
                if (bytes.size() + part.length > maxBytes) {
                    throw new RefusedException(uri + ": over the limit of " + maxBytes + " bytes", null);
                }
                clock.waitUntil(throttle.transfer((double) part.length * Byte.SIZE, clock.nowMs()));
                bytes.write(part);
                if (!meter.came(part.length)) {
                    meter.abandoned();
                    return null;
                }
            }
            return new Fetched(bytes.toByteArray(), location, body.uri());
        }
    }
}

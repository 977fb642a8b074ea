package org.rundelta.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.ssl.SSLException;

/**
 * Requests to a folder on an HTTP server, with WebDAV (RFC 4918) or without: that one makes folders as files need them. What fails for the moment (no connection, 408, 429, 5xx) is tried
 * again after a while that doubles, give or take a half. Paths are relative to the folder. For several threads.
 */
final class WebDav {
    static final int OK = 200;
    static final int CREATED = 201;
    static final int NOT_FOUND = 404;
    static final int METHOD_NOT_ALLOWED = 405;
    static final int CONFLICT = 409;
    private static final int NOT_IMPLEMENTED = 501;

    private static final Set<Integer> WRITTEN = Set.of(OK, CREATED, 204);
    private static final Set<Integer> TRANSIENT = Set.of(408, 429, 500, 502, 503, 504);
    private static final int ATTEMPTS = 6;
    private static final long FIRST_PAUSE_MS = 100;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** Slower than this, with a minute besides, a file is given up. */
    private static final long SLOWEST_BYTES_PER_SECOND = 500;

    private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(1);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    private final URI folder;
    private final String authorization;

    /** That are known to be there. */
    private final Set<String> folders = ConcurrentHashMap.newKeySet();

    private volatile Boolean isDav;

    private WebDav(URI folder, String authorization) {
        this.folder = folder;
        this.authorization = authorization;
    }

    /**
     * The folder of a URL.
     *
     * @param url with name and password for Basic authentication if it has any
     * @throws IOException if it is none, or names no server
     */
    static WebDav at(String url) throws IOException {
        try {
            URI uri = new URI(url.endsWith("/") ? url : url + "/");
            if (uri.getHost() == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
                throw new URISyntaxException(url, "names no folder on a server");
            }
            String user = uri.getUserInfo();
            URI bare = new URI(uri.getScheme(), null, uri.getHost(), uri.getPort(), uri.getPath(), null, null);
            return new WebDav(
                    bare, user == null ? null : "Basic " + Base64.getEncoder().encodeToString(user.getBytes(UTF_8)));
        } catch (URISyntaxException e) {
            // the message of the exception would hold the password
            throw new IOException("it is no URL of a folder: write https://host/folder/", null);
        }
    }

    /** How long a file is, in bytes; empty if there is none. Not every server tells without sending it. */
    OptionalLong size(String path) throws IOException {
        HttpResponse<Void> response = send(request("HEAD", path).build(), BodyHandlers.discarding());
        if (response.statusCode() == NOT_FOUND) {
            return OptionalLong.empty();
        }
        if (response.statusCode() != OK) {
            throw refused("HEAD", path, response.statusCode());
        }
        OptionalLong told = response.headers().firstValueAsLong("Content-Length");
        return told.isPresent() ? told : OptionalLong.of(fingerprint(path).size());
    }

    /** What a file holds; null if there is none. */
    Fingerprint fingerprint(String path) throws IOException {
        return got(path, send(request("GET", path).build(), info -> fingerprinting()));
    }

    private static BodySubscriber<Fingerprint> fingerprinting() {
        MessageDigest digest = Fingerprint.newDigest();
        long[] size = {0};
        return BodySubscribers.mapping(
                BodySubscribers.ofByteArrayConsumer(part -> part.ifPresent(bytes -> {
                    digest.update(bytes);
                    size[0] += bytes.length;
                })),
                end -> Fingerprint.of(size[0], digest));
    }

    /** Gets a short file as text; null if there is none. */
    String text(String path) throws IOException {
        return got(path, send(request("GET", path).build(), BodyHandlers.ofString(UTF_8)));
    }

    private static <T> T got(String path, HttpResponse<T> response) throws IOException {
        if (response.statusCode() != OK && response.statusCode() != NOT_FOUND) {
            throw refused("GET", path, response.statusCode());
        }
        return response.statusCode() == OK ? response.body() : null;
    }

    /** Puts a file, and the folders it lies in. */
    void put(String path, long size, Source source) throws IOException {
        String above = path.substring(0, path.lastIndexOf('/') + 1);
        if (isDav() && !folders.contains(above)) {
            makeFolder(above);
            folders.add(above);
        }
        BodyPublisher body = size == 0
                ? BodyPublishers.noBody()
                : BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> opened(source)), size);
        Duration timeout = ANSWER_TIMEOUT.plusSeconds(size / SLOWEST_BYTES_PER_SECOND);
        HttpRequest request = request("PUT", path).timeout(timeout).PUT(body).build();
        requireWritten("PUT", path, send(request, BodyHandlers.discarding()));
    }

    void put(String path, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        put(path, bytes.length, () -> new ByteArrayInputStream(bytes));
    }

    private static InputStream opened(Source source) {
        try {
            return source.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Renames a file, in place of another if there is one. */
    void move(String from, String to) throws IOException {
        requireWritten("MOVE", from, send(moving(from, to), BodyHandlers.discarding()));
    }

    private HttpRequest moving(String from, String to) throws IOException {
        return request("MOVE", from)
                .header("Destination", uri(to).toString())
                .header("Overwrite", "T")
                .build();
    }

    /** Deletes a file, or a folder with all that is in it; nothing if there is none. */
    void delete(String path) throws IOException {
        int status = status("DELETE", path);
        if (status != NOT_FOUND && !WRITTEN.contains(status)) {
            throw refused("DELETE", path, status);
        }
    }

    /** Makes a folder and those above it; false if it was there already. */
    boolean makeFolder(String path) throws IOException {
        int status = status("MKCOL", path);
        if (status == CONFLICT || status == NOT_FOUND) {
            makeFolderAbove(path);
            status = status("MKCOL", path);
        }
        if (status != CREATED && status != METHOD_NOT_ALLOWED) {
            throw refused("MKCOL", path, status);
        }
        return status == CREATED;
    }

    private void makeFolderAbove(String path) throws IOException {
        String above = uri(path).resolve("..").getPath();
        if (above.length() <= 1 || above.startsWith("/..")) {
            throw refused("MKCOL", path, CONFLICT);
        }
        new WebDav(folder.resolve(uri(path).resolve("..")), authorization).makeFolder("");
    }

    /** Whether it can rename: looked for once, by renaming what is not there. */
    boolean isDav() throws IOException {
        if (isDav == null) {
            int status = send(moving(".none", ".none.moved"), BodyHandlers.discarding())
                    .statusCode();
            isDav = status != METHOD_NOT_ALLOWED && status != NOT_IMPLEMENTED;
        }
        return isDav;
    }

    /** Whether a file, or a folder whose path ends with a slash, may be there. */
    boolean isThere(String path) throws IOException {
        return status("HEAD", path) != NOT_FOUND;
    }

    private int status(String method, String path) throws IOException {
        return send(request(method, path).build(), BodyHandlers.discarding()).statusCode();
    }

    private HttpRequest.Builder request(String method, String path) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(path)).timeout(ANSWER_TIMEOUT).method(method, BodyPublishers.noBody());
        return authorization == null ? request : request.header("Authorization", authorization);
    }

    private URI uri(String path) throws IOException {
        try {
            String encoded = new URI(null, null, "/" + path, null).toASCIIString();
            return URI.create(folder.toASCIIString() + encoded.substring(1));
        } catch (URISyntaxException e) {
            throw new IOException(path + " cannot be part of a URL: rename it", e);
        }
    }

    private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) throws IOException {
        for (int attempts = 1; ; attempts++) {
            try {
                HttpResponse<T> response = http.send(request, handler);
                if (attempts == ATTEMPTS || !TRANSIENT.contains(response.statusCode())) {
                    return response;
                }
            } catch (InterruptedException e) {
                throw interrupted(e);
            } catch (IOException e) {
                if (attempts == ATTEMPTS || e instanceof SSLException) {
                    throw unreachable(e);
                }
            }
            pause(attempts);
        }
    }

    private static void pause(int attempts) throws IOException {
        try {
            double factor = 0.5 + ThreadLocalRandom.current().nextDouble();
            Thread.sleep((long) (factor * (FIRST_PAUSE_MS << attempts)));
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IOException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        InterruptedIOException interrupted = new InterruptedIOException("interrupted");
        interrupted.initCause(e);
        return interrupted;
    }

    private static IOException unreachable(IOException e) {
        if (e instanceof SSLException) {
            return new IOException("no secure connection: " + e.getMessage() + "; check its certificate", e);
        }
        String reason = e instanceof ConnectException ? "it does not answer" : String.valueOf(e.getMessage());
        return new IOException(reason + "; check the address, and that the server runs, then push again", e);
    }

    private static void requireWritten(String method, String path, HttpResponse<Void> response) throws IOException {
        if (!WRITTEN.contains(response.statusCode())) {
            throw refused(method, path, response.statusCode());
        }
    }

    private static IOException refused(String method, String path, int status) {
        String advice = switch (status) {
            case 401, 403 -> "give a name and password that may write there, as in https://name:password@host/";
            case METHOD_NOT_ALLOWED, NOT_IMPLEMENTED ->
                "allow PUT, GET and DELETE there, and better WebDAV as well (MOVE, MKCOL)";
            case 507 -> "the disk is full there";
            default -> "see its log, then push again";
        };
        return new IOException(method + " of " + (path.isEmpty() ? "the folder" : path) + " was refused (HTTP " + status
                + "): " + advice);
    }
}

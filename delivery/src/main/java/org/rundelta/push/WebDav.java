package org.rundelta.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.channels.ReadableByteChannel;
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
final class WebDav implements Closeable {
    static final int OK = 200;
    static final int CREATED = 201;
    static final int NOT_FOUND = 404;
    static final int METHOD_NOT_ALLOWED = 405;
    static final int CONFLICT = 409;
    private static final int NOT_IMPLEMENTED = 501;
    private static final int MAX_PORT = 65535;

    private static final Set<Integer> WRITTEN = Set.of(OK, CREATED, 204);
    private static final Set<Integer> TRANSIENT = Set.of(408, 429, 500, 502, 503, 504);
    private static final int ATTEMPTS = 6;
    private static final long FIRST_PAUSE_MS = 100;

    /** Slower than this, with a minute besides, a file is given up. */
    private static final long SLOWEST_BYTES_PER_SECOND = 500;

    private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(1);

    private final URI folder;
    private final String authorization;
    private final HttpConnections http;

    /** That are known to be there. */
    private final Set<String> folders = ConcurrentHashMap.newKeySet();

    private volatile Boolean isDav;

    private WebDav(URI folder, String authorization) {
        this.folder = folder;
        this.authorization = authorization;
        http = new HttpConnections(folder);
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
            if (uri.getHost() == null
                    || uri.getPort() > MAX_PORT
                    || uri.getRawQuery() != null
                    || uri.getRawFragment() != null) {
                throw new URISyntaxException(url, "names no folder on a server");
            }
            String user = uri.getUserInfo();
            URI bare = new URI(uri.getScheme(), null, uri.getHost(), uri.getPort(), uri.getPath(), null, null);
            return new WebDav(
                    URI.create(bare.toASCIIString()),
                    user == null ? null : "Basic " + Base64.getEncoder().encodeToString(user.getBytes(UTF_8)));
        } catch (URISyntaxException e) {
            // the message of the exception would hold the password
            throw new IOException("it is no URL of a folder: write https://host/folder/, with %20 for a blank", null);
        }
    }

    /** How long a file is, in bytes; empty if there is none. Not every server tells without sending it. */
    OptionalLong size(String path) throws IOException {
        OptionalLong told = got(path, send("HEAD", path, (head, body) -> head.length()));
        if (told == null) {
            return OptionalLong.empty();
        }
        return told.isPresent() ? told : OptionalLong.of(got(path, send("GET", path, (head, body) -> body.count())));
    }

    /** Whether a file is there that holds what the source has. */
    boolean holds(String path, long size, Source source) throws IOException {
        return isRight(path, size, body -> FileBuffer.ofThread().isSame(body, source));
    }

    /** Puts a file, and the folders it lies in; whether it holds what was sent, then. */
    boolean putAndReadBack(String path, long size, Source source) throws IOException {
        put(path, size, source);
        return isRight(path, size, body -> FileBuffer.ofThread().isSent(body, size, source));
    }

    /** Puts a file, and the folders it lies in. */
    void put(String path, long size, Source source) throws IOException {
        put(path, size, out -> {
            try (ReadableByteChannel bytes = source.channel()) {
                FileBuffer.ofThread().send(bytes, size, out);
            }
        });
    }

    @FunctionalInterface
    private interface Check {
        boolean isRight(HttpBody body) throws IOException;
    }

    private boolean isRight(String path, long size, Check check) throws IOException {
        Answer<Boolean> answer =
                send("GET", path, "", HttpConnections.Body.NONE, timeout(size), (head, body) -> check.isRight(body));
        return Boolean.TRUE.equals(got(path, answer));
    }

    private static Duration timeout(long size) {
        return ANSWER_TIMEOUT.plusSeconds(size / SLOWEST_BYTES_PER_SECOND);
    }

    /** Gets a short file as text; null if there is none. */
    String text(String path) throws IOException {
        return got(path, send("GET", path, (head, body) -> body.text()));
    }

    private static <T> T got(String path, Answer<T> answer) throws IOException {
        if (answer.status != OK && answer.status != NOT_FOUND) {
            throw refused("GET", path, answer.status);
        }
        return answer.status == OK ? answer.body : null;
    }

    private void put(String path, long size, HttpConnections.Body body) throws IOException {
        makeFolderOf(path);
        Answer<Void> answer = send("PUT", path, length(size), body, timeout(size), WebDav::nothing);
        requireWritten("PUT", path, answer);
    }

    private void makeFolderOf(String path) throws IOException {
        String above = path.substring(0, path.lastIndexOf('/') + 1);
        if (isDav() && !folders.contains(above)) {
            makeFolder(above);
            folders.add(above);
        }
    }

    /** Puts a short text, and the folders it lies in. */
    void put(String path, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        put(path, bytes.length, HttpConnections.Body.of(bytes));
    }

    private static String length(long size) {
        return "Content-Length: " + size + "\r\n";
    }

    private static Void nothing(HttpHead head, HttpBody body) {
        return null;
    }

    /** Renames a file, which nobody else does, in place of another if there is one. */
    void move(String from, String to) throws IOException {
        Answer<Void> answer = moving(from, to);
        boolean isDoneBefore = answer.isRepeated && answer.status == NOT_FOUND && isThere(to);
        if (!isDoneBefore) {
            requireWritten("MOVE", from, answer);
        }
    }

    private Answer<Void> moving(String from, String to) throws IOException {
        String headers = "Destination: " + uri(to) + "\r\nOverwrite: T\r\n";
        return send("MOVE", from, headers, HttpConnections.Body.NONE, ANSWER_TIMEOUT, WebDav::nothing);
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
        try (WebDav outer = new WebDav(folder.resolve(uri(path).resolve("..")), authorization)) {
            outer.makeFolder("");
        }
    }

    /** Whether it can rename: looked for once, by renaming what is not there. */
    boolean isDav() throws IOException {
        if (isDav == null) {
            int status = moving(".none", ".none.moved").status;
            isDav = status != METHOD_NOT_ALLOWED && status != NOT_IMPLEMENTED;
        }
        return isDav;
    }

    /** Whether a file, or a folder whose path ends with a slash, may be there. */
    boolean isThere(String path) throws IOException {
        return status("HEAD", path) != NOT_FOUND;
    }

    private int status(String method, String path) throws IOException {
        return send(method, path, WebDav::nothing).status;
    }

    @Override
    public void close() {
        http.close();
    }

    private URI uri(String path) throws IOException {
        return URI.create(folder + encoded(path));
    }

    /** Relative to the folder. */
    private static String encoded(String path) throws IOException {
        try {
            return new URI(null, null, "/" + path, null).toASCIIString().substring(1);
        } catch (URISyntaxException e) {
            throw new IOException(path + " cannot be part of a URL: rename it", e);
        }
    }

    /**
     * What a server says.
     *
     * @param body null if it says no more
     * @param isRepeated whether it is not the first request of its kind, of which one may have been carried out
     */
    record Answer<T>(int status, T body, boolean isRepeated) {}

    @FunctionalInterface
    private interface Attempt<T> {
        Answer<T> run(boolean isRepeated) throws IOException;
    }

    private <T> Answer<T> send(String method, String path, HttpConnections.Reader<T> reader) throws IOException {
        return send(method, path, "", HttpConnections.Body.NONE, ANSWER_TIMEOUT, reader);
    }

    private <T> Answer<T> send(
            String method,
            String path,
            String headers,
            HttpConnections.Body body,
            Duration timeout,
            HttpConnections.Reader<T> reader)
            throws IOException {
        return retried(isRepeated -> exchange(method, path, headers, body, timeout, reader, isRepeated));
    }

    /** @param reader of an answer with status 200; others are read to their end */
    private <T> Answer<T> exchange(
            String method,
            String path,
            String headers,
            HttpConnections.Body body,
            Duration timeout,
            HttpConnections.Reader<T> reader,
            boolean isRepeated)
            throws IOException {
        String all = authorization == null ? headers : headers + "Authorization: " + authorization + "\r\n";
        return http.send(method, folder.getRawPath() + encoded(path), all, body, timeout, (head, answer) -> {
            T result = head.status() == OK ? reader.read(head, answer) : null;
            if (head.status() != OK) {
                answer.count();
            }
            return new Answer<>(head.status(), result, isRepeated);
        });
    }

    private static <T> Answer<T> retried(Attempt<T> attempt) throws IOException {
        for (int attempts = 1; ; attempts++) {
            try {
                Answer<T> answer = attempt.run(attempts > 1);
                if (attempts == ATTEMPTS || !TRANSIENT.contains(answer.status)) {
                    return answer;
                }
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
            return new IOException(
                    "no secure connection: " + e.getMessage()
                            + "; check its certificate, and that it speaks TLS at this port",
                    e);
        }
        String reason = e instanceof ConnectException || e instanceof UnknownHostException
                ? "it does not answer"
                : String.valueOf(e.getMessage());
        return new IOException(reason + "; check the address, and that the server runs, then push again", e);
    }

    private static void requireWritten(String method, String path, Answer<Void> answer) throws IOException {
        if (!WRITTEN.contains(answer.status)) {
            throw refused(method, path, answer.status);
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

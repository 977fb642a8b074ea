package org.rundelta.cache;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/** What has come of a file, from one upstream or several, until it is whole and held. */
final class ArrivingFile {
    private final FetchOrder order;
    private final FetchTools tools;
    private final FileBody body;
    private final String name = CacheFolder.newName();
    private final MessageDigest digest = newDigest();
    private Incoming incoming;
    private long overlap;
    private boolean isKept;
    private String unkept = "its origin forbids it";

    ArrivingFile(FetchOrder order, FetchTools tools) {
        this.order = order;
        this.tools = tools;
        body = FileBody.coming(tools.spareKib());
    }

    static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    FileBody body() {
        return body;
    }

    boolean hasBegun() {
        return incoming != null;
    }

    /** Asks for what has not come yet, or for what has changed (RFC 9110, 13). */
    void askForRest(HttpRequest.Builder request) {
        CachedFile held = order.held();
        if (hasBegun()) {
            if (body.available() > 0 && !incoming.head().etag().isEmpty()) {
                request.header("Range", "bytes=" + body.available() + "-");
                request.header("If-Range", incoming.head().etag());
            }
        } else if (held != null && !held.head().etag().isEmpty()) {
            request.header("If-None-Match", held.head().etag());
        } else if (held != null && !held.head().lastModified().isEmpty()) {
            request.header("If-Modified-Since", held.head().lastModified());
        }
    }

    /**
     * Whether the body of an answer is of the file.
     *
     * @throws IOException if it is not as it should be
     */
    boolean accepts(ResponseInfo info) throws IOException {
        if (hasBegun()) {
            if (info.statusCode() != 200 && info.statusCode() != 206) {
                return false;
            }
            overlap = incoming.overlap(info.statusCode(), info.headers(), body.available());
            return true;
        }
        if (info.statusCode() != 200) {
            return false;
        }
        incoming = Incoming.of(order.path(), info.headers(), tools.clock().instant(), tools.maxBytes());
        try {
            body.writeTo(tools.folder().create(name));
        } catch (IOException e) {
            cannotKeep(e);
        }
        return true;
    }

    private void cannotKeep(IOException e) {
        unkept = e.getMessage();
        tools.log().say("cache", "cannot keep files: " + e.getMessage() + "; make room, or lower --max-size");
    }

    /** What those who wait are answered with as soon as it is known how much will come. */
    Optional<Answer> answer() {
        return incoming.size() < 0 ? Optional.empty() : Optional.of(coming(incoming.size()));
    }

    Answer.Coming coming(long size) {
        Freshness freshness = incoming.freshness();
        return new Answer.Coming(
                order.path(),
                incoming.head(),
                size,
                freshness.arrived(),
                freshness.arrivedAge(),
                body,
                Answer.Source.MISS);
    }

    void take(ByteBuffer bytes) throws IOException {
        int skipped = (int) Math.min(overlap, bytes.remaining());
        overlap -= skipped;
        bytes.position(bytes.position() + skipped);
        long size = incoming.size() < 0 ? tools.maxBytes() : incoming.size();
        if (body.available() + bytes.remaining() > size) {
            throw new IOException("sends more than " + size + " bytes");
        }
        digest.update(bytes.duplicate());
        long left = incoming.size() < 0 ? Long.MAX_VALUE : size - body.available();
        body.append(bytes, left).ifPresent(this::cannotKeep);
    }

    /**
     * All has come.
     *
     * @throws IOException if it has not
     */
    CachedFile finish() throws IOException {
        long size = body.available();
        if (incoming.size() >= 0 && size != incoming.size()) {
            throw new IOException("sends " + size + " of " + incoming.size() + " bytes");
        }
        String sha256 = HexFormat.of().formatHex(digest.digest());
        String difference = order.expected() == null ? "" : order.expected().difference(size, sha256);
        if (!difference.isEmpty()) {
            throw new IOException(difference);
        }
        return new CachedFile(order.path(), "", size, sha256, incoming.head(), incoming.freshness(), order.isPinned());
    }

    /** Holds it, if it may be. */
    Optional<CachedFile> keep(CachedFile whole) {
        if (!incoming.isStorable() || !body.isWritten()) {
            return Optional.empty();
        }
        try {
            CachedFile held = tools.folder().keep(name, body.channel(), whole);
            isKept = true;
            return Optional.of(held);
        } catch (IOException e) {
            cannotKeep(e);
            return Optional.empty();
        }
    }

    /** Why it is not held. */
    String unkept() {
        return unkept;
    }

    void dropUnlessKept() {
        if (!isKept) {
            tools.folder().drop(name);
        }
    }

    /** What was held, after an upstream has said that it is the same still. */
    CachedFile revalidated(HttpHeaders headers) {
        Instant now = tools.clock().instant();
        StoredHead head = order.held().head().updated(StoredHead.of(headers));
        CacheControl control = CacheControl.parse(head.cacheControl());
        return order.held().revalidated(head, Freshness.of(order.path(), headers, control, now));
    }
}

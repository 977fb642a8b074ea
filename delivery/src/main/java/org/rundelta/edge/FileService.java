package org.rundelta.edge;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.CompressedContentFormat;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.http.content.HttpContent;
import org.eclipse.jetty.http.content.PreCompressedHttpContent;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers with files: compressed if that is wanted, with the time for which caches may keep them. */
final class FileService {
    private static final PreEncodedHttpField FOR_GOOD =
            new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "public, max-age=31536000, immutable");

    private static final PreEncodedHttpField A_WHILE =
            new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "public, max-age=60");

    /** What is shown for a folder. */
    private static final String PAGE = "index.html";

    private static final long MAX_AGE_SECONDS = 60;

    private final ServedFolder folder;
    private final ContentSender sender;

    FileService(ServedFolder folder, ContentSender sender) {
        this.folder = folder;
        this.sender = sender;
    }

    /** Answers, if there is such a file. */
    boolean answer(String path, Request request, Response response, Callback callback) throws IOException {
        if (path.endsWith("/")) {
            return answer(path + PAGE, request, response, callback);
        }
        Optional<ServedFile> found = folder.find(path);
        if (found.isEmpty()) {
            return false;
        }
        ServedFile file = found.get();
        response.getHeaders().put(cacheControl(file));
        sender.send(file, encoded(path, file, request), request, response, callback);
        return true;
    }

    /** Answers with a file of the program's own, to a request of it or of the folder whose page it is. */
    void answer(BuiltInFile file, Request request, Response response, Callback callback) throws IOException {
        response.getHeaders().put(A_WHILE);
        HttpContent encoded = ContentSender.encoded(ContentSender.accepted(request), file, file.gzip());
        sender.send(file, encoded, request, response, callback);
    }

    /** Whether a page lies in this folder, whose path ends with a slash. */
    boolean isPage(String path) throws IOException {
        return folder.find(path + PAGE).isPresent();
    }

    /**
     * What is named after its content never changes. The rest may, the sooner the younger it is: a tenth of its age is
     * what caches take (RFC 9111, 4.2.2), which is a second for what is live.
     */
    private static PreEncodedHttpField cacheControl(ServedFile file) {
        if (file.isImmutable()) {
            return FOR_GOOD;
        }
        long age =
                Duration.between(file.getLastModifiedInstant(), Instant.now()).toSeconds();
        long seconds = Math.max(1, Math.min(MAX_AGE_SECONDS, age / 10));
        return new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "public, max-age=" + seconds);
    }

    private HttpContent encoded(String path, ServedFile file, Request request) throws IOException {
        if (!file.isCompressible()) {
            return file;
        }
        List<String> encodings = ContentSender.accepted(request);
        if (encodings.contains("br")) {
            Optional<ServedFile> brotli = folder.find(path + ".br");
            if (brotli.isPresent() && !brotli.get().getLastModifiedInstant().isBefore(file.getLastModifiedInstant())) {
                return new PreCompressedHttpContent(file, brotli.get(), CompressedContentFormat.BR);
            }
        }
        return ContentSender.encoded(encodings, file, file.gzip());
    }
}

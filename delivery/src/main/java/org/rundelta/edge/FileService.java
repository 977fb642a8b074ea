package org.rundelta.edge;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.CompressedContentFormat;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.http.QuotedQualityCSV;
import org.eclipse.jetty.http.content.HttpContent;
import org.eclipse.jetty.http.content.PreCompressedHttpContent;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.ResourceService;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** Answers with files: compressed if that is wanted, with the time for which caches may keep them. */
final class FileService {
    private static final PreEncodedHttpField FOR_GOOD =
            new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "public, max-age=31536000, immutable");

    private static final PreEncodedHttpField A_WHILE =
            new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "public, max-age=60");

    /** What is shown for a folder. */
    private static final String PAGE = "index.html";

    private static final EnumSet<HttpHeader> UNDERSTOOD =
            EnumSet.of(HttpHeader.RANGE, HttpHeader.IF_MATCH, HttpHeader.IF_NONE_MATCH);

    private static final long MAX_AGE_SECONDS = 60;

    private final ServedFolder folder;
    private final ResourceService service = new ResourceService();

    FileService(ServedFolder folder) {
        this.folder = folder;
        service.setEtags(true);
        service.setHttpContentFactory(path -> null); // contents are found here
    }

    /** Answers, if there is such a file. */
    boolean answer(String path, Request request, Response response, Callback callback) throws IOException {
        if (path.endsWith("/")) {
            return answer(path + PAGE, forPage(request), response, callback);
        }
        Optional<ServedFile> found = folder.find(path);
        if (found.isEmpty()) {
            return false;
        }
        ServedFile file = found.get();
        response.getHeaders().put(cacheControl(file));
        send(file, encoded(path, file, request), request, response, callback);
        return true;
    }

    /** The request of a folder, as one of its page: else Jetty takes the slash for a mistake. */
    private static Request forPage(Request request) {
        HttpURI page = Request.newHttpURIFrom(request, request.getHttpURI().getPath() + PAGE);
        return Request.serveAs(request, page);
    }

    /** Answers with a file of the program's own, to a request of it or of the folder whose page it is. */
    void answer(BuiltInFile file, Request request, Response response, Callback callback) throws IOException {
        response.getHeaders().put(A_WHILE);
        boolean isOfFolder = request.getHttpURI().getPath().endsWith("/");
        Request wanted = isOfFolder ? forPage(request) : request;
        send(file, encoded(accepted(request), file, file.gzip()), wanted, response, callback);
    }

    private void send(HttpContent file, HttpContent encoded, Request request, Response response, Callback callback)
            throws IOException {
        Request wanted = understood(request, file);
        boolean isPart = wanted.getHeaders().contains(HttpHeader.RANGE);
        HttpContent content = isPart ? file : encoded;
        response.getHeaders().put(content.getETag()); // which Jetty does not always, where it is not modified
        boolean isHead = request.getMethod().equals("HEAD");
        service.doGet(wanted, response, callback, isHead ? new WithoutBody(content) : content);
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

    /**
     * The request with what Jetty leaves to others: parts are what GET alone asks for (RFC 9110, 14.2), and of use only to
     * who has the rest of the same (13.1.5), others get all; any state of a file is one that {@code *} stands for (13.1.1); and whether it was changed is
     * asked by weak comparison (13.1.2), as caches do that compressed it.
     */
    private static Request understood(Request request, HttpContent file) {
        HttpFields sent = request.getHeaders();
        if (!sent.contains(UNDERSTOOD)) {
            return request;
        }
        HttpFields.Mutable headers = HttpFields.build(sent);
        String part = sent.get(HttpHeader.IF_RANGE);
        boolean isOfOther = part != null
                && !part.equals(file.getETagValue())
                && !part.equals(file.getLastModified().getValue());
        if (isOfOther || request.getMethod().equals("HEAD")) {
            headers.remove(HttpHeader.RANGE);
        }
        if ("*".equals(sent.get(HttpHeader.IF_MATCH))) {
            headers.remove(HttpHeader.IF_MATCH);
        }
        String held = sent.get(HttpHeader.IF_NONE_MATCH);
        if (held != null) {
            headers.put(HttpHeader.IF_NONE_MATCH, held.equals("*") ? file.getETagValue() : held.replace("W/\"", "\""));
        }
        return new Request.Wrapper(request) {
            @Override
            public HttpFields getHeaders() {
                return headers;
            }
        };
    }

    private HttpContent encoded(String path, ServedFile file, Request request) throws IOException {
        if (!file.isCompressible()) {
            return file;
        }
        List<String> encodings = accepted(request);
        if (encodings.contains("br")) {
            Optional<ServedFile> brotli = folder.find(path + ".br");
            if (brotli.isPresent() && !brotli.get().getLastModifiedInstant().isBefore(file.getLastModifiedInstant())) {
                return new PreCompressedHttpContent(file, brotli.get(), CompressedContentFormat.BR);
            }
        }
        return encoded(encodings, file, file.gzip());
    }

    private static HttpContent encoded(List<String> encodings, HttpContent file, HttpContent gzip) {
        return encodings.contains("gzip")
                ? new PreCompressedHttpContent(file, gzip, CompressedContentFormat.GZIP)
                : file;
    }

    private static List<String> accepted(Request request) {
        QuotedQualityCSV encodings = new QuotedQualityCSV();
        request.getHeaders()
                .getFields(HttpHeader.ACCEPT_ENCODING)
                .forEach(field -> encodings.addValue(field.getValue()));
        return encodings.getValues();
    }

    /** What HEAD is answered with: nothing is read that is not sent. */
    private static final class WithoutBody extends HttpContent.Wrapper {
        WithoutBody(HttpContent content) {
            super(content);
        }

        @Override
        public void writeTo(Content.Sink sink, long offset, long length, Callback callback) {
            sink.write(true, BufferUtil.EMPTY_BUFFER, callback);
        }
    }
}

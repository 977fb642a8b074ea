package org.rundelta.edge;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import org.eclipse.jetty.http.CompressedContentFormat;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.QuotedQualityCSV;
import org.eclipse.jetty.http.content.HttpContent;
import org.eclipse.jetty.http.content.PreCompressedHttpContent;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.ResourceService;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** Sends contents, or the parts of them that are wanted, or that they are what the client has already. */
final class ContentSender {
    private static final EnumSet<HttpHeader> UNDERSTOOD = EnumSet.of(
            HttpHeader.RANGE,
            HttpHeader.IF_MATCH,
            HttpHeader.IF_NONE_MATCH,
            HttpHeader.IF_MODIFIED_SINCE,
            HttpHeader.IF_UNMODIFIED_SINCE);

    private final ResourceService service = new ResourceService();

    ContentSender() {
        service.setEtags(true);
        service.setHttpContentFactory(path -> null); // contents are found by others
    }

    /** Sends a file, compressed unless a part of it is wanted. */
    void send(HttpContent file, HttpContent encoded, Request request, Response response, Callback callback)
            throws IOException {
        Request wanted = understood(ofFile(request), file);
        boolean isPart = wanted.getHeaders().contains(HttpHeader.RANGE);
        HttpContent content = isPart ? file : encoded;
        if (content.getETag() != null) {
            response.getHeaders().put(content.getETag()); // which Jetty does not always, where it is not modified
        }
        boolean isHead = request.getMethod().equals("HEAD");
        service.doGet(wanted, response, callback, isHead ? new WithoutBody(content) : content);
    }

    /** The request of a folder, as one of its page: else Jetty takes the slash for a mistake. */
    private static Request ofFile(Request request) {
        String path = request.getHttpURI().getPath();
        return path.endsWith("/")
                ? Request.serveAs(request, Request.newHttpURIFrom(request, path + "index.html"))
                : request;
    }

    /**
     * The request with what Jetty leaves to others: parts are what GET alone asks for (RFC 9110, 14.2), and of use only to
     * who has the rest of the same (13.1.5), others get all; any state of a file is one that {@code *} stands for (13.1.1);
     * whether it was changed is asked by weak comparison (13.1.2), as caches do that compressed it; and not by date if none
     * is known.
     */
    private static Request understood(Request request, HttpContent file) {
        HttpFields sent = request.getHeaders();
        if (!sent.contains(UNDERSTOOD)) {
            return request;
        }
        HttpFields.Mutable headers = HttpFields.build(sent);
        String part = sent.get(HttpHeader.IF_RANGE);
        if (part != null && !isOf(part, file) || request.getMethod().equals("HEAD")) {
            headers.remove(HttpHeader.RANGE);
        }
        if ("*".equals(sent.get(HttpHeader.IF_MATCH))) {
            headers.remove(HttpHeader.IF_MATCH);
        }
        String held = sent.get(HttpHeader.IF_NONE_MATCH);
        String etag = file.getETagValue();
        if (held != null && etag != null) {
            headers.put(HttpHeader.IF_NONE_MATCH, held.equals("*") ? etag : asIn(etag, held));
        }
        if (file.getLastModified() == null) {
            headers.remove(HttpHeader.IF_MODIFIED_SINCE);
            headers.remove(HttpHeader.IF_UNMODIFIED_SINCE);
        }
        return new Request.Wrapper(request) {
            @Override
            public HttpFields getHeaders() {
                return headers;
            }
        };
    }

    private static boolean isOf(String validator, HttpContent file) {
        boolean isTag = validator.equals(file.getETagValue()) && !validator.startsWith("W/");
        return isTag
                || file.getLastModified() != null
                        && validator.equals(file.getLastModified().getValue());
    }

    /** Tags as strong or weak as this one. */
    private static String asIn(String etag, String tags) {
        String strong = tags.replace("W/\"", "\"");
        return etag.startsWith("W/") ? strong.replaceAll("\"([^\"]*)\"", "W/\"$1\"") : strong;
    }

    /** The encodings that the client takes, best first. */
    static List<String> accepted(Request request) {
        QuotedQualityCSV encodings = new QuotedQualityCSV();
        request.getHeaders()
                .getFields(HttpHeader.ACCEPT_ENCODING)
                .forEach(field -> encodings.addValue(field.getValue()));
        return encodings.getValues();
    }

    /** The file, compressed if the client takes that. */
    static HttpContent encoded(List<String> encodings, HttpContent file, HttpContent gzip) {
        return encodings.contains("gzip")
                ? new PreCompressedHttpContent(file, gzip, CompressedContentFormat.GZIP)
                : file;
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

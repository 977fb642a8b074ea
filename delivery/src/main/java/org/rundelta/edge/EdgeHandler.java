package org.rundelta.edge;

import java.io.IOException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.URIUtil;

/** Who answers which request; and what every answer says to browsers: pages of any origin may read it (CORS). */
final class EdgeHandler extends Handler.Abstract.NonBlocking {
    private static final String METHODS = "GET, HEAD, OPTIONS";

    /** Players measure the network by the times of requests, which Timing-Allow-Origin shows them. */
    private static final HttpFields FOR_BROWSERS = HttpFields.build()
            .add(field("Access-Control-Allow-Origin", "*"))
            .add(field(
                    "Access-Control-Expose-Headers",
                    "Accept-Ranges, Age, Content-Encoding, Content-Length, Content-Range, Date, ETag, Last-Modified"))
            .add(field("Timing-Allow-Origin", "*"))
            .add(field("X-Content-Type-Options", "nosniff"))
            .asImmutable();

    private static final HttpFields PREFLIGHT = HttpFields.build()
            .add(field("Access-Control-Allow-Methods", METHODS))
            .add(field("Access-Control-Allow-Headers", "*"))
            .add(field("Access-Control-Max-Age", "86400"))
            .add(field("Allow", METHODS))
            .asImmutable();

    private final Site site;

    EdgeHandler(Site site) {
        this.site = site;
    }

    private static HttpField field(String name, String value) {
        return new PreEncodedHttpField(name, value);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        response.getHeaders().add(FOR_BROWSERS);
        switch (request.getMethod()) {
            case "GET", "HEAD" -> {
                String path = URIUtil.decodePath(request.getHttpURI().getPath());
                site.answer(path, request, response, callback);
            }
            case "OPTIONS" -> {
                response.getHeaders().add(PREFLIGHT);
                response.setStatus(HttpStatus.NO_CONTENT_204);
                callback.succeeded();
            }
            default -> {
                response.getHeaders().put(HttpHeader.ALLOW, METHODS);
                Response.writeError(request, response, callback, HttpStatus.METHOD_NOT_ALLOWED_405);
            }
        }
        return true;
    }
}

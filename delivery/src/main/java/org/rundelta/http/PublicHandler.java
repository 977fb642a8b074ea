package org.rundelta.http;

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

/** Answers everybody who wants to read; pages of any origin may (CORS). */
public abstract class PublicHandler extends Handler.Abstract.NonBlocking {
    private static final String METHODS = "GET, HEAD, OPTIONS";

    private static final HttpFields PREFLIGHT = HttpFields.build()
            .add(field("Access-Control-Allow-Methods", METHODS))
            .add(field("Access-Control-Allow-Headers", "*"))
            .add(field("Access-Control-Max-Age", "86400"))
            .add(field("Allow", METHODS))
            .asImmutable();

    private final HttpFields always;

    /** @param always what else every answer says */
    protected PublicHandler(HttpField... always) {
        HttpFields.Mutable fields = HttpFields.build()
                .add(field("Access-Control-Allow-Origin", "*"))
                .add(field("X-Content-Type-Options", "nosniff"));
        for (HttpField each : always) {
            fields.add(each);
        }
        this.always = fields.asImmutable();
    }

    /** A field that is the same each time. */
    protected static HttpField field(String name, String value) {
        return new PreEncodedHttpField(name, value);
    }

    @Override
    public final boolean handle(Request request, Response response, Callback callback) throws IOException {
        response.getHeaders().add(always);
        switch (request.getMethod()) {
            case "GET", "HEAD" -> get(request, response, callback);
            case "OPTIONS" -> {
                response.getHeaders().add(PREFLIGHT);
                response.setStatus(HttpStatus.NO_CONTENT_204);
                callback.succeeded();
            }
            default -> {
                response.getHeaders().put(HttpHeader.ALLOW, METHODS);
                refuse(HttpStatus.METHOD_NOT_ALLOWED_405, request, response, callback);
            }
        }
        return true;
    }

    /** Answers GET and HEAD. */
    protected abstract void get(Request request, Response response, Callback callback) throws IOException;

    /** Answers with a status alone. */
    protected void refuse(int status, Request request, Response response, Callback callback) {
        Response.writeError(request, response, callback, status);
    }
}

package org.rundelta.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers operators, on a port that this machine alone reaches. */
public abstract class OperatorHandler extends Handler.Abstract {
    private static final String JSON = "application/json";

    /** Prometheus' text format. */
    private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

    @Override
    public final boolean handle(Request request, Response response, Callback callback) throws Exception {
        // Pages that a browser on this machine shows are of others.
        if (request.getHeaders().contains(HttpHeader.ORIGIN)) {
            Response.writeError(request, response, callback, HttpStatus.FORBIDDEN_403);
        } else {
            answer(request, response, callback);
        }
        return true;
    }

    /** Answers who may ask. */
    protected abstract void answer(Request request, Response response, Callback callback) throws Exception;

    /** Sends an object in JSON. */
    protected static void sendJson(Response response, Callback callback, byte[] json) {
        send(response, callback, JSON, json);
    }

    /** Sends counters and gauges. */
    protected static void sendMetrics(Response response, Callback callback, String text) {
        send(response, callback, METRICS, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(Response response, Callback callback, String type, byte[] content) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, content.length);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.write(true, ByteBuffer.wrap(content), callback);
    }
}

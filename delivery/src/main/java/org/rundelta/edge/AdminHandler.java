package org.rundelta.edge;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.rundelta.cache.CachedFile;
import org.rundelta.cache.EdgeCache;
import org.rundelta.cache.FillJob;
import org.rundelta.cache.FillOrder;
import org.rundelta.cache.Fills;
import org.rundelta.http.OperatorHandler;

/** Answers operators: what the edge holds and does, and takes their orders. */
final class AdminHandler extends OperatorHandler {
    private static final int MAX_ORDER = 64 << 20;
    private static final String FILL = "/fill";
    private static final String SWARM = "/swarm";

    private final EdgeCache cache;
    private final Fills fills;
    private final EdgeSwarms swarms;
    private final CacheMetrics metrics;

    AdminHandler(EdgeCache cache, Fills fills, EdgeSwarms swarms, CacheMetrics metrics) {
        this.cache = cache;
        this.fills = fills;
        this.swarms = swarms;
        this.metrics = metrics;
    }

    /** A file that is held. */
    private record Held(String path, long size, String sha256, boolean pinned) {
        static Held of(CachedFile file) {
            return new Held(file.path(), file.size(), file.sha256(), file.isPinned());
        }
    }

    @Override
    protected void answer(Request request, Response response, Callback callback) throws Exception {
        String path = request.getHttpURI().getPath();
        switch (request.getMethod() + " " + withoutId(path)) {
            case "GET /health" -> send(response, callback, Map.of("isUp", true));
            case "GET /metrics" -> sendMetrics(response, callback, metrics.text());
            case "GET /contents" -> send(response, callback, contents(prefix(request)));
            case "DELETE /contents" -> send(response, callback, Map.of("files", cache.remove(prefix(request))));
            case "POST /fill" -> fill(request, response, callback);
            case "GET /fill/", "DELETE /fill/" -> status(path, request, response, callback);
            case "POST /swarm" -> swarm(request, response, callback);
            case "GET /swarm/" -> send(swarms.find(id(path)), request, response, callback);
            case "DELETE /swarm/" -> send(swarms.leave(id(path)), request, response, callback);
            default -> Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
        }
    }

    private static String withoutId(String path) {
        boolean hasId = path.startsWith(FILL + "/") || path.startsWith(SWARM + "/");
        return hasId ? path.substring(0, path.indexOf('/', 1) + 1) : path;
    }

    private static String id(String path) {
        return path.substring(path.indexOf('/', 1) + 1);
    }

    private static String prefix(Request request) {
        return Optional.ofNullable(Request.extractQueryParameters(request).getValue("prefix"))
                .orElse("/");
    }

    private Map<String, List<Held>> contents(String prefix) {
        return Map.of("files", cache.contents(prefix).stream().map(Held::of).toList());
    }

    private void fill(Request request, Response response, Callback callback) throws Exception {
        if (request.getLength() > MAX_ORDER) {
            Response.writeError(request, response, callback, HttpStatus.PAYLOAD_TOO_LARGE_413);
            return;
        }
        try {
            FillJob job = fills.begin(
                    AdminJson.order(Content.Source.asString(request, StandardCharsets.UTF_8), FillOrder.class));
            response.setStatus(HttpStatus.ACCEPTED_202);
            send(response, callback, job.status());
        } catch (IllegalArgumentException e) {
            response.setStatus(HttpStatus.BAD_REQUEST_400);
            send(response, callback, Map.of("error", e.getMessage()));
        }
    }

    private void status(String path, Request request, Response response, Callback callback) {
        Optional<FillJob> job = fills.find(id(path));
        if (request.getMethod().equals("DELETE")) {
            job.ifPresent(FillJob::cancel);
        }
        send(job.map(FillJob::status), request, response, callback);
    }

    private static void send(Optional<?> state, Request request, Response response, Callback callback) {
        if (state.isPresent()) {
            send(response, callback, state.get());
        } else {
            Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
        }
    }

    private void swarm(Request request, Response response, Callback callback) throws Exception {
        if (request.getLength() > MAX_ORDER) {
            Response.writeError(request, response, callback, HttpStatus.PAYLOAD_TOO_LARGE_413);
            return;
        }
        try {
            SwarmOrder order =
                    AdminJson.order(Content.Source.asString(request, StandardCharsets.UTF_8), SwarmOrder.class);
            EdgeSwarms.State state = swarms.join(order);
            response.setStatus(HttpStatus.ACCEPTED_202);
            send(response, callback, state);
        } catch (IllegalArgumentException e) {
            response.setStatus(HttpStatus.BAD_REQUEST_400);
            send(response, callback, Map.of("error", e.getMessage()));
        }
    }

    private static void send(Response response, Callback callback, Object value) {
        sendJson(response, callback, AdminJson.bytes(value));
    }
}

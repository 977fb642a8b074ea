package org.rundelta.steering;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers operators, on a port that this machine alone reaches. */
final class AdminHandler extends Handler.Abstract {
    private static final Pattern DRAIN = Pattern.compile("/edges/([^/]+)/(drain|undrain)");
    private static final String JSON = "application/json";

    private final SteeringConfig config;
    private final EdgeChecks checks;
    private final SteeringState state;
    private final SteeringMetrics metrics;

    AdminHandler(SteeringConfig config, EdgeChecks checks, SteeringState state, SteeringMetrics metrics) {
        this.config = config;
        this.checks = checks;
        this.state = state;
        this.metrics = metrics;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        // Pages that a browser on this machine shows are of others.
        if (request.getHeaders().contains(HttpHeader.ORIGIN)) {
            Response.writeError(request, response, callback, HttpStatus.FORBIDDEN_403);
            return true;
        }
        String path = request.getHttpURI().getPath();
        Matcher drain = DRAIN.matcher(path);
        boolean isPost = request.getMethod().equals("POST");
        boolean isGet = request.getMethod().equals("GET");
        if (isPost && drain.matches() && isEdge(drain.group(1))) {
            change(drain.group(1), drain.group(2).equals("drain"));
            send(response, callback, JSON, Json.bytes(state()));
        } else if (isGet && path.equals("/state")) {
            send(response, callback, JSON, Json.bytes(state()));
        } else if (isGet && path.equals("/health")) {
            health(response, callback);
        } else if (isGet && path.equals("/metrics")) {
            String text = metrics.text(config.pathways(), checks.health(), state.drains());
            send(response, callback, SteeringMetrics.TYPE, text.getBytes(StandardCharsets.UTF_8));
        } else {
            Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
        }
        return true;
    }

    private boolean isEdge(String id) {
        return config.pathways().stream().anyMatch(pathway -> pathway.id().equals(id));
    }

    private void change(String id, boolean isDraining) throws IOException {
        if (isDraining) {
            state.drain(id);
        } else {
            state.undrain(id);
        }
    }

    private void health(Response response, Callback callback) {
        boolean isUp = checks.health().stream().anyMatch(PathwayHealth::isUp);
        response.setStatus(isUp ? HttpStatus.OK_200 : HttpStatus.SERVICE_UNAVAILABLE_503);
        send(response, callback, JSON, Json.bytes(Map.of("isAnyEdgeUp", isUp)));
    }

    private Map<String, Object> state() {
        List<Map<String, Object>> edges = new ArrayList<>();
        Drains drains = state.drains();
        List<PathwayHealth> health = List.copyOf(checks.health());
        for (int i = 0; i < health.size(); i++) {
            Pathway pathway = config.pathways().get(i);
            Map<String, Object> edge = new LinkedHashMap<>();
            edge.put("id", pathway.id());
            edge.put("url", pathway.url().toString());
            edge.put("isUp", health.get(i).isUp());
            edge.put("problem", health.get(i).problem());
            edge.put("checkedMs", health.get(i).checkedMs());
            edge.put("titles", new TreeSet<>(health.get(i).titles()));
            edge.put("drainedSinceMs", drains.sinceMs().get(pathway.id()));
            edge.put("answers", metrics.steeredTo(pathway.id()));
            edges.add(edge);
        }
        return Map.of("edges", edges);
    }

    private static void send(Response response, Callback callback, String type, byte[] content) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, content.length);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.write(true, ByteBuffer.wrap(content), callback);
    }
}

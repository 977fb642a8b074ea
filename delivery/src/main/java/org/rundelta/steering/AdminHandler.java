package org.rundelta.steering;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.rundelta.http.OperatorHandler;

/** Answers operators: what is known of edges, and which are drained. */
final class AdminHandler extends OperatorHandler {
    private static final Pattern DRAIN = Pattern.compile("/edges/([^/]+)/(drain|undrain)");

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
    protected void answer(Request request, Response response, Callback callback) throws IOException {
        String path = request.getHttpURI().getPath();
        Matcher drain = DRAIN.matcher(path);
        boolean isPost = request.getMethod().equals("POST");
        boolean isGet = request.getMethod().equals("GET");
        if (isPost && drain.matches() && isEdge(drain.group(1))) {
            change(drain.group(1), drain.group(2).equals("drain"));
            sendJson(response, callback, Json.bytes(state()));
        } else if (isGet && path.equals("/state")) {
            sendJson(response, callback, Json.bytes(state()));
        } else if (isGet && path.equals("/health")) {
            health(response, callback);
        } else if (isGet && path.equals("/metrics")) {
            sendMetrics(
                    response,
                    callback,
                    metrics.text(config.pathways(), checks.states().all(), state.drains()));
        } else {
            Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
        }
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
        boolean isUp = checks.states().all().stream().anyMatch(PathwayHealth::isUp);
        response.setStatus(isUp ? HttpStatus.OK_200 : HttpStatus.SERVICE_UNAVAILABLE_503);
        sendJson(response, callback, Json.bytes(Map.of("isAnyEdgeUp", isUp)));
    }

    private Map<String, Object> state() {
        List<Map<String, Object>> edges = new ArrayList<>();
        Drains drains = state.drains();
        List<PathwayHealth> health = checks.states().all();
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
}

package org.rundelta.fill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** Speaks to the admin servers of edges: orders files, and asks how far they are (docs/edge.md). */
final class EdgeOrders {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final JsonMapper json = JsonMapper.builder().build();

    /**
     * How far an order is.
     *
     * @param id its name at the edge
     * @param problem of the first file that could not be had; empty if there is none
     */
    record State(String id, boolean isDone, long bytesDone, String problem) {}

    /**
     * Orders files of a catalogue, to stay.
     *
     * @param source URL of the folder in which they begin
     * @param sha256 of each, by its path
     */
    State begin(FillEdge edge, URI source, long bitsPerSecond, TitlePart part, Map<String, String> sha256)
            throws IOException, InterruptedException {
        ObjectNode order = json.createObjectNode();
        order.put("source", source.toString());
        String folder = edge.url().getPath();
        order.put("folder", folder.endsWith("/") ? folder : folder + "/");
        order.put("bitsPerSecond", bitsPerSecond);
        order.put("pin", true);
        ArrayNode files = order.putArray("files");
        for (CatalogueFile file : part.files()) {
            files.addObject().put("path", file.path()).put("size", file.size()).put("sha256", sha256.get(file.path()));
        }
        return send(edge, "fill", "POST", json.writeValueAsString(order));
    }

    State state(FillEdge edge, String id) throws IOException, InterruptedException {
        return send(edge, "fill/" + id, "GET", "");
    }

    State cancel(FillEdge edge, String id) throws IOException, InterruptedException {
        return send(edge, "fill/" + id, "DELETE", "");
    }

    private State send(FillEdge edge, String what, String method, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(edge.admin().resolve(what))
                .timeout(PATIENCE)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IOException(edge.admin() + " answers " + response.statusCode() + ": "
                    + response.body().strip());
        }
        try {
            JsonNode state = json.readTree(response.body());
            JsonNode failure = state.path("failures").path(0);
            String problem = failure.isMissingNode()
                    ? ""
                    : failure.path("path").asText() + ": "
                            + failure.path("reason").asText();
            return new State(
                    state.path("id").asText(),
                    state.path("isDone").asBoolean(),
                    state.path("bytesDone").asLong(),
                    problem);
        } catch (JsonProcessingException e) {
            throw new IOException(edge.admin() + " is no admin server of an edge; check the plan", e);
        }
    }
}

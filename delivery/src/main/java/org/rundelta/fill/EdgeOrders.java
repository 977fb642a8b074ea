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
import java.util.Optional;

/** Speaks to the admin servers of edges: orders files, and asks how far they are (docs/edge.md). */
final class EdgeOrders {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int NOT_FOUND = 404;

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
        order.put("folder", folder(edge));
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

    private static String folder(FillEdge edge) {
        String folder = edge.url().getPath();
        return folder.endsWith("/") ? folder : folder + "/";
    }

    /**
     * How far an edge is with a torrent.
     *
     * @param isWhole whether it holds all files
     * @param problem why it does not go on; empty if it does
     */
    record SwarmState(boolean isWhole, long bytesDone, String problem) {}

    /** Has an edge join the swarm of a torrent, and hold its files, to stay. */
    SwarmState join(FillEdge edge, byte[] torrent) throws IOException, InterruptedException {
        ObjectNode order = json.createObjectNode();
        order.put("torrent", torrent);
        order.put("folder", folder(edge));
        order.put("bitsPerSecond", edge.uplink());
        order.put("pin", true);
        return swarmState(call(edge, "swarm", "POST", json.writeValueAsString(order))
                .orElseThrow(() -> new IOException(edge.admin() + " takes no torrents; update the edge")));
    }

    /** How far it is; empty if it has not joined, or was started anew. */
    Optional<SwarmState> swarmState(FillEdge edge, String infoHash) throws IOException, InterruptedException {
        return call(edge, "swarm/" + infoHash, "GET", "").map(EdgeOrders::swarmState);
    }

    void leave(FillEdge edge, String infoHash) throws IOException, InterruptedException {
        call(edge, "swarm/" + infoHash, "DELETE", "");
    }

    private static SwarmState swarmState(JsonNode state) {
        return new SwarmState(
                state.path("isWhole").asBoolean(),
                state.path("bytesDone").asLong(),
                state.path("problem").asText());
    }

    private State send(FillEdge edge, String what, String method, String body)
            throws IOException, InterruptedException {
        JsonNode state = call(edge, what, method, body)
                .orElseThrow(() -> new IOException(edge.admin() + " answers 404: it was started anew; fill again"));
        JsonNode failure = state.path("failures").path(0);
        String problem = failure.isMissingNode()
                ? ""
                : failure.path("path").asText() + ": " + failure.path("reason").asText();
        return new State(
                state.path("id").asText(),
                state.path("isDone").asBoolean(),
                state.path("bytesDone").asLong(),
                problem);
    }

    /** Empty if there is no such thing. */
    private Optional<JsonNode> call(FillEdge edge, String what, String method, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(edge.admin().resolve(what))
                .timeout(PATIENCE)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() == NOT_FOUND) {
            return Optional.empty();
        }
        if (response.statusCode() / 100 != 2) {
            throw new IOException(edge.admin() + " answers " + response.statusCode() + ": "
                    + response.body().strip());
        }
        try {
            return Optional.of(json.readTree(response.body()));
        } catch (JsonProcessingException e) {
            throw new IOException(edge.admin() + " is no admin server of an edge; check the plan", e);
        }
    }
}

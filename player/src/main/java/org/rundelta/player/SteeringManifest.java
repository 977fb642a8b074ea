package org.rundelta.player;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.rundelta.dash.ManifestException;

/**
 * What a steering server answers (the steering manifest of ETSI TS 103 998).
 *
 * @param ttlSeconds after which it is to be asked again
 * @param reloadUri where, relative to where this came from, or null for there
 * @param priority pathways, best first
 */
record SteeringManifest(long ttlSeconds, String reloadUri, List<String> priority) {
    /** Of what is read, in bytes. */
    static final int MAX_BYTES = 1 << 16;

    /** In place of a TTL that is not said. */
    static final long DEFAULT_TTL_SECONDS = 300;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MAX_TTL_SECONDS = 86_400;

    /**
     * Reads it; what it does not know is passed over.
     *
     * @throws ManifestException if it is not JSON, of another version, or names no pathway
     */
    static SteeringManifest parse(byte[] document) throws ManifestException {
        JsonNode json = tree(document);
        if (json.path("VERSION").asInt() != 1) {
            throw new ManifestException("unsupported steering manifest: its VERSION is not 1");
        }
        List<String> priority = new ArrayList<>();
        for (JsonNode pathway : json.path("PATHWAY-PRIORITY")) {
            if (pathway.isTextual()) {
                priority.add(pathway.textValue());
            }
        }
        if (priority.isEmpty()) {
            throw new ManifestException("malformed steering manifest: PATHWAY-PRIORITY lists no pathway");
        }
        long ttl = json.path("TTL").asLong(DEFAULT_TTL_SECONDS);
        return new SteeringManifest(
                Math.max(1, Math.min(ttl, MAX_TTL_SECONDS)),
                json.path("RELOAD-URI").textValue(),
                List.copyOf(priority));
    }

    private static JsonNode tree(byte[] document) throws ManifestException {
        try {
            return JSON.readTree(document);
        } catch (JsonProcessingException e) {
            throw new ManifestException("malformed steering manifest: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new ManifestException("malformed steering manifest: " + e.getMessage(), e);
        }
    }
}

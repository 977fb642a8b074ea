package org.rundelta.steering;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What players are answered (RFC 8216bis, 7.2, which leaves it to draft-pantos-content-steering-05, 4; the steering
 * manifest of ETSI TS 103 998 is the same).
 *
 * @param ttl after which they ask again
 * @param reload whom they ask then
 * @param pathways best first
 */
record SteeringManifest(Duration ttl, URI reload, List<Pathway> pathways) {
    private static final int VERSION = 1;

    byte[] json() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("VERSION", VERSION);
        object.put("TTL", ttl.toSeconds());
        object.put("RELOAD-URI", reload.toString());
        List<String> ids = new ArrayList<>();
        List<Map<String, Object>> clones = new ArrayList<>();
        for (Pathway pathway : pathways) {
            ids.add(pathway.id());
            if (pathway.cloneOf() != null) {
                clones.add(clone(pathway));
            }
        }
        object.put("PATHWAY-PRIORITY", ids);
        if (!clones.isEmpty()) {
            object.put("PATHWAY-CLONES", clones);
        }
        return Json.bytes(object);
    }

    /** RFC 8216bis, 7.3, and draft-pantos-content-steering-05, 5: of the URLs of the other pathway, the host's name is replaced. */
    private static Map<String, Object> clone(Pathway pathway) {
        Map<String, Object> clone = new LinkedHashMap<>();
        clone.put("BASE-ID", pathway.cloneOf());
        clone.put("ID", pathway.id());
        clone.put("URI-REPLACEMENT", Map.of("HOST", pathway.url().getHost()));
        return clone;
    }
}

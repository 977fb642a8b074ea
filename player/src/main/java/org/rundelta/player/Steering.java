package org.rundelta.player;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.rundelta.dash.ContentSteering;
import org.rundelta.dash.ManifestException;
import org.rundelta.dash.UriReference;

/**
 * Asks a steering server now and then which pathways are best (ETSI TS 103 998, 7), beside the playback, which does not
 * wait for it. A server that is gone (410) is not asked again, one that asks for patience (429) is given it, and where an
 * answer cannot be had or read, what was said before stays.
 */
final class Steering {
    private static final int GONE = 410;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final double MS_PER_SECOND = 1000;

    private final Transport transport;
    private final WallClock clock;
    private URI server;
    private List<String> priority;
    private double dueMs;
    private CompletableFuture<Answer> asked;

    /** @param manifest against which the URL of the server resolves */
    Steering(ContentSteering steering, URI manifest, Transport transport, WallClock clock) throws ManifestException {
        this.transport = transport;
        this.clock = clock;
        server = UriReference.resolve(manifest, steering.url());
        priority = steering.defaultServiceLocation() == null
                ? List.of()
                : List.of(steering.defaultServiceLocation().strip().split("\\s+"));
    }

    /**
     * What came of a request.
     *
     * @param manifest or null
     * @param server to ask the next time; null for nobody
     */
    private record Answer(SteeringManifest manifest, URI server, long waitSeconds) {}

    /** Pathways, best first; those that are not among them come last. */
    List<String> priority() {
        return priority;
    }

    /**
     * Takes what was answered, and asks again if it is time.
     *
     * @param pathway that is used, or null
     * @param kbps throughput that is expected, 0 if it is not known
     * @param isAwaited whether to wait for the answer
     */
    void refresh(String pathway, double kbps, boolean isAwaited) {
        if (server != null && asked == null && clock.nowMs() >= dueMs) {
            URI url = withQuery(server, pathway, kbps);
            asked = CompletableFuture.supplyAsync(() -> ask(url));
        }
        if (asked != null && (isAwaited || asked.isDone())) {
            take(asked.join());
            asked = null;
        }
    }

    private void take(Answer answer) {
        server = answer.server;
        dueMs = clock.nowMs() + answer.waitSeconds * MS_PER_SECOND;
        if (answer.manifest != null) {
            priority = answer.manifest.priority();
        }
    }

    private Answer ask(URI url) {
        try (Body body = transport.open(url, null)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (byte[] part = body.next(); part != null; part = body.next()) {
                bytes.write(part);
                if (bytes.size() > SteeringManifest.MAX_BYTES) {
                    return again(SteeringManifest.DEFAULT_TTL_SECONDS);
                }
            }
            SteeringManifest manifest = SteeringManifest.parse(bytes.toByteArray());
            URI next = manifest.reloadUri() == null ? server : UriReference.resolve(body.uri(), manifest.reloadUri());
            return new Answer(manifest, next, manifest.ttlSeconds());
        } catch (HttpStatusException e) {
            if (e.status() == GONE) {
                return new Answer(null, null, 0);
            }
            boolean isTold = e.status() == TOO_MANY_REQUESTS && e.retryAfterSeconds() >= 0;
            return again(isTold ? e.retryAfterSeconds() : SteeringManifest.DEFAULT_TTL_SECONDS);
        } catch (IOException | ManifestException e) {
            return again(SteeringManifest.DEFAULT_TTL_SECONDS);
        }
    }

    private Answer again(long seconds) {
        return new Answer(null, server, seconds);
    }

    /** Section 6.3: both parameters behind those that there are. */
    private static URI withQuery(URI server, String pathway, double kbps) {
        StringBuilder query = new StringBuilder(server.getRawQuery() == null ? "" : server.getRawQuery());
        if (pathway != null) {
            query.append(query.isEmpty() ? "" : "&")
                    .append("_DASH_pathway=%22")
                    .append(encoded(pathway))
                    .append("%22");
        }
        if (kbps > 0) {
            query.append(query.isEmpty() ? "" : "&")
                    .append(String.format(Locale.ROOT, "_DASH_throughput=%.0f", kbps * 1000));
        }
        String text = server.toString();
        int end = text.indexOf('?');
        return URI.create((end < 0 ? text : text.substring(0, end)) + (query.isEmpty() ? "" : "?" + query));
    }

    private static String encoded(String pathway) {
        return URLEncoder.encode(pathway, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

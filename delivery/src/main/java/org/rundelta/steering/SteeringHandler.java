package org.rundelta.steering;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.URIUtil;
import org.rundelta.http.PublicHandler;

/** Answers players: the path of a request is the id of its title. */
final class SteeringHandler extends PublicHandler {
    private static final String DASH_TYPE = "application/json";
    private static final String HLS_TYPE = "application/vnd.apple.steering-list";

    private final SteeringConfig config;
    private final SteeringPolicy policy;
    private final EdgeChecks checks;
    private final SteeringState state;
    private final SteeringMetrics metrics;
    private final Clock clock;

    SteeringHandler(
            SteeringConfig config, EdgeChecks checks, SteeringState state, SteeringMetrics metrics, Clock clock) {
        // No cache may keep an answer: the next player gets another one.
        super(field("Access-Control-Expose-Headers", "Retry-After"), field("Cache-Control", "no-store"));
        this.config = config;
        this.checks = checks;
        this.state = state;
        this.metrics = metrics;
        this.clock = clock;
        policy = new SteeringPolicy(config);
    }

    @Override
    protected void get(Request request, Response response, Callback callback) {
        SteeredTitle title = config.titles()
                .get(URIUtil.decodePath(request.getHttpURI().getPath()).substring(1));
        if (title == null) {
            // Players of a title that is no longer steered stop asking.
            refuse(HttpStatus.GONE_410, request, response, callback);
            return;
        }
        ClientReport report = ClientReport.parse(request.getHttpURI().getQuery());
        SteeringPolicy.Answer answer = policy.answer(
                new SteeringPolicy.Client(address(request), report),
                title,
                checks.states(),
                state.drains(),
                clock.millis());
        if (answer.pathways().isEmpty()) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, answer.ttl().toSeconds());
            refuse(HttpStatus.SERVICE_UNAVAILABLE_503, request, response, callback);
            return;
        }
        if (report.pathway() != null
                && answer.leftUntilMs().containsKey(report.pathway())
                && !report.leftUntilMs().containsKey(report.pathway())) {
            metrics.led();
        }
        metrics.steered(answer.pathways().get(0).id());
        metrics.answered(HttpStatus.OK_200);
        URI reload = reload(request, title, report.nextQuery(answer.leftUntilMs()));
        byte[] json = new SteeringManifest(answer.ttl(), reload, answer.pathways()).json();
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, report.isHls() ? HLS_TYPE : DASH_TYPE);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, json.length);
        response.write(true, ByteBuffer.wrap(json), callback);
    }

    @Override
    protected void refuse(int status, Request request, Response response, Callback callback) {
        metrics.answered(status);
        super.refuse(status, request, response, callback);
    }

    /** Absolute, since players do not agree against what a relative one is to be resolved. */
    private URI reload(Request request, SteeredTitle title, String query) {
        String server = config.url() == null
                ? request.getHttpURI().getScheme() + "://"
                        + request.getHttpURI().getAuthority() + "/"
                : config.url().toString();
        return URI.create(server + title.steeringPath() + (query.isEmpty() ? "" : "?" + query));
    }

    /** Of the client: who connects, or whom the nearest of the proxies that are trusted, seen from there, names. */
    private IpAddress address(Request request) {
        SocketAddress peer = request.getConnectionMetaData().getRemoteSocketAddress();
        IpAddress address = IpAddress.of(((InetSocketAddress) peer).getAddress());
        List<String> forwarded = request.getHeaders().getCSV(HttpHeader.X_FORWARDED_FOR, false);
        for (int i = forwarded.size() - 1; i >= 0 && config.isTrustedProxy(address); i--) {
            try {
                address = IpAddress.parse(forwarded.get(i));
            } catch (IllegalArgumentException e) {
                return address;
            }
        }
        return address;
    }
}

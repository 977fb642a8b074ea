package org.rundelta.edge;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.ConnectionStatistics;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Counts what was served, and shows it at {@code /metrics} in Prometheus' text format, to this machine alone: not to others,
 * and not through a proxy on it.
 */
final class Metrics implements RequestLog {
    private static final String PATH = "/metrics";
    private static final double[] BOUNDS_SECONDS = {0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30};

    private final ConnectionStatistics connections;
    private final Map<Integer, LongAdder> requests = new ConcurrentSkipListMap<>();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final LongAdder[] durations = new LongAdder[BOUNDS_SECONDS.length + 1];

    Metrics(ConnectionStatistics connections) {
        this.connections = connections;
        for (int i = 0; i < durations.length; i++) {
            durations[i] = new LongAdder();
        }
    }

    @Override
    public void log(Request request, Response response) {
        long took = System.nanoTime() - request.getBeginNanoTime();
        double seconds = took / (double) TimeUnit.SECONDS.toNanos(1);
        int bucket = 0;
        while (bucket < BOUNDS_SECONDS.length && seconds > BOUNDS_SECONDS[bucket]) {
            bucket++;
        }
        durations[bucket].increment();
        nanos.add(took);
        bytes.add(Response.getContentBytesWritten(response));
        requests.computeIfAbsent(response.getStatus(), status -> new LongAdder())
                .increment();
    }

    /** Answers, if that is what is asked for, and who asks may know. */
    boolean answer(String path, Request request, Response response, Callback callback) {
        if (!path.equals(PATH) || !isLocal(request)) {
            return false;
        }
        Pages.send(response, callback, "text/plain; version=0.0.4; charset=utf-8", text());
        return true;
    }

    private static boolean isLocal(Request request) {
        return request.getConnectionMetaData().getRemoteSocketAddress() instanceof java.net.InetSocketAddress peer
                && peer.getAddress().isLoopbackAddress()
                && !request.getHeaders().contains(HttpHeader.X_FORWARDED_FOR)
                && !request.getHeaders().contains(HttpHeader.FORWARDED)
                && !request.getHeaders().contains(HttpHeader.VIA);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        head(text, "requests_total", "counter", "Requests answered, by status.");
        requests.forEach((status, count) -> line(text, "requests_total{status=\"" + status + "\"}", count.sum()));
        head(text, "response_bytes_total", "counter", "Bytes of response bodies sent.");
        line(text, "response_bytes_total", bytes.sum());
        head(text, "connections", "gauge", "Open connections.");
        line(text, "connections", connections.getConnections());
        head(text, "connections_total", "counter", "Connections accepted.");
        line(text, "connections_total", connections.getConnectionsTotal());
        head(text, "request_seconds", "histogram", "From the first byte of a request to the last of its response.");
        long count = 0;
        for (int i = 0; i < durations.length; i++) {
            count += durations[i].sum();
            String bound = i < BOUNDS_SECONDS.length ? Double.toString(BOUNDS_SECONDS[i]) : "+Inf";
            line(text, "request_seconds_bucket{le=\"" + bound + "\"}", count);
        }
        line(text, "request_seconds_sum", nanos.sum() / (double) TimeUnit.SECONDS.toNanos(1));
        line(text, "request_seconds_count", count);
        return text.toString();
    }

    private static void head(StringBuilder text, String name, String type, String help) {
        text.append(String.format(
                Locale.ROOT, "# HELP rundelta_http_%s %s\n# TYPE rundelta_http_%s %s\n", name, help, name, type));
    }

    private static void line(StringBuilder text, String name, Number value) {
        text.append("rundelta_http_").append(name).append(' ').append(value).append('\n');
    }
}

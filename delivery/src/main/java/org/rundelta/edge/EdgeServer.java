package org.rundelta.edge;

import java.io.IOException;
import java.net.URI;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.ConnectionStatistics;
import org.eclipse.jetty.server.CustomRequestLog;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.rundelta.cache.EdgeCache;
import org.rundelta.http.HttpPort;

/** A running edge: HTTP/1.1 and, without encryption, HTTP/2 (by prior knowledge or upgrade) on one port. */
public final class EdgeServer implements AutoCloseable {
    private static final int MAX_THREADS = 64;
    private static final int MAX_STREAMS = 100;
    private static final int BUFFER_BYTES = 64 << 10;

    private final HttpPort http;
    private final Metrics metrics;

    /** Makes what is served. */
    @FunctionalInterface
    private interface Sites {
        /** @param buffers what large files are read into */
        Site make(ByteBufferPool.Sized buffers, Metrics metrics) throws IOException;
    }

    private EdgeServer(Listening options, Limits limits) {
        http = new HttpPort("edge", MAX_THREADS, options.address(), options.port());
        // A percent sign may be part of a file's name; paths are decoded once, and then are names.
        http.http()
                .setUriCompliance(
                        UriCompliance.DEFAULT.with("rundelta", UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING));
        HTTP2CServerConnectionFactory http2 = new HTTP2CServerConnectionFactory(http.http());
        http2.setMaxConcurrentStreams(MAX_STREAMS);
        ServerConnector connector = http.connector();
        connector.addConnectionFactory(http2);
        connector.setAcceptQueueSize(options.maxConnections());
        connector.setIdleTimeout(limits.idle().toMillis());
        ConnectionStatistics connections = new ConnectionStatistics();
        connector.addBean(connections);
        connector.addBean(new HeaderDeadline(connector, limits.header()));
        Server server = http.server();
        server.addBean(new NetworkConnectionLimit(options.maxConnections(), connector));
        metrics = new Metrics(connections);
        RequestLog log = metrics;
        if (options.accessLog().isPresent()) {
            log = new RequestLog.Collection(metrics, accessLog(options));
        }
        server.setRequestLog(log);
    }

    private static RequestLog accessLog(Listening options) {
        java.io.Writer out = options.accessLog().orElseThrow();
        return new CustomRequestLog(
                line -> {
                    synchronized (out) {
                        out.write(line + System.lineSeparator());
                        out.flush();
                    }
                },
                "%{client}a - - %t \"%r\" %s %O \"%{Referer}i\" \"%{User-Agent}i\" %{us}T");
    }

    /**
     * Starts serving.
     *
     * @throws IOException if the folder cannot be read, or the port is taken or not allowed
     */
    public static EdgeServer start(EdgeOptions options) throws IOException {
        return start(options, Limits.DEFAULT);
    }

    static EdgeServer start(EdgeOptions options, Limits limits) throws IOException {
        return start(options.listening(), limits, (buffers, metrics) -> {
            ServedFolder folder = new ServedFolder(options.folder(), buffers);
            FileService files = new FileService(folder, new ContentSender());
            return new FolderSite(files, new Pages(folder, files, options.player()), metrics);
        });
    }

    /**
     * Starts serving what a cache holds or gets.
     *
     * @throws IOException if the port is taken or not allowed
     */
    public static EdgeServer start(Listening options, EdgeCache cache) throws IOException {
        return start(options, cache, Limits.DEFAULT);
    }

    static EdgeServer start(Listening options, EdgeCache cache, Limits limits) throws IOException {
        return start(options, limits, (buffers, metrics) -> new CacheSite(cache, new CachedContents(cache, buffers)));
    }

    private static EdgeServer start(Listening options, Limits limits, Sites sites) throws IOException {
        EdgeServer edge = new EdgeServer(options, limits);
        ByteBufferPool pool = edge.http.server().getByteBufferPool();
        ByteBufferPool.Sized buffers = new ByteBufferPool.Sized(pool, true, BUFFER_BYTES);
        edge.http.start(new EdgeHandler(sites.make(buffers, edge.metrics)), "--host or --port");
        return edge;
    }

    /** Where it is reached: {@code http://127.0.0.1:8000/}. */
    public URI uri() {
        return http.uri();
    }

    /** What was served. */
    Metrics metrics() {
        return metrics;
    }

    /** Ends all connections, and accepts no more. */
    @Override
    public void close() {
        http.close();
    }
}

package org.rundelta.edge;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.ConnectionStatistics;
import org.eclipse.jetty.server.CustomRequestLog;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.rundelta.cache.EdgeCache;

/** A running edge: HTTP/1.1 and, without encryption, HTTP/2 (by prior knowledge or upgrade) on one port. */
public final class EdgeServer implements AutoCloseable {
    private static final int MAX_THREADS = 64;
    private static final int MAX_HEADER_BYTES = 8 << 10;
    private static final int MAX_STREAMS = 100;
    private static final int BUFFER_BYTES = 64 << 10;

    private final Server server;
    private final ServerConnector connector;
    private final InetAddress address;
    private final Metrics metrics;

    /** Makes what is served. */
    @FunctionalInterface
    private interface Sites {
        /** @param buffers what large files are read into */
        Site make(ByteBufferPool.Sized buffers, Metrics metrics) throws IOException;
    }

    private EdgeServer(Listening options, Limits limits, Sites sites) throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
        threads.setName("edge");
        threads.setDaemon(true);
        server = new Server(threads);
        address = options.address();
        connector = connector(server, options);
        connector.setIdleTimeout(limits.idle().toMillis());
        ConnectionStatistics connections = new ConnectionStatistics();
        connector.addBean(connections);
        connector.addBean(new HeaderDeadline(connector, limits.header()));
        server.addBean(new NetworkConnectionLimit(options.maxConnections(), connector));
        metrics = new Metrics(connections);
        RequestLog log = metrics;
        if (options.accessLog().isPresent()) {
            log = new RequestLog.Collection(metrics, accessLog(options));
        }
        server.setRequestLog(log);
        server.setErrorHandler(new ErrorText());
        ByteBufferPool.Sized buffers = new ByteBufferPool.Sized(server.getByteBufferPool(), true, BUFFER_BYTES);
        server.setHandler(new EdgeHandler(sites.make(buffers, metrics)));
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

    private static ServerConnector connector(Server server, Listening options) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
        // A percent sign may be part of a file's name; paths are decoded once, and then are names.
        http.setUriCompliance(UriCompliance.DEFAULT.with("rundelta", UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING));
        HTTP2CServerConnectionFactory http2 = new HTTP2CServerConnectionFactory(http);
        http2.setMaxConcurrentStreams(MAX_STREAMS);
        ServerConnector made = new ServerConnector(server, new HttpConnectionFactory(http), http2);
        made.setHost(options.address().getHostAddress());
        made.setPort(options.port());
        made.setAcceptQueueSize(options.maxConnections());
        server.addConnector(made);
        return made;
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
        EdgeServer edge = new EdgeServer(options, limits, sites);
        try {
            edge.server.start();
        } catch (Exception e) {
            edge.close();
            if (e instanceof IOException) {
                throw cannotListen(options, e);
            }
            throw new IllegalStateException(e);
        }
        return edge;
    }

    private static IOException cannotListen(Listening options, Exception e) {
        String reason = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
        return new IOException(
                options.address().getHostAddress() + ":" + options.port() + ": " + reason
                        + "; choose another --host or --port",
                e);
    }

    /** Where it is reached: {@code http://127.0.0.1:8000/}. */
    public URI uri() {
        String host = address.getHostAddress();
        return URI.create("http://" + (address instanceof Inet6Address ? "[" + host + "]" : host) + ":"
                + connector.getLocalPort() + "/");
    }

    /** What was served. */
    Metrics metrics() {
        return metrics;
    }

    /** Ends all connections, and accepts no more. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

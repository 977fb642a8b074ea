package org.rundelta.edge;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.rundelta.cache.EdgeCache;
import org.rundelta.cache.Fills;

/** The server with which operators watch an edge and give it orders, on a port that this machine alone reaches. */
public final class EdgeAdmin implements AutoCloseable {
    private static final int MAX_THREADS = 8;

    private final Server server;
    private final ServerConnector connector;

    private EdgeAdmin(EdgeCache cache, Fills fills, EdgeServer edge, int port) {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
        threads.setName("edge admin");
        threads.setDaemon(true);
        server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        connector.setPort(port);
        server.addConnector(connector);
        server.setErrorHandler(new ErrorText());
        server.setHandler(new AdminHandler(cache, fills, new CacheMetrics(cache, edge.metrics())));
    }

    /**
     * Starts it.
     *
     * @param port from 1 to 65535, or 0 for any that is free
     * @throws IOException if the port is taken or not allowed
     */
    public static EdgeAdmin start(EdgeCache cache, Fills fills, EdgeServer edge, int port) throws IOException {
        EdgeAdmin admin = new EdgeAdmin(cache, fills, edge, port);
        try {
            admin.server.start();
        } catch (Exception e) {
            admin.close();
            if (e instanceof IOException) {
                throw new IOException("port " + port + ": " + e.getMessage() + "; choose another --admin-port", e);
            }
            throw new IllegalStateException(e);
        }
        return admin;
    }

    /** Where it is reached. */
    public URI uri() {
        return URI.create("http://" + connector.getHost() + ":" + connector.getLocalPort() + "/");
    }

    /** Ends all connections. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

package org.rundelta.edge;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import org.rundelta.cache.EdgeCache;
import org.rundelta.cache.Fills;
import org.rundelta.http.HttpPort;

/** The server with which operators watch an edge and give it orders, on a port that this machine alone reaches. */
public final class EdgeAdmin implements AutoCloseable {
    private static final int MAX_THREADS = 16;

    private final HttpPort http;

    private EdgeAdmin(int port) {
        http = new HttpPort("edge admin", MAX_THREADS, InetAddress.getLoopbackAddress(), port);
    }

    /**
     * Starts it.
     *
     * @param port from 1 to 65535, or 0 for any that is free
     * @throws IOException if the port is taken or not allowed
     */
    public static EdgeAdmin start(EdgeCache cache, Fills fills, EdgeSwarms swarms, EdgeServer edge, int port)
            throws IOException {
        EdgeAdmin admin = new EdgeAdmin(port);
        admin.http.start(
                new AdminHandler(cache, fills, swarms, new CacheMetrics(cache, edge.metrics())), "--admin-port");
        return admin;
    }

    /** Where it is reached. */
    public URI uri() {
        return http.uri();
    }

    /** Ends all connections. */
    @Override
    public void close() {
        http.close();
    }
}

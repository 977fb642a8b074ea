package org.rundelta.http;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** An HTTP/1.1 server on one port, which does not say what it is, and refuses in one line. */
public final class HttpPort implements AutoCloseable {
    private static final int MAX_HEADER_BYTES = 8 << 10;
    private static final int MAX_PORT = 65535;

    private final InetAddress address;
    private final HttpConfiguration http = new HttpConfiguration();
    private final Server server;
    private final ServerConnector connector;

    /**
     * Prepares it; what else is to be set is set on its parts, and then it is started.
     *
     * @param name of its threads
     * @param maxThreads at most
     * @param port from 1 to 65535, or 0 for any that is free
     */
    public HttpPort(String name, int maxThreads, InetAddress address, int port) {
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("port " + port + " is not from 0 to " + MAX_PORT);
        }
        this.address = address;
        QueuedThreadPool threads = new QueuedThreadPool(maxThreads);
        threads.setName(name);
        threads.setDaemon(true);
        server = new Server(threads);
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
        connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(address.getHostAddress());
        connector.setPort(port);
        server.addConnector(connector);
        server.setErrorHandler(new ErrorText());
    }

    /** How requests are read, and answers written. */
    public HttpConfiguration http() {
        return http;
    }

    /** What it is part of. */
    public Server server() {
        return server;
    }

    /** Where connections come in. */
    public ServerConnector connector() {
        return connector;
    }

    /**
     * Starts serving; where that fails, it is closed.
     *
     * @param options with which the command would choose another address, for the message
     * @throws IOException if the port is taken or not allowed
     */
    public void start(Handler handler, String options) throws IOException {
        server.setHandler(handler);
        try {
            server.start();
        } catch (Exception e) {
            close();
            if (e instanceof IOException) {
                String reason =
                        e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
                throw new IOException(
                        connector.getHost() + ":" + connector.getPort() + ": " + reason + "; choose another " + options,
                        e);
            }
            throw new IllegalStateException(e);
        }
    }

    /** Where it is reached: {@code http://127.0.0.1:8000/}. */
    public URI uri() {
        String host = address.getHostAddress();
        return URI.create("http://" + (address instanceof Inet6Address ? "[" + host + "]" : host) + ":"
                + connector.getLocalPort() + "/");
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

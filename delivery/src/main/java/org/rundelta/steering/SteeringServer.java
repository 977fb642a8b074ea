package org.rundelta.steering;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A running steering server: checks the edges, and answers players on one port and operators on another. */
public final class SteeringServer implements AutoCloseable {
    private static final int MAX_THREADS = 32;
    private static final int MAX_CONNECTIONS = 16_384;
    private static final int MAX_HEADER_BYTES = 8 << 10;
    private static final long IDLE_MS = 30_000;

    private final EdgeChecks checks;
    private final Server players;
    private final Server operators;

    private SteeringServer(SteeringConfig config, SteeringOptions options, Clock clock)
            throws IOException, SteeringException {
        checks = new EdgeChecks(config, clock, options.log());
        SteeringState state = new SteeringState(options.state().orElse(null), config, clock);
        SteeringMetrics metrics = new SteeringMetrics();
        players = server(
                "steering",
                options.address(),
                options.port(),
                new SteeringHandler(config, checks, state, metrics, clock));
        operators = server(
                "steering admin",
                InetAddress.getLoopbackAddress(),
                options.adminPort(),
                new AdminHandler(config, checks, state, metrics));
    }

    private static Server server(String name, InetAddress address, int port, Handler handler) {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
        threads.setName(name);
        threads.setDaemon(true);
        Server server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(address.getHostAddress());
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_MS);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, connector));
        server.setErrorHandler(new ErrorLines());
        server.setHandler(handler);
        return server;
    }

    /** Says what is wrong in one line of plain text, and nothing of what is inside. */
    private static final class ErrorLines extends ErrorHandler {
        @Override
        protected void generateResponse(
                Request request, Response response, int code, String message, Throwable cause, Callback callback) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");
            Content.Sink.write(response, true, code + " " + HttpStatus.getMessage(code) + "\n", callback);
        }
    }

    /**
     * Checks all edges once, then serves.
     *
     * @throws IOException if a port is taken or not allowed, or no edge answers
     * @throws SteeringException if the file with the state is something else
     */
    public static SteeringServer start(SteeringConfig config, SteeringOptions options)
            throws IOException, SteeringException, InterruptedException {
        SteeringServer server = new SteeringServer(config, options, Clock.systemUTC());
        try {
            server.checks.start();
            if (server.checks.health().stream().noneMatch(PathwayHealth::isUp)) {
                throw new IOException("no edge answers; check their urls, and that they are running");
            }
            listen(server.operators, "--admin-port");
            listen(server.players, "--host or --port");
            return server;
        } catch (IOException | InterruptedException e) {
            server.close();
            throw e;
        }
    }

    private static void listen(Server server, String options) throws IOException {
        try {
            server.start();
        } catch (IOException e) {
            ServerConnector connector = (ServerConnector) server.getConnectors()[0];
            String reason = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
            throw new IOException(
                    connector.getHost() + ":" + connector.getPort() + ": " + reason + "; choose another " + options, e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where players ask: {@code http://127.0.0.1:8000/}; behind it comes the id of a title. */
    public URI uri() {
        return uri(players);
    }

    /** Where operators ask. */
    public URI adminUri() {
        return uri(operators);
    }

    private static URI uri(Server server) {
        ServerConnector connector = (ServerConnector) server.getConnectors()[0];
        String host = connector.getHost();
        return URI.create(
                "http://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + connector.getLocalPort() + "/");
    }

    /** Ends all connections and checks. */
    @Override
    public void close() {
        checks.close();
        try {
            players.stop();
            operators.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

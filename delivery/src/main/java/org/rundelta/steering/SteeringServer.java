package org.rundelta.steering;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.rundelta.http.HttpPort;

/** A running steering server: checks the edges, and answers players on one port and operators on another. */
public final class SteeringServer implements AutoCloseable {
    private static final int MAX_THREADS = 32;
    private static final int MAX_CONNECTIONS = 16_384;
    private static final long IDLE_MS = 30_000;

    private final EdgeChecks checks;
    private final Handler playersHandler;
    private final Handler operatorsHandler;
    private final HttpPort players;
    private final HttpPort operators;

    private SteeringServer(SteeringConfig config, SteeringOptions options, Clock clock)
            throws IOException, SteeringException {
        checks = new EdgeChecks(config, clock, options.log());
        SteeringState state = new SteeringState(options.state().orElse(null), config, clock);
        SteeringMetrics metrics = new SteeringMetrics();
        playersHandler = new SteeringHandler(config, checks, state, metrics, clock);
        operatorsHandler = new AdminHandler(config, checks, state, metrics);
        players = port("steering", options.address(), options.port());
        operators = port("steering admin", InetAddress.getLoopbackAddress(), options.adminPort());
    }

    private static HttpPort port(String name, InetAddress address, int port) {
        HttpPort made = new HttpPort(name, MAX_THREADS, address, port);
        made.connector().setIdleTimeout(IDLE_MS);
        made.server().addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, made.connector()));
        return made;
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
            if (server.checks.states().all().stream().noneMatch(PathwayHealth::isUp)) {
                throw new IOException("no edge answers; check their urls, and that they are running");
            }
            server.operators.start(server.operatorsHandler, "--admin-port");
            server.players.start(server.playersHandler, "--host or --port");
            return server;
        } catch (IOException | InterruptedException e) {
            server.close();
            throw e;
        }
    }

    /** Where players ask: {@code http://127.0.0.1:8000/}; behind it comes the id of a title. */
    public URI uri() {
        return players.uri();
    }

    /** Where operators ask. */
    public URI adminUri() {
        return operators.uri();
    }

    /** Ends all connections and checks. */
    @Override
    public void close() {
        checks.close();
        players.close();
        operators.close();
    }
}

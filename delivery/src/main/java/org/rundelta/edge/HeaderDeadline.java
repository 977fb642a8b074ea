package org.rundelta.edge;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections on which a request has begun and its header does not end. Those on which nothing moves are closed
 * anyway; these would move a byte now and then, to keep them.
 */
final class HeaderDeadline extends AbstractLifeCycle {
    private static final Set<HttpParser.State> IN_HEADER = Set.of(
            HttpParser.State.METHOD,
            HttpParser.State.SPACE1,
            HttpParser.State.URI,
            HttpParser.State.SPACE2,
            HttpParser.State.REQUEST_VERSION,
            HttpParser.State.HEADER);

    private final ServerConnector connector;
    private final long deadlineNanos;
    private volatile Scheduler.Task next;

    HeaderDeadline(ServerConnector connector, Duration deadline) {
        this.connector = connector;
        deadlineNanos = deadline.toNanos();
    }

    @Override
    protected void doStart() {
        next = connector.getScheduler().schedule(this::check, deadlineNanos / 4, TimeUnit.NANOSECONDS);
    }

    @Override
    protected void doStop() {
        next.cancel();
    }

    private void check() {
        for (EndPoint endPoint : connector.getConnectedEndPoints()) {
            if (endPoint.getConnection() instanceof HttpConnection connection) {
                HttpParser parser = connection.getParser();
                HttpParser.State state = parser.getState(); // first: the time is that of this request, or a later one
                if (isLate(state, parser.getBeginNanoTime(), System.nanoTime())) {
                    endPoint.close();
                }
            }
        }
        if (isRunning()) {
            doStart();
        }
    }

    /**
     * Of a request that is answered meanwhile the parser forgets the time: it is 0 until the next one begins.
     *
     * @param beginNanos when the request began, read after the state
     */
    boolean isLate(HttpParser.State state, long beginNanos, long nowNanos) {
        return IN_HEADER.contains(state) && beginNanos != 0 && nowNanos - beginNanos > deadlineNanos;
    }
}

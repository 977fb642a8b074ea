package org.rundelta.fill;

import java.io.IOException;
import java.net.ConnectException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Brings a torrent to one edge. One that was reached and is not any more is waited for, as it may be being started anew; then
 * it joins again.
 */
final class EdgeFill implements Callable<String> {
    private static final long FIRST_PAUSE_MS = 20;
    private static final long LAST_PAUSE_MS = 500;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final EdgeOrders orders;
    private final FillEdge edge;
    private final byte[] torrent;
    private final String infoHash;
    private final Supplier<String> obstacle;
    private final LongConsumer progress;
    private boolean isJoined;
    private volatile boolean wasReached;
    private volatile boolean isLeft;
    private long counted;

    /**
     * Does nothing yet.
     *
     * @param wasReached whether it was reached before, and so is waited for
     * @param obstacle why it cannot go on; empty if it can
     * @param progress is told how many more bytes are there; fewer than none, if some are lost
     */
    EdgeFill(
            EdgeOrders orders,
            FillEdge edge,
            byte[] torrent,
            String infoHash,
            boolean wasReached,
            Supplier<String> obstacle,
            LongConsumer progress) {
        this.orders = orders;
        this.edge = edge;
        this.torrent = torrent;
        this.infoHash = infoHash;
        this.wasReached = wasReached;
        this.obstacle = obstacle;
        this.progress = progress;
    }

    /** Returns why it could not be done, or the obstacle; empty when the edge holds all files. */
    @Override
    public String call() throws InterruptedException {
        long heardNanos = System.nanoTime();
        for (long pause = FIRST_PAUSE_MS; ; pause = Math.min(LAST_PAUSE_MS, 2 * pause)) {
            try {
                Optional<EdgeOrders.SwarmState> state = ask();
                wasReached = true;
                heardNanos = System.nanoTime();
                if (state.isPresent()
                        && (state.get().isWhole() || !state.get().problem().isEmpty())) {
                    return state.get().problem();
                }
            } catch (IOException e) {
                if (!wasReached || System.nanoTime() - heardNanos > PATIENCE_NANOS) {
                    return isConnection(e)
                            ? edge.admin() + " cannot be reached"
                            : Objects.requireNonNullElse(
                                    e.getMessage(), e.getClass().getSimpleName());
                }
            }
            String problem = isLeft ? "given up" : obstacle.get();
            if (!problem.isEmpty()) {
                return problem;
            }
            Thread.sleep(pause);
        }
    }

    private static boolean isConnection(IOException e) {
        return e instanceof ConnectException || e.getMessage() == null;
    }

    private Optional<EdgeOrders.SwarmState> ask() throws IOException, InterruptedException {
        Optional<EdgeOrders.SwarmState> state =
                isJoined ? orders.swarmState(edge, infoHash) : Optional.of(orders.join(edge, torrent));
        isJoined = state.isPresent();
        long done = state.map(EdgeOrders.SwarmState::bytesDone).orElse(counted);
        progress.accept(done - counted);
        counted = done;
        return state;
    }

    boolean wasReached() {
        return wasReached;
    }

    /** The edge need not take part any more; one that cannot be told leaves when nobody asks for it. */
    void leave() {
        isLeft = true;
        boolean isInterrupted = Thread.interrupted();
        try {
            if (wasReached) {
                orders.leave(edge, infoHash);
            }
        } catch (IOException e) {
            // It will notice.
        } catch (InterruptedException e) {
            isInterrupted = true;
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

package org.rundelta.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.rundelta.cache.EdgeCache;
import org.rundelta.swarm.InfoHash;
import org.rundelta.swarm.Metainfo;
import org.rundelta.swarm.UnfinishedFetches;

/** The swarms that an edge was ordered to take part in, each until it is told to leave, or nobody asks for it any more. */
public final class EdgeSwarms implements AutoCloseable {
    private static final int MAX_SWARMS = 64;
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);
    private static final long CHECK_SECONDS = 30;
    private static final long SECONDS_OF_A_DAY = 86_400;

    private final EdgeCache cache;
    private final InetAddress host;
    private final Duration keepUnfinished;
    private final Consumer<String> log;
    private final Map<String, EdgeSwarm> swarms = new HashMap<>();
    private final ScheduledExecutorService ending = Executors.newSingleThreadScheduledExecutor(EdgeSwarms::daemon);

    /**
     * How far one is.
     *
     * @param id the info hash of its torrent
     * @param isWhole whether the edge holds all files
     * @param bytes of all files
     * @param bytesDone of the pieces that are here
     * @param sent bytes that others got from here
     * @param peers that are connected
     * @param problem why it does not go on; empty if it does
     */
    record State(String id, boolean isWhole, long bytes, long bytesDone, long sent, int peers, String problem) {}

    /**
     * Takes part in nothing yet.
     *
     * @param host the address to listen at, and to dial from
     * @param keepUnfinished how long what has come stays of what nobody orders again
     * @param log is told what is deleted then, a line each
     */
    @SuppressWarnings("FutureReturnValueIgnored") // it ends with this
    public EdgeSwarms(EdgeCache cache, InetAddress host, Duration keepUnfinished, Consumer<String> log) {
        this.cache = cache;
        this.host = host;
        this.keepUnfinished = keepUnfinished;
        this.log = log;
        ending.scheduleWithFixedDelay(this::leaveForgotten, CHECK_SECONDS, CHECK_SECONDS, TimeUnit.SECONDS);
        ending.scheduleWithFixedDelay(this::clearUnfinished, 0, SECONDS_OF_A_DAY, TimeUnit.SECONDS);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "edge swarms");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Joins the swarm of a torrent, anew if the order differs from that of before.
     *
     * @throws IllegalArgumentException if it is no torrent, or there are too many
     */
    synchronized State join(SwarmOrder order) {
        Metainfo metainfo = order.metainfo();
        String id = metainfo.infoHash().hex();
        EdgeSwarm before = swarms.get(id);
        if (before != null && before.isFor(order, metainfo)) {
            return before.state();
        }
        if (before == null && swarms.size() >= MAX_SWARMS) {
            throw new IllegalArgumentException(
                    "this edge is in " + MAX_SWARMS + " swarms already; have it leave one first");
        }
        EdgeSwarm joined = new EdgeSwarm(order, metainfo, cache, host, before);
        swarms.put(id, joined);
        return joined.state();
    }

    synchronized Optional<State> find(String id) {
        return Optional.ofNullable(swarms.get(id)).map(EdgeSwarm::state);
    }

    /** Leaves a swarm; what has come stays, and need not come again. */
    synchronized Optional<State> leave(String id) {
        Optional<EdgeSwarm> left = Optional.ofNullable(swarms.get(id));
        left.ifPresent(swarm -> {
            swarm.end();
            ending.execute(() -> close(id, swarm));
        });
        return left.map(EdgeSwarm::state);
    }

    /** Until it is closed it stays known, for who joins anew has to wait for it. */
    private void close(String id, EdgeSwarm swarm) {
        swarm.close();
        synchronized (this) {
            swarms.remove(id, swarm);
        }
    }

    private synchronized void leaveForgotten() {
        List<String> forgotten = swarms.entrySet().stream()
                .filter(entry -> entry.getValue().isForgotten(FORGOTTEN.toNanos()))
                .map(Map.Entry::getKey)
                .toList();
        forgotten.forEach(this::leave);
    }

    private synchronized void clearUnfinished() {
        Set<InfoHash> running = swarms.keySet().stream().map(InfoHash::new).collect(Collectors.toSet());
        try {
            Instant since = Instant.now().minus(keepUnfinished);
            UnfinishedFetches.clear(cache.unfinished(), since, running)
                    .forEach(deleted -> log.accept(deleted + ": deleted, as nobody went on with it"));
        } catch (IOException | UncheckedIOException e) {
            log.accept("what is unfinished cannot be cleared: " + e);
        }
    }

    /** Leaves all. */
    @Override
    public void close() {
        List<EdgeSwarm> all;
        synchronized (this) {
            all = List.copyOf(swarms.values());
            swarms.clear();
        }
        ending.shutdown();
        all.parallelStream().forEach(EdgeSwarm::close);
    }
}

package org.rundelta.edge;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import org.rundelta.cache.EdgeCache;
import org.rundelta.swarm.Metainfo;
import org.rundelta.swarm.Peer;
import org.rundelta.swarm.PeerListener;
import org.rundelta.swarm.PeerOptions;
import org.rundelta.swarm.PeerReport;
import org.rundelta.swarm.PeerStorage;

/** An edge's part in the swarm of a torrent, in a thread of its own: it fetches what it does not hold, and sends until it is closed. */
final class EdgeSwarm implements AutoCloseable {
    private final SwarmOrder order;
    private final Metainfo metainfo;
    private final EdgeCache cache;
    private final InetAddress host;
    private final Thread thread;
    private Peer peer;
    private boolean isWhole;
    private boolean isClosed;
    private String problem = "";
    private long askedNanos = System.nanoTime();

    /**
     * Joins.
     *
     * @param before that is to be closed first; null if there is none
     */
    EdgeSwarm(SwarmOrder order, Metainfo metainfo, EdgeCache cache, InetAddress host, EdgeSwarm before) {
        this.order = order;
        this.metainfo = metainfo;
        this.cache = cache;
        this.host = host;
        thread = new Thread(() -> run(before), "edge swarm");
        thread.setDaemon(true);
        thread.start();
    }

    private void run(EdgeSwarm before) {
        try {
            if (before != null) {
                before.close();
            }
            share();
        } catch (IOException e) {
            failed(Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName()));
        } catch (InterruptedException e) {
            failed("interrupted");
        } catch (RuntimeException e) {
            failed("the edge met a defect: " + e);
        }
    }

    private void share() throws IOException, InterruptedException {
        List<String> paths = order.paths(metainfo);
        if (order.pin()) {
            long held = paths.stream()
                    .flatMap(path -> cache.held(path).stream())
                    .filter(file -> file.isPinned())
                    .mapToLong(file -> file.size())
                    .sum();
            cache.requireRoomFor(Math.max(0, metainfo.length() - held));
        }
        CachePlaces places = new CachePlaces(cache, order.folder(), metainfo.name(), order.pin());
        Peer started = Peer.start(metainfo, new PeerStorage(cache.unfinished(), places), options(), PeerListener.NONE);
        try (started) {
            if (!began(started)) {
                return;
            }
            started.awaitComplete();
            if (order.pin()) {
                for (String path : paths) {
                    cache.pin(path);
                }
            }
            completed();
            started.awaitEnd();
        }
    }

    private PeerOptions options() {
        long bytesPerSecond = order.bitsPerSecond() == 0 ? 0 : Math.max(1, order.bitsPerSecond() / Byte.SIZE);
        return new PeerOptions(host, 0, List.of(), bytesPerSecond, 0, Integer.MAX_VALUE, false, false);
    }

    private synchronized boolean began(Peer started) {
        peer = started;
        return !isClosed;
    }

    private synchronized void completed() {
        isWhole = true;
    }

    private synchronized void failed(String reason) {
        if (!isClosed) {
            problem = reason;
            isWhole = false;
        }
    }

    /** How far it is; who asks is there still. */
    EdgeSwarms.State state() {
        Peer asked;
        synchronized (this) {
            askedNanos = System.nanoTime();
            asked = peer;
        }
        PeerReport report = asked == null ? new PeerReport(metainfo.length(), 0, 0, 0, 0) : asked.report();
        synchronized (this) {
            return new EdgeSwarms.State(
                    metainfo.infoHash().hex(),
                    isWhole,
                    metainfo.length(),
                    metainfo.length() - report.left(),
                    report.sent(),
                    report.peers(),
                    problem);
        }
    }

    /** Whether it does what is ordered, by the same trackers. */
    synchronized boolean isFor(SwarmOrder other, Metainfo same) {
        return problem.isEmpty()
                && !isClosed
                && metainfo.trackers().equals(same.trackers())
                && order.folder().equals(other.folder())
                && order.bitsPerSecond() == other.bitsPerSecond()
                && order.pin() == other.pin();
    }

    /** Whether nobody asked how far it is for so long. */
    synchronized boolean isForgotten(long nanos) {
        return System.nanoTime() - askedNanos > nanos;
    }

    /** From here on it is as good as closed; returns the peer, which is to be. */
    synchronized Peer end() {
        isClosed = true;
        return peer;
    }

    /** Leaves the swarm; what has come stays. */
    @Override
    public void close() {
        Peer ending = end();
        if (ending != null) {
            ending.close();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package org.rundelta.swarm;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A peer of a swarm: fetches what is missing of a torrent, and sends what it has, until it is closed. */
public final class Peer implements AutoCloseable {
    private final PeerLoop loop;
    private final Thread thread;

    private Peer(PeerLoop loop) {
        this.loop = loop;
        thread = new Thread(loop, "swarm");
        thread.setDaemon(true);
    }

    /**
     * Takes part, with a folder in which some or all of the torrent may lie already, after that is looked at.
     *
     * @throws IOException if the files or the port cannot be used
     */
    public static Peer start(Metainfo metainfo, Path folder, PeerOptions options, PeerListener listener)
            throws IOException {
        return start(metainfo, PeerStorage.in(folder, metainfo), options, listener);
    }

    /**
     * Takes part, with what is there of the torrent, after that is looked at.
     *
     * @throws IOException if the files or the port cannot be used
     */
    public static Peer start(Metainfo metainfo, PeerStorage storage, PeerOptions options, PeerListener listener)
            throws IOException {
        return start(metainfo, new PieceStore(metainfo, storage, listener::checked), options, listener);
    }

    /**
     * Takes part with all of the torrent.
     *
     * @throws SwarmException if a file is not what the torrent was made of
     * @throws IOException if the files or the port cannot be used
     */
    public static Peer seed(Metainfo metainfo, Path folder, PeerOptions options, PeerListener listener)
            throws IOException {
        return seed(
                metainfo,
                new PieceStore(metainfo, PeerStorage.in(folder, metainfo), listener::checked),
                options,
                listener);
    }

    /**
     * Takes part with all of a torrent that was made of these files a moment ago: they are not hashed again.
     *
     * @throws IOException if a file or the port cannot be used
     */
    public static Peer seedUnchanged(Metainfo metainfo, PeerStorage storage, PeerOptions options, PeerListener listener)
            throws IOException {
        return seed(metainfo, PieceStore.unchanged(metainfo, storage), options, listener);
    }

    private static Peer seed(Metainfo metainfo, PieceStore store, PeerOptions options, PeerListener listener)
            throws IOException {
        if (store.have().cardinality() < metainfo.pieces()) {
            store.close();
            throw new SwarmException(store.firstWrong()
                    + " is not what the torrent was made of, or not there: make the torrent anew, or fetch the rest");
        }
        return start(metainfo, store, options, listener);
    }

    private static Peer start(Metainfo metainfo, PieceStore store, PeerOptions options, PeerListener listener)
            throws IOException {
        try {
            Peer peer = new Peer(new PeerLoop(metainfo, store, options, listener));
            peer.thread.start();
            return peer;
        } catch (IOException e) {
            store.close();
            throw e;
        }
    }

    /** Where others reach it. */
    public InetSocketAddress address() {
        return loop.address();
    }

    /**
     * Waits until every piece is there and every file has its name.
     *
     * @throws IOException if that cannot be, as when the disk is full
     */
    public void awaitComplete() throws IOException, InterruptedException {
        try {
            loop.complete().get();
        } catch (ExecutionException e) {
            throw cause(e);
        }
    }

    private static IOException cause(ExecutionException e) {
        if (e.getCause() instanceof IOException cause) {
            return cause;
        }
        throw new IllegalStateException(e.getCause());
    }

    /**
     * As {@link #awaitComplete()}, for so long at most.
     *
     * @return whether everything is there
     */
    public boolean awaitComplete(Duration atMost) throws IOException, InterruptedException {
        try {
            loop.complete().get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw cause(e);
        }
    }

    /** Whether it has ended, by itself or closed. */
    public boolean isOver() {
        return loop.isOver();
    }

    /** What it has done so far. */
    public PeerReport report() {
        CompletableFuture<PeerReport> report = new CompletableFuture<>();
        loop.post(() -> report.complete(loop.report()));
        return loop.isOver() ? loop.report() : report.join();
    }

    /**
     * Waits until it is closed.
     *
     * @throws IOException if it ended by itself, as when a file that it sends was changed
     */
    public void awaitEnd() throws IOException, InterruptedException {
        thread.join();
        if (loop.failure() != null) {
            throw loop.failure();
        }
    }

    /** Leaves the swarm; what came in so far need not be fetched again. */
    @Override
    public void close() {
        loop.stop();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

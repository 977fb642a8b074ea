package org.rundelta.swarm;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Fills the folders of several edges at once: a seed that sends each piece once, and a peer for each edge. */
public final class SwarmFill {
    private static final double NANOS = 1e9;

    private SwarmFill() {}

    /**
     * Fills them.
     *
     * @param folder that the torrent's file or folder lies in
     * @param edges in which it is to lie
     * @throws IOException if an edge cannot be filled; those that were stay
     */
    public static FillReport fill(
            Metainfo torrent, Path folder, List<Path> edges, FillOptions options, PeerListener listener)
            throws IOException, InterruptedException {
        List<Peer> peers = new ArrayList<>();
        List<InetSocketAddress> known = new ArrayList<>();
        try (Peer seed = Peer.seed(torrent, folder, peer(options, options.seedUp(), 0, true, known), listener)) {
            known.add(seed.address());
            long began = System.nanoTime();
            for (Path edge : edges) {
                Peer peer = Peer.start(
                        torrent, edge, peer(options, options.edgeUp(), options.edgeDown(), false, known), listener);
                peers.add(peer);
                known.add(peer.address());
            }
            List<Double> seconds = new ArrayList<>();
            for (Peer peer : peers) {
                peer.awaitComplete();
                seconds.add((System.nanoTime() - began) / NANOS);
            }
            return new FillReport(
                    seconds.get(seconds.size() - 1),
                    seconds,
                    seed.report().sent(),
                    torrent.length(),
                    FillBounds.of(
                            (double) torrent.length(),
                            edges.size(),
                            rate(options.seedUp()),
                            edges.size() * rate(options.edgeUp()),
                            rate(options.edgeDown())));
        } finally {
            peers.forEach(Peer::close);
        }
    }

    /** Each dials those that were there before it, and sends to all: they have one owner. */
    private static PeerOptions peer(
            FillOptions options, long up, long down, boolean superSeed, List<InetSocketAddress> known) {
        return new PeerOptions(options.host(), 0, known, up, down, Integer.MAX_VALUE, false, superSeed);
    }

    private static double rate(long limit) {
        return limit == 0 ? Double.POSITIVE_INFINITY : limit;
    }
}
